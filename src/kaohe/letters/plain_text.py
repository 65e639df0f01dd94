r"""The body as lines of plain text, for people who edit it, and back.

A line is a paragraph. One that begins with 一、 （一） 1. （1） is a heading; with 出席： or another role, an
attendance list; rows of a table stand between bars, the widths of its columns below the head. A paragraph
that would be taken for something else begins with a backslash.

    一、存在的问题
    请对照下列事项制定整改方案。
    | 指标 | 名次 |
    |12|4|
    | 研发经费占比 | 215 |
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from kaohe.letters.content import ROLES, Attendance, Block, Heading, Letter, Paragraph, Table, heading_level
from kaohe.messages import Place, Problem, Refused

_WIDTHS = re.compile(r"\|(\d{1,3}\|)+")
_CELL = re.compile(r"((?:[^\\|]|\\.)*)\|")
_ESCAPED = re.compile(r"\\(.)")
_PRESENT = re.compile(rf"({'|'.join(ROLES)})：(.+)")


def body_text(letter: Letter) -> str:
    """The body of a letter as lines; `parse_body` reads them back to the same blocks."""
    return "\n".join(line for block in letter.body for line in _lines(block))


def parse_body(text: str) -> tuple[Block, ...]:
    """The blocks that lines of text stand for; empty lines are passed over. May be `Refused`, with lines."""
    numbered = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1)]
    return tuple(_blocks([(number, line) for number, line in numbered if line]))


def edited(letter: Letter, *, title: str | None = None, body: str | None = None) -> Letter:
    """The letter with another title, or with the body that lines stand for. May be `Refused`."""
    changed = letter if title is None else replace(letter, title=title)
    return changed if body is None else replace(changed, body=parse_body(body))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text if _block(block.text) == block else f"\\{block.text}"
        case Heading():
            yield block.text
        case Attendance():
            yield f"{block.role}：{block.people}"
        case Table():
            yield _row(block.head)
            yield f"|{'|'.join(map(str, block.widths))}|"
            yield from map(_row, block.rows)
        case _:
            assert_never(block)


def _row(cells: Sequence[str]) -> str:
    escaped = (cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def _blocks(lines: list[tuple[int, str]]) -> Iterator[Block]:
    place = 0
    while place < len(lines):
        number, line = lines[place]
        end = place + 1
        while _is_row(line) and end < len(lines) and _goes_on(lines, end):
            end += 1
        try:
            yield _table([text for _, text in lines[place:end]]) if _is_row(line) else _block(line)
        except Refused as refused:
            where = Place(line=number)
            raise Refused(Problem(each.code, each.params, where) for each in refused.problems) from None
        place = end


def _is_row(line: str) -> bool:
    return line.startswith("|")


def _goes_on(lines: list[tuple[int, str]], place: int) -> bool:
    """A row belongs to the table above it, unless widths below it make it the head of another."""
    line = lines[place][1]
    following = lines[place + 1][1] if place + 1 < len(lines) else ""
    return _is_row(line) and not (_WIDTHS.fullmatch(following) and not _WIDTHS.fullmatch(line))


def _table(lines: list[str]) -> Table:
    head = _cells(lines[0])
    stated = len(lines) > 1 and _WIDTHS.fullmatch(lines[1]) is not None
    widths = tuple(map(int, _cells(lines[1]))) if stated else (1,) * len(head)
    return Table(head, tuple(map(_cells, lines[2 if stated else 1 :])), widths)


def _cells(line: str) -> tuple[str, ...]:
    inside = line[1:] if line.endswith("|") else f"{line[1:]}|"
    return tuple(_ESCAPED.sub(r"\1", found).strip() for found in _CELL.findall(inside))


def _block(line: str) -> Block:
    if line.startswith("\\"):
        return Paragraph(line[1:].strip())
    if heading_level(line):
        return Heading(line)
    if _is_row(line):
        return _table([line])
    if present := _PRESENT.fullmatch(line):
        return Attendance(present[1], present[2].strip())
    return Paragraph(line)
