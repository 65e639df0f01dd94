"""The page of a docx in measures of its own: points and twentieths of a point."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from kaohe.letters.word.markup import BODY, w

MM = 72 / 25.4
SIZE_3, SIZE_4 = BODY, 14.0
"""三号 and 四号, in points."""
TEXT_WIDTH, TEXT_HEIGHT = 156 * MM, 225 * MM
LINE, PITCH = TEXT_HEIGHT / 22, TEXT_WIDTH / 28
"""A line and a character of the grid, in points."""
RED = "FF0000"


def twips(points: float) -> int:
    """Twentieths of a point, cut off: 22 lines of a rounded-up height would be higher than the page."""
    return int(points * 20)


GRID = twips(LINE)
"""A line of the grid in twentieths of a point."""
CLOSER = twips(PITCH - SIZE_3) - 1
"""How much closer than its size the body is set, so that 28 characters fit and are spread over the line."""


def section(parts: Mapping[str, tuple[str, str]], *, first_differs: bool) -> Element:
    """A4, margins, grid; `parts` are headers and footers: relation id -> (headerReference ..., type)."""
    references = (w(kind, r_id=key, type=which) for key, (kind, which) in parts.items())
    return w(
        "sectPr",
        *references,
        w("pgSz", w=twips(210 * MM), h=twips(297 * MM)),
        w(
            "pgMar",
            top=twips(37 * MM),
            right=twips(26 * MM),
            bottom=twips(35 * MM),
            left=twips(28 * MM),
            header=twips(15 * MM),
            footer=twips((35 - 7) * MM - 0.62 * SIZE_4),  # the dash stands 7 mm below the text
            gutter=0,
        ),
        w("titlePg") if first_differs else None,
        w("docGrid", type="lines", linePitch=GRID),
    )
