"""Values of a letter's fields as text that people type, and back.

A list has an item a line; a table has a row a line, its cells between bars (or tabs, as a spreadsheet copies
them), in the order of its columns.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kaohe.letters import Column, Field
from kaohe.messages import Place, Refused

_BAR = re.compile(r"[|｜\t]")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?")


def typed(field: Field, text: str) -> Any:
    """The value, as JSON has it, of a text. Raises `Refused` with the line that can't be read."""
    if field.kind == "table":
        return [_row(field, number, line) for number, line in _lines(text)]
    if field.kind == "lines":
        return [line for _, line in _lines(text)]
    return _simple(field, text.strip(), None)


def as_text(field: Field, value: Any) -> str:
    """The text that `typed` reads back to a value."""
    if field.kind == "table" and isinstance(value, list | tuple):
        return "\n".join(" | ".join(str(row.get(each.name, "")) for each in given(field)) for row in value)
    if field.kind == "lines" and isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return str(value)


def given(field: Field) -> list[Column]:
    """The columns of a table that are typed; its numbers run by themselves."""
    return [each for each in field.columns if each.kind != "order"]


def _row(field: Field, number: int, line: str) -> Mapping[str, Any]:
    cells, columns = [cell.strip() for cell in _BAR.split(line.strip("|｜ "))], given(field)
    if len(cells) != len(columns):
        raise Refused.because(
            "web_papers.cells_wrong", Place(line=number), found=len(cells), allowed=len(columns)
        )
    return {column.name: _simple(column, cell, number) for column, cell in zip(columns, cells, strict=True)}


def _simple(field: Field | Column, text: str, line: int | None) -> str | int | float:
    if field.kind == "number":
        if not _NUMBER.fullmatch(text):
            raise Refused.because("web_papers.number_wrong", Place(line=line), found=text)
        return float(text) if "." in text else int(text)
    if field.kind == "date":
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise Refused.because("web_papers.day_wrong", Place(line=line), found=text) from None
    return text


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield number, line.strip()
