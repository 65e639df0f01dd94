"""Sheets of many rows, written as text: a fifth of the time that cells kept and written one by one take.

A cell is made ready without its place (`cell`, `cells`); a row puts ready cells side by side from A on.
Text stays in the cell itself and is never read as a formula.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from math import isnan

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str
"""What follows a cell's place in the file; "" for a cell that is left out."""

LONGEST = 32_767
"""Characters that a cell holds."""
DEEPEST = 7
"""Levels of outline that a sheet knows."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_COLUMNS = [chr(65 + place) for place in range(26)]
_COLUMNS += [first + second for first in _COLUMNS for second in _COLUMNS]


def cells(values: Iterable[str | float | None], look: Format) -> Iterator[Cell]:
    """Cells of one look: texts, numbers, and empty ones for None and NaN."""
    start = f'" s="{look._get_xf_index()}"'
    empty, number, text = f"{start}/>", f"{start}><v>", f'{start} t="inlineStr"><is>'
    for value in values:
        if isinstance(value, str):
            yield f"{text}{cell_text(value)}</is></c>"
        else:
            yield empty if value is None or isnan(value) else f"{number}{value!r}</v></c>"


def cell(value: str | float | None, look: Format) -> Cell:
    """One cell."""
    return next(cells([value], look))


def said(values: Iterable[str], look: Format) -> list[Cell]:
    """Cells of the texts that say something; the others are left out."""
    return [cell(value, look) if value else "" for value in values]


def cell_text(text: str) -> str:
    """The text of a cell, too long ones cut."""
    start = "<t>" if text == text.strip() else '<t xml:space="preserve">'
    return f"{start}{escape(sayable(text[:LONGEST]), quote=False)}</t>"


def sayable(text: str) -> str:
    """The text with what XML can't say marked as unknown."""
    return _UNFIT.sub("\ufffd", text)


class FastSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A worksheet to which whole rows are added; widths, panes, filters and links are set as on any other."""

    def __init__(self) -> None:
        super().__init__()
        self.added: list[str] = []
        self.deepest = 0

    def add_row(
        self, ready: Iterable[Cell], level: int = 0, *, opens: bool = False, height: float = 0
    ) -> int:
        """Add a row below the last and give its number, from 1.

        `level` above 0 makes it a hidden row of the outline; `opens` says that hidden rows follow.
        """
        number = len(self.added) + 1
        depth = min(level, DEEPEST)
        self.deepest = max(self.deepest, depth)
        about = f' outlineLevel="{depth}" hidden="1"' if depth else ""
        about += ' collapsed="1"' if opens and level < DEEPEST else ""
        about += f' ht="{height}" customHeight="1"' if height else ""
        placed = zip(_COLUMNS, ready, strict=False)
        written = "".join([f'<c r="{column}{number}{rest}' for column, rest in placed if rest])
        self.added.append(f'<row r="{number}"{about}>{written}</row>')
        return number

    def _write_sheet_format_pr(self) -> None:
        """Called by xlsxwriter where the sheet says how many levels its outline has."""
        self.outline_row_level = self.deepest
        super()._write_sheet_format_pr()

    def _write_sheet_data(self) -> None:
        """Called by xlsxwriter where it would write the cells that it keeps itself."""
        self.fh.write(f"<sheetData>{''.join(self.added)}</sheetData>")
