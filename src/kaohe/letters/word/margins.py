"""What stands outside the text area: page numbers, and the mark and red rules of the letter format."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from kaohe.letters.content import Letter
from kaohe.letters.fonts import Faces
from kaohe.letters.word.head import RULES, framed_mark, mark_above_ink, mark_size
from kaohe.letters.word.markup import Shape, border, field, paragraph, run, w
from kaohe.letters.word.page import MM, RED, SIZE_4, twips

_ODD, _EVEN, _FIRST = "default", "even", "first"


@dataclass(frozen=True, slots=True)
class Margin:
    """A header or footer of the package."""

    kind: Literal["headerReference", "footerReference"]
    which: str
    content: Element


class Margins:
    """The headers and footers of a letter."""

    def __init__(self, letter: Letter, faces: Faces):
        self.letter = letter
        self.faces = faces

    def parts(self) -> list[Margin]:
        """Page numbers at the right of odd pages and the left of even ones; none on a letter's first."""
        numbers = [
            Margin("footerReference", which, w("ftr", self._number(which == _ODD))) for which in (_ODD, _EVEN)
        ]
        if self.letter.style != "letter":
            return numbers
        header = Margin("headerReference", _FIRST, w("hdr", *self._letter_head(), _nothing()))
        return [header, *numbers, Margin("footerReference", _FIRST, w("ftr", self._lower_rule(), _nothing()))]

    def _number(self, odd: bool) -> Element:
        edge = twips(SIZE_4)
        shape = Shape(
            line=twips(SIZE_4),
            align="right" if odd else "left",
            left=0 if odd else edge,
            right=edge if odd else 0,
        )
        font = self.faces.docx["song"]
        return paragraph(shape, run("— ", font, SIZE_4), field("PAGE", font, SIZE_4), run(" —", font, SIZE_4))

    def _letter_head(self) -> Iterator[Element]:
        top = _frame(30 * MM - mark_above_ink(self.letter))
        yield from framed_mark(self.letter, self.faces.docx, top)
        yield self._rule(30 * MM + mark_size(self.letter) + 4 * MM, "thickThinSmallGap")

    def _lower_rule(self) -> Element:
        return self._rule((297 - 20) * MM - RULES, "thinThickSmallGap")

    def _rule(self, at: float, kind: str) -> Element:
        rule = border("top", 18, kind=kind, colour=RED)
        return paragraph(Shape(line=20, borders=(rule,), frame=_frame(at)))


def _frame(top: float) -> Element:
    """A frame 170 mm wide in the middle of the page, `top` points below its edge."""
    return w(
        "framePr",
        w=twips(170 * MM),
        wrap="around",
        vAnchor="page",
        hAnchor="page",
        x=twips(20 * MM),
        y=twips(top),
    )


def _nothing() -> Element:
    """Frames need a paragraph after them."""
    return paragraph(Shape(line=20))
