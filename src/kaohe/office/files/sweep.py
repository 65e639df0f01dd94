"""What a crash can leave behind, and what must never be missing."""

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from kaohe.office.files.models import StoredFile
from kaohe.office.files.places import incoming, place_of, root

_AGE = timedelta(days=1)
"""Whoever stores a file has given it a row by then, or has been stopped."""

_ASIDE = "-"


def remove_left(now: datetime) -> int:
    """Remove files older than a day that have no row. How many they were."""
    oldest = (now - _AGE).timestamp()
    return sum(_removed(file, oldest) for file in _files() if _is_older(file, oldest))


def missing() -> tuple[StoredFile, ...]:
    """Rows whose content is not there, or not of its size."""
    return tuple(stored for stored in StoredFile.objects.order_by("pk").iterator() if not _is_there(stored))


def _is_there(stored: StoredFile) -> bool:
    place = place_of(stored.sha256)
    return place.is_file() and place.stat().st_size == stored.size


def _files() -> Iterator[Path]:
    return (file for folder in root().glob("*") if folder.is_dir() for file in folder.iterdir())


def _is_older(file: Path, oldest: float) -> bool:
    try:
        return file.stat().st_mtime < oldest
    except FileNotFoundError:  # its receiver, or another sweep
        return False


def _removed(file: Path, oldest: float) -> bool:
    """Take the file aside under a name that tells its hash, look again, remove it.

    Whoever receives the same content between the look and the removal has made the file young again.
    """
    sha256 = file.name.partition(_ASIDE)[0]
    if _has_row(sha256):
        return file.parent == incoming() and _put_back(file, sha256)
    aside = incoming() / f"{sha256}{_ASIDE}{uuid.uuid4().hex}"
    incoming().mkdir(exist_ok=True)
    try:
        file.rename(aside)
    except FileNotFoundError:  # another sweep
        return False
    if not _is_older(aside, oldest) or _has_row(sha256):
        return _put_back(aside, sha256)
    aside.unlink()
    return True


def _has_row(sha256: str) -> bool:
    return StoredFile.objects.filter(sha256=sha256).exists()


def _put_back(aside: Path, sha256: str) -> bool:
    """Back with what was taken aside and has a row, also where a stopped sweep has left it so."""
    aside.replace(place_of(sha256))
    return False
