"""The head of the first page: marks of secrecy and urgency, the issuer's mark, the number, the red rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from kaohe.letters.content import Letter
from kaohe.letters.fonts import FaceName
from kaohe.letters.word.markup import Shape, border, paragraph, run
from kaohe.letters.word.page import GRID, LINE, MM, PITCH, RED, SIZE_3, TEXT_WIDTH, twips
from kaohe.letters.word.tables import row, table
from kaohe.letters.wording import day_words, mark_lines

Fonts = Mapping[FaceName, str]
RULES = 4.5
"""How high the two red rules of the letter format are together, in points."""
_EDGE = twips(TEXT_WIDTH - PITCH)
_ABOVE_INK = 0.2
"""What a word processor leaves above the ink of a line, as a part of its size."""


def head(letter: Letter, fonts: Fonts) -> Iterator[Element]:
    """Everything above the title that stands in the text area."""
    marks = [mark for mark in (letter.secrecy, letter.urgency) if mark]
    if letter.style == "letter":
        yield from _beside_number(letter, fonts, marks)
        return
    yield from (paragraph(Shape(line=GRID), run(mark, fonts["hei"], SIZE_3)) for mark in marks)
    above = 35 * MM - len(marks) * LINE - _ABOVE_INK * mark_size(letter)
    yield from issuer_mark(letter, fonts, Shape(line=0, before=twips(above)))
    yield _number_line(letter, fonts)


def mark_size(letter: Letter) -> float:
    """The size of the mark in points: as large as fits 150 mm, but no larger than is usual."""
    names, word = mark_lines(letter)
    longest = max(map(len, names)) + (len(word) + 0.5 if word else 0)
    largest = min(34.0, 110 * MM / (1.45 * len(names))) if len(names) > 1 else 50.0
    return min(largest, 150 * MM / longest)


def framed_mark(letter: Letter, fonts: Fonts, frame: Element) -> Iterator[Element]:
    """The mark of the letter format, in a frame of the page's header."""
    return issuer_mark(letter, fonts, Shape(line=0, frame=frame))


def mark_above_ink(letter: Letter) -> float:
    """How far the ink of the mark lies below the top of its line, in points."""
    return _ABOVE_INK * mark_size(letter)


def issuer_mark(letter: Letter, fonts: Fonts, shape: Shape) -> Iterator[Element]:
    """The mark in red: one line, or the names of several offices, all equally wide, beside 文件."""
    (names, word), size = mark_lines(letter), mark_size(letter)
    shape = replace(shape, line=twips(size * 1.2), align="center")
    if word is None:
        yield paragraph(shape, run(names[0], fonts["title"], size, RED))
        return
    widths = (twips(max(map(len, names)) * size + 10), twips(len(word) * size + 20))
    line = Shape(line=twips(size * 1.45))
    spread = replace(line, align="distribute")
    cells = [
        [paragraph(spread, run(name, fonts["title"], size, RED)) for name in names],
        [paragraph(line, run(word, fonts["title"], size, RED))],
    ]
    yield paragraph(replace(shape, line=20))
    yield table(widths, [row(widths, cells)], ruled=False)


def _number_line(letter: Letter, fonts: Fonts) -> Element:
    """The number, two lines below the mark; the red rule 4 mm below it."""
    rule = border("bottom", 12, round(4 * MM - (LINE - SIZE_3) / 2), colour=RED)
    shape = Shape(line=GRID, align="left", before=2 * GRID, borders=(rule,))
    number = letter.number or "\u3000"
    if letter.style == "minutes":
        tabs = replace(shape, tabs=(("center", twips(TEXT_WIDTH / 2)), ("right", _EDGE)))
        words = f"\u3000{letter.issuers[0]}\t{number}\t{day_words(letter.dated)}"
        return paragraph(tabs, run(words, fonts["body"], SIZE_3))
    if letter.signer is None:
        return paragraph(replace(shape, align="center"), run(number, fonts["body"], SIZE_3))
    return paragraph(
        replace(shape, tabs=(("right", _EDGE),)),
        run(f"\u3000{number}\t签发人：", fonts["body"], SIZE_3),
        run(letter.signer, fonts["kai"], SIZE_3),
    )


def _beside_number(letter: Letter, fonts: Fonts, marks: Sequence[str]) -> Iterator[Element]:
    """The marks at the left and the number at the right, 7/8 of a character below the red rules."""
    rules_end = 30 * MM + mark_size(letter) + 4 * MM + RULES
    above = rules_end + SIZE_3 * 7 / 8 - 37 * MM - (LINE - SIZE_3) / 2
    shape = Shape(line=GRID, align="left", tabs=(("right", twips(TEXT_WIDTH)),))
    first, *others = marks or [""]
    yield paragraph(
        replace(shape, before=twips(above)),
        run(first, fonts["hei"], SIZE_3),
        run(f"\t{letter.number or ''}", fonts["body"], SIZE_3),
    )
    yield from (paragraph(shape, run(mark, fonts["hei"], SIZE_3)) for mark in others)
