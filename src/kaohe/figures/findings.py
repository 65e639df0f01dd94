"""A finding about a cell, while it is still known by unit and item."""

from dataclasses import dataclass
from typing import Any

from kaohe.figures.figures import Figures
from kaohe.messages import Level, Place, Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found at an item (None: at the unit as a whole) of the unit at a position of a table."""

    table: Figures
    unit: int
    item: str | None
    level: Level
    code: str
    params: dict[str, Any]

    def place(self) -> Place:
        """The cell; the unit and item where it isn't known where the table was read."""
        origin, unit = self.table.origin, self.table.units[self.unit]
        if origin is None:
            return Place(path=f"{unit}.{self.item}" if self.item else unit)
        cell = origin.cell(self.unit, self.item or "unit")
        if cell is None:
            return Place(origin.file, origin.sheet, path=f"{unit}.{self.item}" if self.item else unit)
        return Place(origin.file, origin.sheet, cell)

    def order(self) -> tuple[str, str, int, int]:
        """As people read: file, sheet, row, column."""
        origin, items = self.table.origin, self.table.items
        column = items.index(self.item) if self.item in items else -1
        if origin is None:
            return "", "", self.unit, column
        return origin.file, origin.sheet or "", origin.rows[self.unit], column

    def problem(self) -> Problem:
        unit = {"unit": self.table.names[self.unit] or self.table.units[self.unit]}
        return Problem(self.code, unit | self.params, self.place(), self.level)
