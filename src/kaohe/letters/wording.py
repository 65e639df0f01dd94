"""What both the PDF and the docx say and can't be read off a letter as it is: dates, lines, lists."""

import re
from collections.abc import Sequence
from datetime import date
from typing import assert_never

from kaohe.letters.content import Attendance, Block, Heading, Letter, Paragraph, Table

LONGEST_TITLE = 20
"""Characters of 22 pt in a line of 156 mm."""
LONGEST_WORD = 9
"""A cell that is wider than so many characters is a sentence."""
LINE_OF_BODY = 28
"""Characters of a line of the body."""
LONGEST_KEPT = 8 * LINE_OF_BODY
"""Characters of a last paragraph that is kept whole with what ends the document: eight lines."""
LINE_OF_TABLE, MOST_LINES = 36, 15
"""Characters of 12 pt in a line of 156 mm, and lines of a row that stays whole."""
NO_DATE = "\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日"
"""What a draft shows: the place of a date."""
_UNITS = re.compile(r"[《“（〔]*(?:[0-9A-Za-z.\-]+[年月日号度]*|.)[》”）〕，、。：；的]*")


def day_words(day: date | None) -> str:
    """`2016年9月1日`, without leading zeros; blanks where there is no date yet."""
    return NO_DATE if day is None else f"{day.year}年{day.month}月{day.day}日"


def width(text: str) -> float:
    """How many Chinese characters wide a text is; Latin letters and digits are half as wide."""
    return sum(0.5 if ord(sign) < 0x2000 else 1 for sign in text)


def title_lines(title: str) -> list[str]:
    """The lines of a title: as it has them, and lines too long for the page in parts of like length."""
    return [part for line in title.split("\n") for part in balanced(_UNITS.findall(line))]


def balanced(units: Sequence[str], longest: float = LONGEST_TITLE) -> list[str]:
    """Put units that stay whole into as few lines as they need, of lengths as like as can be."""
    units = [part for unit in units for part in (unit if width(unit) > longest else [unit])]
    best: list[tuple[int, float, list[str]]] = [(0, 0.0, [])]
    for end in range(1, len(units) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            line = "".join(units[start:end])
            if width(line) > longest:
                break
            lines, squares, before = best[start]
            ways.append((lines + 1, squares + width(line) ** 2, [*before, line]))
        best.append(min(ways, key=lambda way: way[:2]))
    return best[-1][2]


def whole_rows(table: Table) -> list[bool]:
    """For each row, whether it can stay whole: one of half a page or more is parted between pages."""
    lines = [LINE_OF_TABLE * part / sum(table.widths) - 1 for part in table.widths]
    return [
        all(width(cell) <= MOST_LINES * max(line, 1) for cell, line in zip(row, lines, strict=True))
        for row in table.rows
    ]


def mark_lines(letter: Letter) -> tuple[tuple[str, ...], str | None]:
    """The names in the mark, and the word beside them: 文件 stands to the right of several."""
    word = "文件"
    if len(letter.issuers) == 1 or not letter.mark.endswith(word):
        return (letter.mark,), None
    return letter.issuers, word


def kept_at_end(letter: Letter) -> int:
    """How many of the last blocks stay whole on the last page, so that nothing there stands without text.

    A short last paragraph goes with the signature; minutes have none, so two lines of them at least go with
    the foot. Tables and long paragraphs part between pages.
    """
    lines, most = 0, 2 if letter.style == "minutes" else 1
    for count, block in enumerate(reversed(letter.body)):
        text = _words(block)
        if lines >= most or not 0 < width(text) <= LONGEST_KEPT:
            return count
        lines += 1 + int(width(text) > LINE_OF_BODY - 2)
    return len(letter.body)


def _words(block: Block) -> str:
    match block:
        case Paragraph() | Heading():
            return block.text
        case Attendance():
            return f"{block.role}：{block.people}"
        case Table():
            return ""
        case _:
            assert_never(block)


def long_columns(table: Table) -> list[bool]:
    """For each column, whether it holds sentences: these begin at the left, words stand in the middle."""
    return [any(width(row[place]) > LONGEST_WORD for row in table.rows) for place in range(len(table.widths))]


def numbered_attachments(letter: Letter) -> list[tuple[str, str]]:
    """Label and name of every attachment: 附件：1. before the first of several, 2. before the second."""
    several = len(letter.attachments) > 1
    return [
        (("附件：" if place == 1 else "") + (f"{place}." if several else ""), name)
        for place, name in enumerate(letter.attachments, 1)
    ]
