"""Where files lie: under HOME/files by their hash, on the way in under HOME/files/incoming."""

import os
from pathlib import Path

from django.conf import settings


def root() -> Path:
    """The folder of all stored files."""
    return Path(settings.HOME) / "files"


def incoming() -> Path:
    """Where content is written before it has its name; on the same disk, so that naming it is one step."""
    return root() / "incoming"


def place_of(sha256: str) -> Path:
    """Where the content of a hash lies."""
    return root() / sha256[:2] / sha256


def settle(folder: Path) -> None:
    """What was named in the folder is on the disk when this returns."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
