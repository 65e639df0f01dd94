"""Columns by name for checks: items and indicators, this year's or through frames."""

import numpy as np
from numpy.typing import NDArray

from kaohe.figures.figures import Figures
from kaohe.formulas import Cause, Column, Formula, Name, Reason, evaluate
from kaohe.schemes import Cases, Scheme
from kaohe.schemes.outline import indicator_formula

Mask = NDArray[np.bool_]


class Lookup:
    """What formulas over one table of figures see; each column is made once."""

    def __init__(self, scheme: Scheme, figures: Figures):
        self.scheme = scheme
        self.figures = figures
        self.known: dict[Name, Column] = {}

    def __call__(self, name: Name) -> Column:
        if name not in self.known:
            self.known[name] = self.column(name)
        return self.known[name]

    def column(self, name: Name) -> Column:
        table = self.table(name.frames)
        absent = Cause(Reason.ABSENT, str(name))
        if table is not None and name.code in table.items:
            column = Column.of(table.column(name.code), absent)
            broken = np.full(len(column), self.is_broken(name, table))
            return column.masked(broken, Cause(Reason.DEFINITION_BREAK, str(name)))
        if name.code in self.scheme.indicators and name.code not in self.scheme.items:
            return self.indicator(name)
        return Column.of(np.full(len(self.figures.units), np.nan), absent)

    def table(self, frames: tuple[str, ...]) -> Figures | None:
        table: Figures | None = self.figures
        for frame in frames:
            table = table.frames.get(frame) if table else None
        return table

    def is_broken(self, name: Name, table: Figures) -> bool:
        """Whether the item was defined otherwise in the year of a frame than it is now."""
        item, now = self.scheme.items.get(name.code), self.figures.data_year
        since = item.defined_from if item else None
        return bool(since and now and table.data_year and table.data_year < since <= now)

    def indicator(self, name: Name) -> Column:
        parts = [
            (mask, self.evaluate(formula, name.frames))
            for mask, formula in cases(indicator_formula(self.scheme, name.code), self.figures)
        ]
        return Column.choose(parts)

    def evaluate(self, formula: Formula, frames: tuple[str, ...] = ()) -> Column:
        """A formula's column, each of its names seen through `frames`."""
        return evaluate(
            formula, lambda name: self(Name((*frames, *name.frames), name.code)), len(self.figures.units)
        )


def cases(choice: Cases[Formula], figures: Figures) -> list[tuple[Mask, Formula]]:
    """The formulas of a choice, each with the units (bool[n]) it holds for."""
    count = len(figures.units)
    if choice.by is None:
        return [(np.ones(count, dtype=bool), formula) for formula in choice.all()]
    attribute = figures.attributes.get(choice.by) or (None,) * count
    found = [
        (np.array([value == case for value in attribute]), formula) for case, formula in choice.named.items()
    ]
    if choice.otherwise is not None:
        found.append((np.array([value not in choice.named for value in attribute]), choice.otherwise))
    return found
