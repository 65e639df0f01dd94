"""Title, addressee, body and the list of attachments."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never
from xml.etree.ElementTree import Element

from kaohe.letters.content import Attendance, Block, Heading, Letter, Paragraph, Table
from kaohe.letters.fonts import FaceName, heading_face
from kaohe.letters.word.head import Fonts
from kaohe.letters.word.markup import Shape, paragraph, run
from kaohe.letters.word.page import GRID, PITCH, SIZE_3, TEXT_WIDTH, twips
from kaohe.letters.word.tables import row, table
from kaohe.letters.wording import kept_at_end, long_columns, numbered_attachments, title_lines

_TITLE, _CELL = 22.0, 12.0
_LINE = Shape(line=GRID)


def body(letter: Letter, fonts: Fonts) -> Iterator[Element]:
    """From the title to the attachments; what is kept at the end stays with what follows."""
    title = Shape(line=GRID, align="center", before=2 * GRID, after=GRID)
    yield paragraph(title, run("\n".join(title_lines(letter.title)), fonts["title"], _TITLE))
    if letter.addressee:
        yield paragraph(_LINE, run(f"{letter.addressee}：", fonts["body"], SIZE_3))
    kept_from = len(letter.body) - kept_at_end(letter)
    for place, block in enumerate(letter.body):
        before = letter.body[place - 1] if place else None
        yield _block(block, before, fonts, keep=place >= kept_from)
    yield from _attachments(letter, fonts)


def _block(block: Block, before: Block | None, fonts: Fonts, *, keep: bool) -> Element:
    text = replace(_LINE, first=twips(2 * PITCH), keep=keep)
    match block:
        case Paragraph():
            return paragraph(text, run(block.text, fonts["body"], SIZE_3))
        case Heading():
            words, rest = block.runs
            runs = [run(words, fonts[heading_face(block.level)], SIZE_3)]
            return paragraph(text, *runs, *([run(rest, fonts["body"], SIZE_3)] if rest else []))
        case Attendance():
            gap = 0 if isinstance(before, Attendance) else GRID
            listed = replace(_LINE, align="left", left=twips(5 * PITCH), hanging=twips(3 * PITCH))
            listed = replace(listed, before=gap, keep=keep)
            role = run(block.role, fonts["hei"], SIZE_3)
            return paragraph(listed, role, run(f"：{block.people}", fonts["body"], SIZE_3))
        case Table():
            return _ledger(block, fonts)
        case _:
            assert_never(block)


def _ledger(block: Table, fonts: Fonts) -> Element:
    """A ruled table as wide as the text; its head is repeated on every page."""
    unit = twips(TEXT_WIDTH) / sum(block.widths)
    widths = [int(each * unit) for each in block.widths]
    head = row(widths, [_cell(text, "hei", fonts, at_left=False) for text in block.head], head=True)
    long = long_columns(block)
    rows = [
        row(
            widths, [_cell(text, "body", fonts, at_left=left) for text, left in zip(cells, long, strict=True)]
        )
        for cells in block.rows
    ]
    return table(widths, [head, *rows], ruled=True)


def _cell(text: str, face: FaceName, fonts: Fonts, *, at_left: bool) -> list[Element]:
    shape = Shape(line=twips(18), align="left" if at_left else "center")
    return [paragraph(shape, run(text, fonts[face], _CELL))]


def _attachments(letter: Letter, fonts: Fonts) -> Iterator[Element]:
    """One line below the body, two characters in; names stand below each other."""
    count = len(letter.attachments)
    number = twips((1.5 if count > 9 else 1 if count > 1 else 0) * PITCH)
    indent = twips(5 * PITCH) + number
    for place, (label, name) in enumerate(numbered_attachments(letter)):
        shape = Shape(
            line=GRID,
            align="left",
            before=0 if place else GRID,
            left=indent,
            hanging=number if place else indent - twips(2 * PITCH),
            tabs=(("left", indent),),
            keep=True,
        )
        yield paragraph(shape, run(f"{label}\t{name}", fonts["body"], SIZE_3))
