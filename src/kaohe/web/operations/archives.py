"""A backup as one tar file whose last member tells the hashes of the others."""

import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO, Protocol

from kaohe.messages import Place, Refused

_MANIFEST = "manifest.json"
_FORMAT = 1
_CHUNK = 1 << 20


class _Reader(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


class _Hashing:
    """Reads through and hashes what goes by."""

    def __init__(self, stream: _Reader):
        self.stream = stream
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        piece = self.stream.read(size)
        self.sha256.update(piece)
        return piece


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds: of which database, made when, by which version, SHA-256 by name."""

    database: str
    at: str
    version: str
    files: Mapping[str, str]


class Writer:
    """An archive being written; nothing of it is in memory but the hashes."""

    def __init__(self, stream: BinaryIO):
        self._tar = tarfile.open(fileobj=stream, mode="w")  # noqa: SIM115  closed below
        self._hashes: dict[str, str] = {}

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if kind is None:
            self._tar.close()

    def add(self, file: Path, name: str) -> None:
        """A regular file under a name; one that is gone meanwhile is left out."""
        try:
            stream = file.open("rb")
        except FileNotFoundError:
            return
        with stream:
            self._put(name, os.fstat(stream.fileno()).st_size, stream)

    def finish(self, database: str, at: str, version: str) -> None:
        """The manifest, as the last member."""
        told = {"format": _FORMAT, "database": database, "at": at, "version": version, "files": self._hashes}
        text = json.dumps(told, indent=1, sort_keys=True).encode()
        self._put(_MANIFEST, len(text), io.BytesIO(text))

    def _put(self, name: str, size: int, stream: _Reader) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        hashing = _Hashing(stream)
        self._tar.addfile(member, hashing)
        if name != _MANIFEST:
            self._hashes[name] = hashing.sha256.hexdigest()


@contextmanager
def unpacked(archive: Path, home: Path) -> Iterator[tuple[Path, Manifest]]:
    """The archive in a folder beside the home, which becomes the home at the end; else nothing is left.

    Raises `Refused` where the home is not empty or the archive not whole.
    """
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise Refused.because("office.home_not_empty", Place(str(home)))
    home.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=home.parent, prefix=f".{home.name}-"))
    try:
        yield beside, _unpack(archive, beside)
        os.sync()
        beside.rename(home)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _unpack(archive: Path, folder: Path) -> Manifest:
    """All members into the folder. Raises `Refused` unless every one is there as the manifest tells."""
    hashes: dict[str, str] = {}
    manifest = b""
    with _broken_is_refused(archive), tarfile.open(archive, "r:") as tar:
        for member in tar:
            source = tar.extractfile(member) if member.isreg() else None
            if source is None or not _stays_inside(member.name) or member.name in hashes:
                raise Refused.because("office.backup_strange", Place(str(archive)), name=member.name)
            if member.name == _MANIFEST:
                manifest = source.read()
                continue
            hashing = _Hashing(source)
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as stream:
                while piece := hashing.read(_CHUNK):
                    stream.write(piece)
            target.chmod(0o600)
            hashes[member.name] = hashing.sha256.hexdigest()
        told = json.loads(manifest)
        if told["format"] != _FORMAT:
            raise Refused.because(
                "office.backup_format", Place(str(archive)), found=told["format"], allowed=_FORMAT
            )
        found = Manifest(told["database"], told["at"], told["version"], dict(told["files"]))
    for name in sorted(found.files.keys() | hashes.keys()):
        if found.files.get(name) != hashes.get(name):
            raise Refused.because("office.backup_differs", Place(str(archive)), name=name)
    return found


_BROKEN = (
    *(tarfile.TarError, EOFError, ValueError, KeyError, TypeError),
    *(FileExistsError, IsADirectoryError, NotADirectoryError),  # a file in the place of a folder
)


@contextmanager
def _broken_is_refused(archive: Path) -> Iterator[None]:
    try:
        yield
    except _BROKEN:
        raise Refused.because("office.backup_broken", Place(str(archive))) from None


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\x00" not in name
