"""What a file is: decided by its content, never by its name or by what its sender says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from kaohe.messages import Refused, Text, sentence
from kaohe.office.files.office_zip import kind_in_zip
from kaohe.office.files.texts import encoding_of


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind that is taken: its media type and the endings of its names, the usual one first."""

    media_type: str
    endings: tuple[str, ...]


_XML = "application/vnd.openxmlformats-officedocument"
KINDS: Mapping[str, Kind] = {
    "pdf": Kind("application/pdf", ("pdf",)),
    "png": Kind("image/png", ("png",)),
    "jpg": Kind("image/jpeg", ("jpg", "jpeg")),
    "xlsx": Kind(f"{_XML}.spreadsheetml.sheet", ("xlsx",)),
    "docx": Kind(f"{_XML}.wordprocessingml.document", ("docx",)),
    "text": Kind("text/plain; charset=utf-8", ("txt", "csv")),
    "text_gbk": Kind("text/plain; charset=gb18030", ("txt", "csv")),
}
_TAKEN = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_REFUSED = {
    b"MZ": "windows_program",
    b"\x7fELF": "program",
    b"\xca\xfe\xba\xbe": "program",
    b"\xcf\xfa\xed\xfe": "program",
    b"\xce\xfa\xed\xfe": "program",
    b"#!": "script",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "old_office",
    b"Rar!\x1a": "archive",
    b"7z\xbc\xaf\x27": "archive",
    b"\x1f\x8b": "archive",
    b"PK\x05\x06": "archive",
    b"GIF8": "picture",
    b"RIFF": "picture",
    b"BM": "picture",
    b"II*\0": "picture",
    b"MM\0*": "picture",
    b"<": "markup",
    b"\xef\xbb\xbf<": "markup",
}
_REFUSED_AS_TEXT = {"script", "markup"}
_TEXTS = {"utf-8": "text", "gb18030": "text_gbk"}


def kind_of(content: BinaryIO, name: str) -> Kind:
    """The kind of a file that is taken; the content is left at its beginning. Raises `Refused`."""
    content.seek(0)
    head = content.read(16)
    content.seek(0)
    found = _found(content, head)
    content.seek(0)
    if found in KINDS:
        return KINDS[found]
    code = f"files.found_{found}"
    raise Refused.because(
        "files.not_taken", name=name, found=Text(sentence(code, "zh"), sentence(code, "en"))
    )


def of_media_type(media_type: str) -> Kind:
    """The kind that was stored under a media type."""
    return next(kind for kind in KINDS.values() if kind.media_type == media_type)


def _found(content: BinaryIO, head: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return kind_in_zip(content)
    taken, refused = (_begins(head, kinds) for kinds in (_TAKEN, _REFUSED))
    if taken or refused in _REFUSED_AS_TEXT:
        return taken or refused
    # A table may begin with the letters MZ; a program isn't text.
    return _TEXTS.get(encoding_of(content), refused or "unknown")


def _begins(head: bytes, kinds: Mapping[bytes, str]) -> str:
    return next((kind for beginning, kind in kinds.items() if head.startswith(beginning)), "")
