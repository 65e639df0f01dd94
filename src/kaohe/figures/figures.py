"""Figures: what the units reported for one year, with last year's and host cities' beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table was read: file, sheet, each unit's row (0: it has none), each item's column letters."""

    file: str
    sheet: str | None
    rows: tuple[int, ...]
    columns: Mapping[str, str]

    def cell(self, unit: int, item: str) -> str | None:
        """The address (`C5`) of an item of the unit at a position, None where the table lacks the item."""
        column, row = self.columns.get(item), self.rows[unit]
        return f"{column}{row}" if column and row else None


@dataclass(frozen=True, slots=True)
class Figures:
    """Units x items of one year, units sorted by code, values read-only with NaN where nothing was reported.

    `values[u, i]` is item `items[i]` of unit `units[u]`, in the item's own unit of measure. `attributes`
    has one entry a unit (`None` where not given). `frames` are tables of the same units in the same
    order: last year's (`prev`), the host cities' (`city`), given targets (`target`).
    """

    units: tuple[str, ...]
    names: tuple[str, ...]
    items: tuple[str, ...]
    values: Values
    attributes: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)
    data_year: int | None = None
    frames: Mapping[str, "Figures"] = field(default_factory=dict)
    origin: Origin | None = None

    def column(self, item: str) -> Values:
        """The values of an item, one a unit; KeyError where the table lacks it."""
        try:
            return self.values[:, self.items.index(item)]
        except ValueError:
            raise KeyError(item) from None


def figures_of(
    units: Iterable[str],
    items: Mapping[str, Iterable[float]],
    *,
    names: Iterable[str] | None = None,
    attributes: Mapping[str, Iterable[str | None]] | None = None,
    data_year: int | None = None,
    frames: Mapping[str, Figures] | None = None,
    origin: Origin | None = None,
    sort: bool = True,
) -> Figures:
    """Make figures from columns in any order of units; they are sorted by code here, at the door.

    Frames must already be aligned (see `aligned`) to the sorted units; only a frame itself, whose rows
    follow another table's, is made with `sort` false.
    """
    codes = tuple(units)
    order = sorted(range(len(codes)), key=codes.__getitem__) if sort else list(range(len(codes)))
    columns = [list(column) for column in items.values()]
    table = np.array(columns, dtype=np.float64).reshape(len(items), len(codes))
    values = np.ascontiguousarray(table.T[order])
    values.setflags(write=False)
    titles = codes if names is None else tuple(names)
    marks = {key: tuple(column) for key, column in (attributes or {}).items()}
    return Figures(
        units=tuple(codes[u] for u in order),
        names=tuple(titles[u] for u in order),
        items=tuple(items),
        values=values,
        attributes={key: tuple(column[u] for u in order) for key, column in marks.items()},
        data_year=data_year,
        frames=frames or {},
        origin=None if origin is None else _reordered(origin, order),
    )


def aligned(table: Figures, keys: Iterable[str | None]) -> Figures:
    """The rows of `table` in the order of `keys`; a key it lacks gives a row of missing values.

    Last year's table is aligned by unit, the cities' by each unit's host city.
    """
    wanted = tuple(keys)
    place = {code: row for row, code in enumerate(table.units)}
    rows = np.array([place.get(key, -1) if key is not None else -1 for key in wanted], dtype=np.intp)
    found = rows >= 0
    values = np.full((len(wanted), len(table.items)), np.nan)
    values[found] = table.values[rows[found]]
    values.setflags(write=False)
    return Figures(
        units=tuple(key or "" for key in wanted),
        names=tuple(table.names[row] if row >= 0 else "" for row in rows),
        items=table.items,
        values=values,
        attributes={
            key: tuple(column[row] if row >= 0 else None for row in rows)
            for key, column in table.attributes.items()
        },
        data_year=table.data_year,
        frames={name: _in_rows(frame, rows) for name, frame in table.frames.items()},
        origin=None if table.origin is None else _reordered(table.origin, rows.tolist()),
    )


def _in_rows(frame: Figures, rows: NDArray[np.intp]) -> Figures:
    """A frame's rows in the order in which its own table's rows are taken."""
    return aligned(frame, [frame.units[row] if row >= 0 else None for row in rows])


def _reordered(origin: Origin, order: list[int]) -> Origin:
    rows = tuple(origin.rows[row] if row >= 0 else 0 for row in order)
    return replace(origin, rows=rows)
