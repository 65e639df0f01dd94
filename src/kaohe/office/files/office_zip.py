"""Whether a zip is a workbook or document that is taken; nothing but its short list of parts is unpacked."""

import struct
import zipfile
import zlib
from typing import BinaryIO
from xml.etree import ElementTree

_END = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT = 65_535
_LARGEST_LIST = 2 * 1024**2
_LARGEST_TYPES = 512 * 1024
_MACROS = ("vbaproject.bin", "vbadata.xml")
_MAIN = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
}
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError)


def kind_in_zip(content: BinaryIO) -> str:
    """xlsx, docx, or what it is instead: macros, archive, damaged."""
    if not _has_short_list(content):
        return "damaged"
    try:
        with zipfile.ZipFile(content) as package:
            names = [name.casefold() for name in package.namelist()]
            if "[content_types].xml" not in names:
                return "archive"
            with package.open("[Content_Types].xml") as part:
                types = _types(part.read(_LARGEST_TYPES + 1))
    except (*_DAMAGED, ElementTree.ParseError, OSError):
        return "damaged"
    if any("macro" in kind or "vba" in kind for kind in types) or _have_macros(names):
        return "macros"
    found = {_MAIN[kind] for kind in types if kind in _MAIN}
    return found.pop() if len(found) == 1 else "archive"


def _types(xml: bytes) -> set[str]:
    if len(xml) > _LARGEST_TYPES or b"<!DOCTYPE" in xml or b"\0" in xml:
        raise ValueError("not the list of a package's parts")
    return {element.get("ContentType", "").casefold() for element in ElementTree.fromstring(xml)}


def _have_macros(names: list[str]) -> bool:
    return any(name.endswith(_MACROS) or "/activex/" in name or "/macrosheets/" in name for name in names)


def _has_short_list(content: BinaryIO) -> bool:
    """The list of parts is read whole, so it must be short. No zip64: none of ours needs it."""
    size = content.seek(0, 2)
    content.seek(max(0, size - _LONGEST_COMMENT - _END.size))
    tail = content.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        return False
    *_, length, _, _ = _END.unpack_from(tail, at)
    return length <= _LARGEST_LIST and tail[max(0, at - 20) : at][:4] != b"PK\x06\x07"
