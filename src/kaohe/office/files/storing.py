"""A file handed in becomes content on the disk, then a row.

Content first: a crash between leaves a file without a row, which the sweep removes, never a row without a
file. `receive` is called before the transaction, `enter` inside it: no lock is held while a disk writes.
"""

import hashlib
import os
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, cast

from django.core.files.base import File

from kaohe.messages import Refused
from kaohe.office.files.kinds import kind_of
from kaohe.office.files.limits import file_limit, megabytes
from kaohe.office.files.models import StoredFile
from kaohe.office.files.names import clean_name
from kaohe.office.files.places import incoming, place_of, settle

_PIECE = 256 * 1024


@dataclass(frozen=True, slots=True)
class Received:
    """Content that lies on the disk under its hash; `name` is fit to be shown. `size` in bytes."""

    sha256: str
    size: int
    media_type: str
    name: str


def receive(upload: "File[Any]", name: str = "") -> Received:
    """Look at a file, copy it, put it under its hash. Raises `Refused`: what was found, what is allowed."""
    called = name or str(upload.name or "")
    content = cast("BinaryIO", upload.file)
    size = content.seek(0, os.SEEK_END)
    if size == 0:
        raise Refused.because("files.empty", name=called)
    if size > file_limit():
        raise too_large(called)
    kind = kind_of(content, called)
    incoming().mkdir(parents=True, exist_ok=True)
    sha256 = _copied(content)
    return Received(sha256, size, kind.media_type, clean_name(called, kind))


def enter(received: Received, *, at: datetime) -> StoredFile:
    """The row of received content: the same content has one, however many bring it at once."""
    fields = {"size": received.size, "media_type": received.media_type, "at": at}
    return StoredFile.objects.get_or_create(sha256=received.sha256, defaults=fields)[0]


def too_large(name: str) -> Refused:
    """What is said of a file over the limit."""
    return Refused.because("files.too_large", name=name, allowed=megabytes(file_limit()))


def _copied(content: BinaryIO) -> str:
    """Copy while hashing; afterwards the content is on the disk under its hash, or nowhere."""
    part = incoming() / uuid.uuid4().hex
    try:
        digest = hashlib.sha256()
        with part.open("xb") as copy:
            content.seek(0)
            while piece := content.read(_PIECE):
                digest.update(piece)
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
        place = place_of(digest.hexdigest())
        place.parent.mkdir(exist_ok=True)
        # Also where it lies already: that is the same content, and now it is too young for the sweep.
        part.replace(place)
        settle(place.parent)
        settle(place.parent.parent)
        return digest.hexdigest()
    finally:
        part.unlink(missing_ok=True)
