"""Parts of children, in groups of those that have as many draws, and sums over them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.robustness.cells import Cells, Floats

_ALONE = 2**19
"""So many multiplications BLAS does in the thread that asks; for more it wakes its own, in our way."""

_WIDTH = 256
"""Columns multiplied at once: they stay in the cache beside many rows."""


@dataclass(frozen=True, slots=True)
class Group:
    """Children at the places `of` of their branch: cells [k, r, n], weights by unit [k, 1, n or 1]."""

    of: list[int]
    cells: Cells
    by_unit: Floats


def grouped(cells: Sequence[Cells], by_unit: Floats) -> list[Group]:
    """Children that all draws share together, [k, 1, n]; each other one alone, [1, r, n]."""
    shared = [j for j, each in enumerate(cells) if len(each.values) == 1]
    groups = [Group([j], _raised(cells[j]), by_unit[[j], None]) for j in range(len(cells)) if j not in shared]
    if shared:
        values = np.stack([cells[j].values for j in shared])
        why = None
        if any(cells[j].why is not None for j in shared):
            why = np.zeros(values.shape, dtype=np.int8)
            for row, j in enumerate(shared):
                why[row] = 0 if (own := cells[j].why) is None else own
        groups.insert(0, Group(shared, Cells(values, why), by_unit[shared, None]))
    return groups


def _raised(cells: Cells) -> Cells:
    return Cells(cells.values[None], None if cells.why is None else cells.why[None])


@dataclass(frozen=True, slots=True)
class Terms:
    """A part for each child, to be summed with numbers by draw; what draws share is one matrix product."""

    groups: list[tuple[list[int], Floats]]

    @classmethod
    def of(cls, groups: Sequence[Group], part: "Callable[[int, Group], Floats | Mask]") -> "Terms":
        """`part` gives [k, r or 1, n or 1] for the group at a place."""
        found: list[tuple[list[int], Floats]] = []
        for place, group in enumerate(groups):
            rows = np.asarray(part(place, group), dtype=np.float64)
            if len(rows) != len(group.of):
                rows = np.broadcast_to(rows, (len(group.of), *rows.shape[1:]))
            found.append((group.of, rows))
        return cls(found)

    def sum(self, by_draw: Floats) -> Floats:
        """Sum over the children of float64[r, k] times the parts, float64[r, n] (or [r, 1])."""
        total: Floats | None = None
        for of, rows in self.groups:
            numbers = by_draw if len(of) == by_draw.shape[1] else by_draw[:, of]
            term = product(numbers, rows[:, 0]) if rows.shape[1] == 1 else numbers * rows[0]
            if total is None:
                total = term
            elif total.shape == term.shape:
                total += term
            else:
                total = total + term
        assert total is not None
        return total


def product(numbers: Floats, rows: Floats) -> Floats:
    """The matrix product, float64[r, k] by [k, n], tile by tile."""
    (r, k), n = numbers.shape, rows.shape[1]
    result = np.empty((r, n))
    height = max(_ALONE // (k * min(n, _WIDTH)), 1)
    for left in range(0, n, _WIDTH):
        columns = slice(left, left + _WIDTH)
        for top in range(0, r, height):
            some = slice(top, top + height)
            np.matmul(numbers[some], rows[:, columns], out=result[some, columns])
    return result
