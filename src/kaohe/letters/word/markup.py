"""Elements of WordprocessingML, in the order that its schema wants: paragraphs, runs, frames, tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = "http://www.w3.org/XML/1998/namespace"
register_namespace("w", W)
register_namespace("r", R)

BODY = 16.0
"""三号, the size of the body, in points."""
LATIN = "Times New Roman"
Align = Literal["left", "right", "center", "both", "distribute"]


def w(name: str, /, *children: Element | None, r_id: str | None = None, **attributes: str | int) -> Element:
    """An element of the main namespace with its attributes and those children that are there."""
    made = Element(f"{{{W}}}{name}", {f"{{{W}}}{key}": str(value) for key, value in attributes.items()})
    if r_id is not None:
        made.set(f"{{{R}}}id", r_id)
    made.extend(child for child in children if child is not None)
    return made


def as_bytes(root: Element) -> bytes:
    """The element as a part of the package."""
    written: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + written


def fonts(east_asian: str) -> Element:
    """Fonts by name for Chinese and Latin text: no theme decides."""
    return w("rFonts", ascii=LATIN, eastAsia=east_asian, hAnsi=LATIN, cs=LATIN, hint="eastAsia")


def run(text: str, font: str, size: float, colour: str | None = None) -> Element:
    """Text in a font, with a tab for each \\t and a line break for each \\n."""
    made = w(
        "r",
        w(
            "rPr",
            fonts(font),
            w("color", val=colour) if colour else None,
            None if size == BODY else w("spacing", val=0),  # only the body is set closer, by its style
            w("sz", val=int(size * 2)),
            w("szCs", val=int(size * 2)),
        ),
    )
    for place, line in enumerate(text.split("\n")):
        if place:
            made.append(w("br"))
        for column, words in enumerate(line.split("\t")):
            if column:
                made.append(w("tab"))
            if words:
                SubElement(made, f"{{{W}}}t", {f"{{{_XML}}}space": "preserve"}).text = words
    return made


def field(code: str, font: str, size: float) -> Element:
    """A field that the word processor fills, such as PAGE."""
    return w("fldSimple", run("1", font, size), instr=code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a paragraph is set; measures in twentieths of a point."""

    line: int
    align: Align = "both"
    before: int = 0
    after: int = 0
    left: int = 0
    right: int = 0
    first: int = 0
    hanging: int = 0
    tabs: Sequence[tuple[Literal["left", "center", "right"], int]] = ()
    borders: Sequence[Element] = ()
    frame: Element | None = None
    keep: bool = False


def paragraph(shape: Shape, *runs: Element) -> Element:
    """A paragraph; `keep` holds its lines together and with the next paragraph."""
    tabs = [w("tab", val=kind, pos=place) for kind, place in shape.tabs]
    properties = w(
        "pPr",
        w("keepNext") if shape.keep else None,
        w("keepLines") if shape.keep else None,
        shape.frame,
        w("widowControl", val=0),
        w("pBdr", *shape.borders) if shape.borders else None,
        w("tabs", *tabs) if tabs else None,
        w("autoSpaceDE", val=0),
        w("autoSpaceDN", val=0),
        w("spacing", before=shape.before, after=shape.after, line=shape.line, lineRule="exact"),
        _indent(shape),
        w("jc", val=shape.align),
    )
    return w("p", properties, *runs)


def _indent(shape: Shape) -> Element:
    if shape.hanging:
        return w("ind", left=shape.left, right=shape.right, hanging=shape.hanging)
    return w("ind", left=shape.left, right=shape.right, firstLine=shape.first)


def border(
    side: Literal["top", "bottom"],
    eighths: int,
    space: int = 0,
    *,
    kind: str = "single",
    colour: str = "000000",
) -> Element:
    """A rule above or below a paragraph, so many eighths of a point thick; `space` points away."""
    return w(side, val=kind, sz=eighths, space=space, color=colour)
