"""Tables of WordprocessingML: ruled ones in the text, one that floats at the foot of the page."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from kaohe.letters.word.markup import border, w


def table(widths: Sequence[int], rows: Sequence[Element], *, ruled: bool) -> Element:
    """A table as wide as its columns together."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = [w(side, val="single", sz=4, space=0, color="000000") for side in sides] if ruled else []
    properties = w(
        "tblPr",
        w("tblW", w=sum(widths), type="dxa"),
        w("jc", val="center"),
        w("tblBorders", *rules) if rules else None,
        w("tblLayout", type="fixed"),
        w("tblCellMar", w("left", w=80, type="dxa"), w("right", w=80, type="dxa")),
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)


def row(widths: Sequence[int], cells: Sequence[Sequence[Element]], *, head: bool = False) -> Element:
    """A row that no page break cuts; a head is repeated on every page."""
    properties = w("trPr", w("cantSplit"), w("tblHeader") if head else None)
    made = [
        w("tc", w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="center")), *paragraphs)
        for width, paragraphs in zip(widths, cells, strict=True)
    ]
    return w("tr", properties, *made)


def floating(width: int, rows: Sequence[tuple[Sequence[Element], tuple[int, int]]]) -> Element:
    """A table of one column at the bottom of the text area; a row has rules above and below, 0 for none."""
    place = w("tblpPr", horzAnchor="margin", vertAnchor="margin", tblpX=0, tblpYSpec="bottom")
    properties = w(
        "tblPr",
        place,
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=0, type="dxa")),
    )
    made = []
    for paragraphs, (above, below) in rows:
        sides = (("top", above), ("bottom", below))
        rules = [border(side, eighths) for side, eighths in sides if eighths]  # type: ignore[arg-type]
        cell = w("tcPr", w("tcW", w=width, type="dxa"), w("tcBorders", *rules) if rules else None)
        made.append(w("tr", w("trPr", w("cantSplit")), w("tc", cell, *paragraphs)))
    return w("tbl", properties, w("tblGrid", w("gridCol", w=width)), *made)
