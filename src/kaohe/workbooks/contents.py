"""What a file really is: decided by its content, never by its name."""

from pathlib import Path

from kaohe.messages import Place, Refused

MAX_BYTES = 100 * 1024**2
"""A larger file is refused before it is read: 20,000 units x 85 items take some 20 MB."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = {
    b"PK\x05\x06": "workbooks.is_empty_archive",
    b"%PDF-": "workbooks.is_pdf",
    b"\x89PNG": "workbooks.is_picture",
    b"\xff\xd8\xff": "workbooks.is_picture",
    b"GIF8": "workbooks.is_picture",
    b"Rar!\x1a": "workbooks.is_archive",
    b"7z\xbc\xaf\x27": "workbooks.is_archive",
    b"\x1f\x8b": "workbooks.is_archive",
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def content(file: Path) -> bytes:
    """The file's bytes, unless it is too large or empty. Raises `Refused`; OSError if unreadable."""
    size = file.stat().st_size
    if size > MAX_BYTES:
        found, limit = f"{size / 1024**2:,.0f}", f"{MAX_BYTES / 1024**2:,.0f}"
        raise Refused.because("workbooks.too_large", Place(file.name), found=found, limit=limit)
    data = file.read_bytes()
    if not data.strip():
        raise Refused.because("workbooks.empty", Place(file.name))
    return data


def is_package(data: bytes, file: str) -> bool:
    """True for a zip package, False for text; whatever else it is, is refused by its right name."""
    if data.startswith(_ZIP):
        return True
    if data.startswith(_OLE):
        raise Refused.because(_inside_ole(data), Place(file))
    for beginning, code in _BEGINNINGS.items():
        if data.startswith(beginning):
            raise Refused.because(code, Place(file))
    if b"\0" in data and not data.startswith(_UTF_16):
        raise Refused.because("workbooks.is_binary", Place(file))
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        raise Refused.because("workbooks.is_markup", Place(file))
    return False


def _inside_ole(data: bytes) -> str:
    """Old Office files and encrypted new ones share a wrapper; the names of its streams tell them apart."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "workbooks.is_encrypted"
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return "workbooks.is_old_excel"
    return "workbooks.is_old_office"
