"""Rows of values with the reasons of their gaps: what passes from step to step in bulk."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kaohe.figures.cases import Mask
from kaohe.formulas import Column, Reason

Floats = NDArray[np.float64]
Reasons = NDArray[np.int8]

_OF_CODE = np.array([Reason.NOT_APPLICABLE, Reason.CONSTANT], dtype=np.int8)


@dataclass(frozen=True, slots=True)
class Cells:
    """`values` float64[..., n], NaN where missing, and why int8[..., n] (`Reason`, 0 for present).

    `why` is None where nothing is missing, as is mostly so: then there is nothing to look at.
    """

    values: Floats
    why: Reasons | None

    @property
    def missing(self) -> Mask:
        return np.zeros(self.values.shape, dtype=bool) if self.why is None else self.why != 0

    @property
    def freed(self) -> Mask:
        """Where a gap frees its weight for the siblings."""
        return np.zeros(self.values.shape, dtype=bool) if self.why is None else np.isin(self.why, _OF_CODE)

    def become(self, values: Floats, reason: Reason = Reason.OUTSIDE_DOMAIN) -> "Cells":
        """New values; what was missing stays so, what is no number now is missing for `reason`."""
        lost = ~np.isfinite(values)
        if self.why is None:
            if not lost.any():
                return Cells(values, None)
            return Cells(np.where(lost, np.nan, values), np.where(lost, np.int8(reason), np.int8(0)))
        why = np.where(self.why != 0, self.why, np.where(lost, np.int8(reason), np.int8(0)))
        return settled_cells(np.where(why != 0, np.nan, values), why)

    def because(self, where: Mask, reason: Reason) -> "Cells":
        """Missing for `reason` where `where` holds, whatever it was before."""
        if not where.any():
            return self
        why = np.zeros(self.values.shape, dtype=np.int8) if self.why is None else self.why
        return Cells(np.where(where, np.nan, self.values), np.where(where, np.int8(reason), why))

    def filled(self, where: Mask, values: Floats) -> "Cells":
        """`values` where `where` holds and they are numbers."""
        taken = where & np.isfinite(values)
        why = None if self.why is None else np.where(taken, np.int8(0), self.why)
        new = np.where(taken, values, self.values)
        return Cells(new, None) if why is None else settled_cells(new, why)


def settled_cells(values: Floats, why: Reasons) -> Cells:
    return Cells(values, why if why.any() else None)


def cells_of(columns: list[Column], shape: tuple[int, ...]) -> Cells:
    """Columns [k] of length r * n as cells of `shape` (k, r, n)."""
    values = np.stack([column.values for column in columns]).reshape(shape)
    if not any(len(column.causes) > 1 for column in columns):
        return Cells(values, None)
    reasons = [np.array([cause.reason for cause in column.causes], dtype=np.int8) for column in columns]
    why = np.stack([codes[column.why] for codes, column in zip(reasons, columns, strict=True)])
    return settled_cells(values, why.reshape(shape))
