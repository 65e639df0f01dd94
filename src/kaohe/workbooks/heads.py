"""Where a table's header is, and which column is which."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kaohe.messages import Problem, Text
from kaohe.workbooks.addresses import address
from kaohe.workbooks.folding import fold, nearest
from kaohe.workbooks.grids import Grid
from kaohe.workbooks.headers import MARKS, UNIT_OF_MEASURE, Column, Vocabulary

DEEPEST_HEADER = 20
"""A header is looked for in so many first rows."""

_UNIT = Column("unit")
_LABELS = frozenset(map(fold, (*UNIT_OF_MEASURE, *MARKS)))


@dataclass(frozen=True, slots=True)
class Head:
    """`row` is the header row (from 0), below it the data; `columns` says where each known column stands."""

    grid: Grid
    row: int
    columns: dict[Column, int]
    unknown: dict[int, str]
    problems: tuple[Problem, ...]

    @property
    def values(self) -> dict[str, int]:
        """Items and indicators given, with their columns."""
        return {column.code: place for column, place in self.columns.items() if column.kind == "value"}

    @property
    def attributes(self) -> dict[str, int]:
        return {column.code: place for column, place in self.columns.items() if column.kind == "attribute"}

    def missing(self, columns: Iterable[tuple[Column, Text]]) -> Iterator[Problem]:
        """A hard problem for each column the table lacks, with the unknown column that may be meant."""
        for column, name in columns:
            if column in self.columns:
                continue
            params = {"name": name, "code": column.code or column.kind}
            unknown = {head: place for place, head in self.unknown.items()}
            like = next(
                (found for word in (name.zh, name.en, column.code) if (found := nearest(word, unknown))), None
            )
            if like is None:
                yield Problem("workbooks.missing_column", params, self.grid.place(self.row, 0))
            else:
                place = self.grid.place(self.row, unknown[like])
                yield Problem("workbooks.renamed_column", {**params, "found": like}, place)


def find_head(grid: Grid, words: Vocabulary) -> Head | None:
    """The header of a sheet, or None where nothing looks like one.

    A form has several header rows: the last one that names the unit's column counts.
    """
    first = next((row for row in _first_rows(grid) if _UNIT in _known(grid, row, words).values()), None)
    if first is None:
        likely = max(_first_rows(grid), key=lambda row: len(_known(grid, row, words)), default=0)
        enough = len(_known(grid, likely, words)) >= 2
        return _head(grid, likely, words) if enough else None
    column = next(place for place, known in _known(grid, first, words).items() if known == _UNIT)
    rows = [first]
    for row in range(first + 1, min(len(grid.rows), first + DEEPEST_HEADER)):
        if words.column(_text(grid, row, column)) == _UNIT:
            rows.append(row)
        elif fold(_text(grid, row, column)) not in _LABELS:
            break
    return _head(grid, rows[-1], words)


def _first_rows(grid: Grid) -> range:
    return range(min(len(grid.rows), DEEPEST_HEADER))


def _known(grid: Grid, row: int, words: Vocabulary) -> dict[int, Column]:
    found = {
        place: words.column(cell)
        for place, cell in enumerate(grid.rows[row])
        if isinstance(cell, str) and cell
    }
    return {place: column for place, column in found.items() if column is not None}


def _text(grid: Grid, row: int, column: int) -> str:
    cells = grid.rows[row]
    return str(cells[column]) if column < len(cells) else ""


def _head(grid: Grid, row: int, words: Vocabulary) -> Head:
    found: list[Problem] = []
    columns: dict[Column, int] = {}
    unknown: dict[int, str] = {}
    for place, cell in enumerate(grid.rows[row]):
        text = str(cell).strip()
        column = words.column(text) if text else None
        if column is None:
            if text:
                unknown[place] = text
            continue
        if clash := _clash(text, column, columns, words):
            found.append(Problem(*clash, grid.place(row, place)))
        columns.setdefault(column, place)
    names = [code for column in columns if (code := column.code)]
    found += [_unknown(grid, row, place, head, words, names) for place, head in unknown.items()]
    return Head(grid, row, columns, unknown, tuple(found))


def _clash(
    text: str, column: Column, columns: dict[Column, int], words: Vocabulary
) -> tuple[str, dict[str, str]] | None:
    if several := words.ambiguous.get(fold(text)):
        return "workbooks.ambiguous_head", {"found": text, "allowed": ", ".join(several)}
    if column in columns:
        other = address(0, columns[column])[:-1]
        return "workbooks.column_twice", {"found": text, "other": other}
    if other_unit := words.other_unit(text):
        return "workbooks.other_unit", {"found": other_unit, "allowed": words.units[column.code]}
    return None


def _unknown(grid: Grid, row: int, place: int, head: str, words: Vocabulary, present: list[str]) -> Problem:
    left = [name for name, column in words.columns.items() if column.code not in present]
    like = nearest(head, left)
    if like:
        return Problem(
            "workbooks.unknown_column_like", {"found": head, "like": like}, grid.place(row, place), "note"
        )
    return Problem("workbooks.unknown_column", {"found": head}, grid.place(row, place), "note")
