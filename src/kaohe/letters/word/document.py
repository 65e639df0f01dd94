"""The parts of a docx package, zipped so that the same letter gives the same bytes."""

import io
import zipfile
from collections.abc import Mapping
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from kaohe.letters.content import Letter
from kaohe.letters.fonts import Faces
from kaohe.letters.word.body import body
from kaohe.letters.word.foot import foot, note, signature
from kaohe.letters.word.head import head
from kaohe.letters.word.margins import Margins
from kaohe.letters.word.markup import as_bytes, fonts, w
from kaohe.letters.word.page import CLOSER, SIZE_3, section

_FIXED = (1980, 1, 1, 0, 0, 0)
_DAY = "1980-01-01T00:00:00Z"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def docx(letter: Letter, faces: Faces) -> bytes:
    """The letter as an Office Open XML document."""
    outside = Margins(letter, faces).parts()
    kinds = {f"rId{number}": (part.kind, part.which) for number, part in enumerate(outside, 10)}
    end = section(kinds, first_differs=letter.style == "letter")
    inside = [*head(letter, faces.docx), *body(letter, faces.docx)]
    inside += [] if letter.style == "minutes" else signature(letter, faces.docx)
    inside += [*note(letter, faces.docx), *foot(letter, faces.docx)]
    files = {
        "word/document.xml": as_bytes(w("document", w("body", *inside, end))),
        "word/settings.xml": as_bytes(_settings()),
        "word/styles.xml": as_bytes(_styles(faces)),
        **{f"word/margin{number}.xml": as_bytes(part.content) for number, part in enumerate(outside, 10)},
        "word/_rels/document.xml.rels": _relations(
            {
                "rId1": ("styles", "styles.xml"),
                "rId2": ("settings", "settings.xml"),
                **{
                    f"rId{number}": (part.kind.removesuffix("Reference"), f"margin{number}.xml")
                    for number, part in enumerate(outside, 10)
                },
            }
        ),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _core(letter),
    }
    types = {f"word/margin{n}.xml": part.kind.removesuffix("Reference") for n, part in enumerate(outside, 10)}
    return _zipped({"[Content_Types].xml": _content_types(types), **files})


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else it says on which system it was made
            archive.writestr(entry, content)
    return packed.getvalue()


def _settings() -> Element:
    return w(
        "settings",
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
        w("compat", _compatibility("compatibilityMode", 15)),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )


def _compatibility(name: str, value: int) -> Element:
    return w("compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=value)


def _styles(faces: Faces) -> Element:
    """The one style. It sets lines and characters itself: word processors differ in how they read a grid."""
    properties = w(
        "rPr",
        fonts(faces.docx["body"]),
        w("snapToGrid", val=0),
        w("spacing", val=CLOSER),
        w("kern", val=0),
        w("sz", val=int(SIZE_3 * 2)),
        w("szCs", val=int(SIZE_3 * 2)),
        w("lang", val="en-US", eastAsia="zh-CN"),
    )
    off_grid = w("pPr", w("snapToGrid", val=0))
    named = (w("name", val="Normal"), w("qFormat"))
    normal = w("style", *named, off_grid, properties, type="paragraph", default=1, styleId="Normal")
    return w("styles", w("docDefaults", w("rPrDefault", properties), w("pPrDefault")), normal)


def _content_types(outside: Mapping[str, str]) -> bytes:
    kinds = {
        "word/document.xml": "document.main",
        "word/settings.xml": "settings",
        "word/styles.xml": "styles",
        **outside,
    }
    rows = [
        f'<Override PartName="/{name}" ContentType="{_TYPES}.{kind}+xml"/>' for name, kind in kinds.items()
    ]
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return _markup(
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{''.join(rows)}"
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> bytes:
    rows = [
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    ]
    return _markup(f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>')


def _package_relations() -> bytes:
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return _markup(
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/></Relationships>'
    )


def _core(letter: Letter) -> bytes:
    """Title and nothing else of ours; the dates are fixed."""
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_DAY}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    title = escape(letter.title.replace("\n", ""))
    return _markup(
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title>{stamps}</cp:coreProperties>"
    )


def _markup(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()
