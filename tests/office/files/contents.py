"""Contents of files for tests, as small as they can be."""

import io
import zipfile

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(30)
JPG = b"\xff\xd8\xff\xe0" + bytes(30)
EXE = b"MZ\x90\0\3\0\0\0" + bytes(60)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60)
_XML = "application/vnd.openxmlformats-officedocument"
SHEET = f"{_XML}.spreadsheetml.sheet.main+xml"
LETTER = f"{_XML}.wordprocessingml.document.main+xml"
MACRO_SHEET = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
MACRO_LETTER = "application/vnd.ms-word.document.macroEnabled.main+xml"


def zipped(parts):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return memory.getvalue()


def office(main=SHEET, **parts):
    types = f'<Types xmlns="t"><Override PartName="/x.xml" ContentType="{main}"/></Types>'
    return zipped({"[Content_Types].xml": types, "x.xml": "<x/>", **parts})
