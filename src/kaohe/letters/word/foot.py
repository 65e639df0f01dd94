"""Signature, date and note after the body; openness, copies and printing at the foot of the last page."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from kaohe.letters.content import Letter
from kaohe.letters.word.head import Fonts
from kaohe.letters.word.markup import Shape, paragraph, run
from kaohe.letters.word.page import GRID, MM, PITCH, SIZE_3, SIZE_4, TEXT_WIDTH, twips
from kaohe.letters.word.tables import floating
from kaohe.letters.wording import day_words, width

_DATE_IN = 4 * PITCH
_SEALS_APART = 44 * MM
"""A seal is 42 mm wide; two must not touch."""
_THICK, _THIN = 8, 6
"""Rules of 0.35 and 0.25 mm, in eighths of a point."""
_LINE = Shape(line=GRID, align="left")


def signature(letter: Letter, fonts: Fonts) -> Iterator[Element]:
    """Names above the date, each where the middle of its seal will be; the seals' places stay empty."""
    date = day_words(letter.dated)
    middle = TEXT_WIDTH - _DATE_IN - width(date) * PITCH / 2
    widest = max(map(width, letter.issuers)) * PITCH
    step = max(_SEALS_APART, widest + PITCH)
    fits = (count for count in (3, 2) if middle - (count - 1) * step - widest / 2 >= 0)
    a_row = min(len(letter.issuers), next(fits, 1))
    for start in range(0, len(letter.issuers), a_row):
        names = letter.issuers[start : start + a_row]
        places = [twips(middle - place * step) for place in reversed(range(len(names)))]
        before = 4 * GRID if start else 2 * GRID
        shape = replace(_LINE, before=before, tabs=[("center", place) for place in places], keep=True)
        yield paragraph(shape, run("".join(f"\t{name}" for name in names), fonts["body"], SIZE_3))
    dated = Shape(line=GRID, align="right", right=twips(_DATE_IN), keep=True)
    yield paragraph(dated, run(date, fonts["body"], SIZE_3))


def note(letter: Letter, fonts: Fonts) -> Iterator[Element]:
    """The contact note in brackets, two characters in; it stays with what the foot hangs on."""
    if letter.contact_note:
        shape = replace(_LINE, left=twips(2 * PITCH), keep=True)
        yield paragraph(shape, run(f"（{letter.contact_note}）", fonts["body"], SIZE_3))


def foot(letter: Letter, fonts: Fonts) -> Iterator[Element]:
    """A table that floats at the bottom of the text area, anchored to the last paragraph."""
    rows = []
    if letter.openness:
        shown = run(f"公开方式：{letter.openness}", fonts["body"], SIZE_3)
        rows.append(([paragraph(replace(_LINE, left=twips(PITCH)), shown)], (0, 0)))
    lines = [(shape, words) for shape, words in (_copies(letter), _printed(letter)) if words]
    for place, (shape, words) in enumerate(lines):
        above, below = _THIN if place else _THICK, _THICK if place == len(lines) - 1 else 0
        made = [paragraph(shape, run(words, fonts["body"], SIZE_4))]
        rows.append((made, (0, 0) if letter.style == "letter" else (above, below)))
    if rows:
        yield floating(twips(TEXT_WIDTH), rows)
    yield paragraph(Shape(line=20))


def _copies(letter: Letter) -> tuple[Shape, str]:
    shape = Shape(line=twips(24), align="left", left=twips(4 * SIZE_4), hanging=twips(3 * SIZE_4))
    return shape, f"抄送：{'，'.join(letter.copies)}。" if letter.copies else ""


def _printed(letter: Letter) -> tuple[Shape, str]:
    right = twips(TEXT_WIDTH - SIZE_4)
    shape = Shape(line=twips(24), align="left", left=twips(SIZE_4), tabs=(("right", right),))
    return shape, f"{letter.printed_by}\t{day_words(letter.printed_on)}印发" if letter.printed_by else ""
