"""What every unit measures: items and indicators by name, this year or through a frame, with reasons."""

from dataclasses import replace

import numpy as np

from kaohe.figures.cases import by_case
from kaohe.figures.figures import Figures
from kaohe.formulas import Cause, Column, Formula, Name, Reason, evaluate, parse
from kaohe.schemes import Branch, Leaf, Scheme
from kaohe.schemes.outline import indicator_formula


class Measures:
    """Columns of one table of figures, each computed once. Names resolve to item, then to indicator.

    Through a frame a name is looked up in that frame's table, where a value given under an indicator's
    code counts before its formula. Switches always follow the assessed units' own attributes.
    """

    def __init__(
        self, scheme: Scheme, figures: Figures, base: Figures | None = None, seen: tuple[str, ...] = ()
    ):
        self.scheme = scheme
        self.figures = figures
        self.base = base or figures
        self.seen = seen
        self._known: dict[str, Column] = {}
        self._frames: dict[str, Measures] = {}

    def named(self, name: Name) -> Column:
        """The column of a name such as `gdp`, `prev.gdp`, `city.prev.gdp`."""
        return self.seen_through(name.frames).column(name.code)

    def column(self, code: str) -> Column:
        """The item, else the indicator, of that code."""
        if code not in self._known:
            is_item = code in self.scheme.items or code in self.figures.items
            self._known[code] = self.item(code) if is_item else self.indicator(code)
        return self._known[code]

    def indicator(self, code: str) -> Column:
        """An indicator by its formula; where that is the item of the same code, the item."""
        choice = indicator_formula(self.scheme, code)
        return by_case(choice, self.base, self.evaluate)

    def read(self, leaf: Leaf) -> Column:
        """The value of a leaf: its indicator, read by its reading where it has one."""
        if self.seen and leaf.code in self.figures.items:
            value = self.item(leaf.code)
        else:
            value = by_case(leaf.formula, self.base, self.evaluate)
        if leaf.reading is None:
            return value
        return by_case(leaf.reading, self.base, lambda reading: self.with_x(reading, leaf, value))

    def with_x(self, formula: "Formula | str", node: Leaf | Branch, value: Column) -> Column:
        """A formula in which x is the node's value and `prev.x` a leaf's a frame away, before its reading."""
        parsed = parse(formula, "number") if isinstance(formula, str) else formula

        def lookup(name: Name) -> Column:
            if name.code != "x":
                return self.named(name)
            if not name.frames:
                return value
            if isinstance(node, Branch):
                return Column.of(np.full(len(value), np.nan), Cause(Reason.ABSENT, str(name)))
            return self.seen_through(name.frames).read(replace(node, reading=None))

        return evaluate(parsed, lookup, len(self.figures.units))

    def evaluate(self, formula: Formula) -> Column:
        return evaluate(formula, self.named, len(self.figures.units))

    def seen_through(self, frames: tuple[str, ...]) -> "Measures":
        place = self
        for frame in frames:
            place = place.through(frame)
        return place

    def through(self, frame: str) -> "Measures":
        """The same measures in a frame's table; a table that wasn't given has nothing reported."""
        if frame not in self._frames:
            table = self.figures.frames.get(frame) or _nothing(self.figures)
            self._frames[frame] = Measures(self.scheme, table, self.base, (*self.seen, frame))
        return self._frames[frame]

    def last_year(self) -> "Measures | None":
        """The measures a year before, by the frame that says so; None where the scheme has none."""
        frame = next((code for code, frame in self.scheme.frames.items() if frame.year == -1), None)
        return self.through(frame) if frame else None

    def item(self, code: str) -> Column:
        """An item as it was reported."""
        name = ".".join((*self.seen, code))
        if code not in self.figures.items:
            return Column.of(np.full(len(self.figures.units), np.nan), Cause(Reason.ABSENT, name))
        column = Column.of(self.figures.column(code), Cause(Reason.ABSENT, name))
        if self._broken(code):
            column = column.masked(np.ones(len(column), dtype=bool), Cause(Reason.DEFINITION_BREAK, name))
        return column

    def _broken(self, code: str) -> bool:
        """Whether the item's definition changed between this frame's year and the assessed one."""
        item = self.scheme.items.get(code)
        then, now = self._year(), self.base.data_year
        if item is None or item.defined_from is None or then is None or now is None:
            return False
        return then < item.defined_from <= now

    def _year(self) -> int | None:
        if self.figures.data_year is not None or not self.seen or self.base.data_year is None:
            return self.figures.data_year
        steps = [self.scheme.frames[frame].year or 0 for frame in self.seen]
        return self.base.data_year + sum(steps)


def _nothing(figures: Figures) -> Figures:
    return Figures(figures.units, figures.names, (), np.empty((len(figures.units), 0)))
