"""A plain table: a name, heads, columns of texts and numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from kaohe.figures.csv_text import csv_table, joined, numbers, texts
from kaohe.scoring.exact import Floats, settled

Column = Sequence[str] | Floats
Row = tuple[str | float, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table by its name; one column of equal length for each head, NaN where a number is missing."""

    name: str
    heads: tuple[str, ...]
    columns: tuple[Column, ...]

    def csv(self) -> bytes:
        """The table as csv text, numbers settled to the published decimals."""
        cells = [
            numbers(settled(column)) if isinstance(column, np.ndarray) else texts(column)
            for column in self.columns
        ]
        return csv_table(self.heads, joined(*cells))


def cross(rows: Sequence[str], columns: Sequence[str]) -> tuple[list[str], list[str]]:
    """Names of rows and columns for every cell of a table, row by row."""
    return [row for row in rows for _ in columns], list(columns) * len(rows)


def long_sheet(name: str, heads: tuple[str, ...], rows: Iterable[Row]) -> Sheet:
    """A table from rows, whose cells are texts or numbers column by column."""
    columns = list(zip(*rows, strict=True)) or [()] * len(heads)
    return Sheet(name, heads, tuple(map(_column, columns)))


def _column(cells: Sequence[str | float]) -> Column:
    words = [cell for cell in cells if isinstance(cell, str)]
    return words or np.array(cells, dtype=np.float64)
