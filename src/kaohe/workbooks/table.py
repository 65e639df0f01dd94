"""One table: a header row, below it one row a unit. Every problem is found, not only the first."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest

import numpy as np
from numpy.typing import NDArray

from kaohe.figures import Figures, Origin, figures_of
from kaohe.messages import Problem, Text
from kaohe.schemes.model import Item
from kaohe.workbooks.addresses import letters
from kaohe.workbooks.cells import NOT_REPORTED
from kaohe.workbooks.columns import values_of
from kaohe.workbooks.folding import nearest
from kaohe.workbooks.grids import Value
from kaohe.workbooks.headers import Column, attribute_title
from kaohe.workbooks.heads import Head
from kaohe.workbooks.rows import misshapen, unreadable, wrong_units

MOST_PER_COLUMN = 50
"""So many problems of one column are listed; the rest are counted."""


@dataclass(slots=True)
class Wanted:
    """What a table is read for: items by code, allowed values of attributes, the units there may be."""

    items: Mapping[str, Item]
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: frozenset[str] | None = None
    year: int | None = None
    blank_attributes: bool = False


def read_table(head: Head, wanted: Wanted, problems: list[Problem]) -> Figures | None:
    """The figures of a table, without frames; None where there are none. `problems` get what is wrong."""
    problems.extend(head.problems)
    problems.extend(head.missing([(Column("unit"), Text("单位代码", "unit code"))]))
    if Column("unit") not in head.columns:
        return None
    return _Reader(head, wanted, problems).figures()


class _Reader:
    def __init__(self, head: Head, wanted: Wanted, problems: list[Problem]):
        self.head, self.grid, self.wanted, self.problems = head, head.grid, wanted, problems
        self.width = max(head.columns.values()) + 1
        marked = {row for row, place in self.grid.marks.errors if place in head.columns.values()}
        below = range(head.row + 1, len(self.grid.rows))
        self.rows = [
            row for row in below if row in marked or _has_something(self.grid.rows[row][: self.width])
        ]
        cells = (self.grid.rows[row][: self.width] for row in self.rows)
        self.columns = list(zip_longest(*cells, [""] * self.width, fillvalue=""))

    def figures(self) -> Figures | None:
        units = self.texts(self.head.columns[Column("unit")])
        self.problems.extend(misshapen(self.head, self.rows))
        self.problems.extend(unreadable(self.head, self.rows))
        self.problems.extend(wrong_units(self.head, self.rows, units, self.wanted.units))
        year = self.year()
        columns = {code: self.values(code, place) for code, place in self.head.values.items()}
        attributes = {code: self.attribute(code, place) for code, place in self.head.attributes.items()}
        if not self.rows:
            self.say("workbooks.no_rows", self.head.row, 0)
            return None
        if len(set(units)) < len(units) or "" in units:
            return None
        names = (
            self.texts(self.head.columns[Column("name")]) if Column("name") in self.head.columns else units
        )
        places = {column.code or column.kind: letters(place) for column, place in self.head.columns.items()}
        origin = Origin(self.grid.file, self.grid.sheet, tuple(row + 1 for row in self.rows), places)
        return figures_of(units, columns, names=names, attributes=attributes, data_year=year, origin=origin)

    def say(self, code: str, row: int, column: int, /, **params: object) -> None:
        self.problems.append(Problem(code, params, self.grid.place(row, column)))

    def cells(self, column: int) -> Sequence[Value]:
        return self.columns[column][:-1]  # the last stands for the full width

    def texts(self, column: int) -> list[str]:
        return [_text(cell) for cell in self.cells(column)]

    def values(self, code: str, column: int) -> NDArray[np.float64]:
        cells = self.cells(column)
        shown = frozenset(row for row, place in self.grid.marks.percents if place == column)
        percents = frozenset(place for place, row in enumerate(self.rows) if row in shown) if shown else shown
        item = self.wanted.items[code]
        values, unread = values_of(cells, item, percents)
        for place, why in islice(unread.items(), MOST_PER_COLUMN):
            params = {"found": _shown(cells[place]), "name": item.name, **why.params}
            self.say(why.code, self.rows[place], column, **params)
        if len(unread) > MOST_PER_COLUMN:
            self.say("workbooks.more_like_these", self.head.row, column, count=len(unread) - MOST_PER_COLUMN)
        return values

    def attribute(self, code: str, column: int) -> list[str | None]:
        allowed = self.wanted.attributes.get(code, ())
        wanted = code in self.wanted.attributes and not self.wanted.blank_attributes
        title = attribute_title(code)
        for row, text in zip(self.rows, found := self.texts(column), strict=True):
            if wanted and text == "":
                self.say("workbooks.no_attribute", row, column, attribute=title, allowed=_listed(allowed))
            elif text and allowed and text not in allowed:
                known = nearest(text, allowed) or _listed(allowed)
                self.say(
                    "workbooks.unknown_attribute_value",
                    row,
                    column,
                    found=text,
                    attribute=title,
                    allowed=known,
                )
        return [text or None for text in found]

    def year(self) -> int | None:
        """The year of the data, where a column says it; it must be one and the one asked for."""
        column = self.head.columns.get(Column("year"))
        if column is None:
            return self.wanted.year
        found = dict.fromkeys(self.texts(column))
        wrong = [text for text in found if not (text.isdecimal() and 1900 <= int(text) <= 2200)]
        if wrong or len(found) > 1:
            self.say("workbooks.years", self.head.row, column, found=", ".join(found))
            return self.wanted.year
        year = int(next(iter(found), self.wanted.year or 0)) or None
        if self.wanted.year is not None and year != self.wanted.year:
            self.say("workbooks.other_year", self.head.row, column, found=year, wanted=self.wanted.year)
        return year


def _has_something(cells: Sequence[Value]) -> bool:
    if cells and cells[0] != "":  # nearly always: a row without a code is the exception
        return True
    return any(not isinstance(cell, str) or cell.strip() for cell in cells)


def _text(cell: Value) -> str:
    """A code or name as text: 440101.0 is the code 440101."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).strip()
    return "" if text in NOT_REPORTED else text


def _shown(cell: Value) -> str:
    text = cell.isoformat() if isinstance(cell, datetime.date | datetime.time) else str(cell)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _listed(values: Iterable[str]) -> str:
    return "、".join(values)
