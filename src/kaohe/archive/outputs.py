"""Outputs appear only when complete: written beside their place under a hidden name, then renamed.

A run that is killed leaves at most such a hidden sibling (`.NAME.half-...`), which may be deleted.
"""

import ctypes
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from kaohe.messages import Place, Refused

MARK = "manifest.json"
"""The file by which a directory shows that Kaohe made it and may replace it."""

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@contextmanager
def whole_directory(path: Path) -> Iterator[Path]:
    """A directory to write into, which becomes `path` when the block ends well and vanishes when it doesn't.

    An earlier output (a directory with `manifest.json`) is replaced whole. Raises `Refused` where `path` is a
    file, the working directory or somebody else's directory that isn't empty.
    """
    final = path.resolve()
    _may_be_replaced(final, path)
    final.parent.mkdir(parents=True, exist_ok=True)
    half = _sibling(final)
    half.mkdir()
    try:
        yield half
        _to_disk(half)
        _put_in_place(half, final)
    finally:
        shutil.rmtree(half, ignore_errors=True)  # half-made, or the earlier output after the exchange
    _sync(final.parent)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A file to write, which becomes `path` (replacing it) when the block ends well."""
    final = path.resolve()
    if final.is_dir():
        raise Refused.because("outputs.is_directory", Place(str(path)))
    final.parent.mkdir(parents=True, exist_ok=True)
    half = _sibling(final)
    try:
        yield half
        _sync(half)
        if final.exists():
            shutil.copymode(final, half)
        half.replace(final)
    finally:
        half.unlink(missing_ok=True)
    _sync(final.parent)


def _sibling(final: Path) -> Path:
    """Keeps the ending, by which some writers choose the format."""
    return final.with_name(f".{final.stem}.half-{token_hex(4)}{final.suffix}")


def _may_be_replaced(final: Path, said: Path) -> None:
    if not final.exists():
        return
    if not final.is_dir():
        raise Refused.because("outputs.is_file", Place(str(said)))
    if Path.cwd().is_relative_to(final):
        raise Refused.because("outputs.is_working_directory", Place(str(said)))
    if any(final.iterdir()) and not (final / MARK).is_file():
        raise Refused.because("outputs.foreign_directory", Place(str(said)), mark=MARK)


def _put_in_place(half: Path, final: Path) -> None:
    """One step where the system can swap two directories (Linux); else the old one moves aside first."""
    if not final.exists():
        half.rename(final)
        return
    shutil.copymode(final, half)
    if swapped(half, final):
        return
    aside = _sibling(final)
    final.rename(aside)
    try:
        half.rename(final)
    except OSError:
        aside.rename(final)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def swapped(one: Path, other: Path) -> bool:
    """Swap two directories in one step; False where the system or the file system can't."""
    with suppress(OSError, AttributeError):
        swap = ctypes.CDLL(None, use_errno=True).renameat2
        names = (os.fsencode(one), os.fsencode(other))
        return bool(swap(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
    return False


def _to_disk(folder: Path) -> None:
    for inside, _, names in os.walk(folder):
        for name in names:
            _sync(Path(inside, name))
        _sync(Path(inside))


def _sync(path: Path) -> None:
    """What is renamed must be on the disk first, or a power cut leaves empty files under final names."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
