"""The zip package of a workbook, opened with care: bombs, encryption and entity tricks are refused."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from kaohe.messages import Place, Refused

MAX_PARTS = 2_000
MAX_UNPACKED = 600 * 1024**2
MAX_RATIO = 250
"""How many times its packed size a part may unpack to, once it is larger than `_SMALL`."""

_SMALL = 20 * 1024**2
_CHUNK = 1024**2
_ENCRYPTED = 0x1
_OTHERS = {
    "xl/workbook.bin": "workbooks.is_xlsb",
    "word/document.xml": "workbooks.is_other_office",
    "ppt/presentation.xml": "workbooks.is_other_office",
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
"""No spreadsheet program writes its parts so; a DOCTYPE could hide in it."""

_XML = (".xml", ".rels", ".vml")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


class Package:
    """A workbook's parts by name. Raises `Refused` unless every part unpacks within the limits."""

    def __init__(self, data: bytes, file: str):
        self.file = file
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED:
            raise self.refused("workbooks.damaged") from None
        self.names = {name.casefold(): name for name in self.zip.namelist()}
        self._check_list()
        total = 0
        for info in self.zip.infolist():
            total += self._unpacked(info, total)

    def part(self, name: str) -> bytes:
        """The bytes of a part, empty where there is none; names are compared without case, as Excel does."""
        known = self.names.get(name.casefold())
        return self.zip.read(known) if known else b""

    def elements(self, name: str, tag: str) -> list[ElementTree.Element]:
        """The elements of a tag in a part, whatever their namespace; none where the part is missing."""
        data = self.part(name)
        try:
            root = ElementTree.fromstring(data) if data else ElementTree.Element("none")
        except ElementTree.ParseError:
            raise self.refused("workbooks.damaged") from None
        return [element for element in root.iter() if element.tag.rpartition("}")[2] == tag]

    def refused(self, code: str, **params: str) -> Refused:
        return Refused.because(code, Place(self.file), **params)

    def _check_list(self) -> None:
        infos = self.zip.infolist()
        if len(infos) > MAX_PARTS:
            raise self.refused("workbooks.too_many_parts", found=f"{len(infos):,}", limit=f"{MAX_PARTS:,}")
        if len(self.names) < len(infos):  # two parts of one name: programs would disagree on which counts
            raise self.refused("workbooks.damaged")
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise self.refused("workbooks.is_encrypted")
        for name, code in _OTHERS.items():
            if name in self.names:
                raise self.refused(code)
        if "xl/workbook.xml" not in self.names:
            is_ods = b"opendocument" in self.part("mimetype")[:100] if self._is_small("mimetype") else False
            raise self.refused("workbooks.is_ods" if is_ods else "workbooks.is_other_zip")

    def _is_small(self, name: str) -> bool:
        return name in self.names and self.zip.getinfo(self.names[name]).file_size < _CHUNK

    def _unpacked(self, info: zipfile.ZipInfo, before: int) -> int:
        """The part's true size: the one that the package states may be a lie."""
        size, tail = 0, b""
        is_xml = info.filename.casefold().endswith(_XML)
        for chunk in self._chunks(info):
            if is_xml and size == 0 and chunk.startswith(_UTF_16):
                raise self.refused("workbooks.damaged")
            size += len(chunk)
            too_dense = size > _SMALL and size > MAX_RATIO * max(1, info.compress_size)
            if too_dense or before + size > MAX_UNPACKED:
                raise self.refused("workbooks.zip_bomb", limit=f"{MAX_UNPACKED // 1024**2:,}")
            if is_xml and b"<!DOCTYPE" in tail + chunk:
                raise self.refused("workbooks.has_doctype", part=info.filename)
            tail = chunk[-16:]
        return size

    def _chunks(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with self.zip.open(info) as part:
                while chunk := part.read(_CHUNK):
                    yield chunk
        except _DAMAGED:
            raise self.refused("workbooks.damaged") from None
