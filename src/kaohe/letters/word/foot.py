"""Signature, date and note after the body; openness, copies and printing at the foot of the last page."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from kaohe.letters.content import Letter
from kaohe.letters.word.head import Fonts
from kaohe.letters.word.markup import Shape, border, paragraph, run, w
from kaohe.letters.word.page import GRID, MM, PITCH, SIZE_3, SIZE_4, TEXT_WIDTH, twips
from kaohe.letters.wording import day_words, width

_DATE_IN = 4 * PITCH
_SEALS_APART = 44 * MM
"""A seal is 42 mm wide; two must not touch."""
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
    dated = Shape(line=GRID, align="right", right=twips(_DATE_IN), keep=letter.contact_note is not None)
    yield paragraph(dated, run(date, fonts["body"], SIZE_3))


def note(letter: Letter, fonts: Fonts) -> Iterator[Element]:
    """The contact note in brackets, two characters in."""
    if letter.contact_note:
        shape = replace(_LINE, left=twips(2 * PITCH))
        yield paragraph(shape, run(f"（{letter.contact_note}）", fonts["body"], SIZE_3))


def foot(letter: Letter, fonts: Fonts) -> Iterator[Element]:
    """A frame at the bottom of the text area, anchored to the last paragraph."""
    frame = w(
        "framePr",
        w=twips(TEXT_WIDTH),
        wrap="notBeside",
        vAnchor="margin",
        hAnchor="margin",
        xAlign="left",
        yAlign="bottom",
    )
    if letter.openness:
        shape = replace(_LINE, left=twips(PITCH), frame=frame)
        yield paragraph(shape, run(f"公开方式：{letter.openness}", fonts["body"], SIZE_3))
    copies = f"抄送：{'，'.join(letter.copies)}。" if letter.copies else ""
    printed = f"{letter.printed_by}\t{day_words(letter.printed_on)}印发" if letter.printed_by else ""
    rows = [words for words in (copies, printed) if words]
    for place, words in enumerate(rows):
        top, bottom = border("top", 6 if place else 8, 1), border("bottom", 8, 1)
        rules = (top, bottom) if place == len(rows) - 1 else (top,)
        shape = Shape(
            line=twips(24),
            align="left",
            tabs=(("right", twips(TEXT_WIDTH - SIZE_4)),),
            borders=rules if letter.style != "letter" else (),
            frame=frame,
            on_grid=False,
        )
        yield paragraph(shape, run(f"\u3000{words}", fonts["body"], SIZE_4))
    yield paragraph(Shape(line=20, on_grid=False))
