"""Sums over children, for many draws: a number a draw and child, float64[r, k], times a part a child."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.robustness.cells import Floats


@dataclass(frozen=True, slots=True)
class Terms:
    """Parts that all draws share, float64[s, n] (or [s, 1]) at the children `shared`; the others' [r, n].

    So the sum over what is shared is one matrix product.
    """

    shared: list[int]
    rows: Floats
    others: dict[int, Floats]

    @classmethod
    def of(cls, parts: "Sequence[Floats] | Sequence[Mask]") -> "Terms":
        """Of a part [r or 1, n or 1] for each child."""
        shared = [j for j, part in enumerate(parts) if part.shape[0] == 1]
        width = max((parts[j].shape[-1] for j in shared), default=1)
        rows = np.empty((len(shared), width))
        for row, j in enumerate(shared):
            rows[row] = parts[j][0]
        others = {j: np.asarray(part) for j, part in enumerate(parts) if part.shape[0] > 1}
        return cls(shared, rows, others)

    def sum(self, by_draw: Floats) -> Floats:
        """Float64[r, n]; [r, 1] where no part tells the units apart."""
        if not self.others:
            return by_draw @ self.rows
        total = by_draw[:, self.shared] @ self.rows if self.shared else None
        for j, part in self.others.items():
            term = by_draw[:, j, None] * part
            total = term if total is None else _onto(total, term)
        assert total is not None
        return total


def _onto(total: Floats, term: Floats) -> Floats:
    if total.shape == term.shape:
        total += term
        return total
    return total + term
