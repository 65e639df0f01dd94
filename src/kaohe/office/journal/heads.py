"""Heads written outside the database, so that nobody who can write to it can alter what was before."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.utils.timezone import localdate

from kaohe.messages import Place, Refused
from kaohe.office.journal.models import Head


@dataclass(frozen=True, slots=True)
class KnownHead:
    """The last entry's position and hash at an instant."""

    position: int
    hash: str
    at: str


def head_at(now: datetime) -> KnownHead:
    """The head as it stands."""
    head = Head.objects.get(pk=1)
    return KnownHead(head.position, head.hash, now.isoformat())


def keep_head(folder: Path, now: datetime) -> int:
    """Write the head of the day as `YYYY-MM-DD.json` unless it is there; 1 where it was written, else 0."""
    file = folder / f"{localdate(now).isoformat()}.json"
    if file.exists():
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=folder, prefix=".", suffix=".part", encoding="utf-8") as part:
        part.write(json.dumps(asdict(head_at(now))) + "\n")
        part.flush()
        os.fsync(part.fileno())
        try:
            file.hardlink_to(part.name)  # refuses where another was quicker: there is one head a day
        except FileExistsError:
            return 0
    _settle(folder)
    return 1


def read_head(file: Path) -> KnownHead:
    """A head that was exported. Raises `Refused` where the file isn't one."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        told = told.get("head", told)
        return KnownHead(int(told["position"]), str(told["hash"]), str(told.get("at", "")))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused.because("journal.not_a_head", Place(str(file))) from None


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
