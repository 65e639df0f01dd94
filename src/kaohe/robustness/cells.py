"""Rows of values with the reasons of their gaps: what passes from step to step in bulk."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kaohe.figures.cases import Mask
from kaohe.formulas import Column, Reason

Floats = NDArray[np.float64]
Reasons = NDArray[np.int8]

_NOT_APPLICABLE, _CONSTANT = np.int8(Reason.NOT_APPLICABLE), np.int8(Reason.CONSTANT)


@dataclass(frozen=True, slots=True)
class Cells:
    """`values` float64[..., n], NaN where missing, and why int8[..., n] (`Reason`, 0 for present).

    `why` is None where nothing is missing, as is mostly so: then there is nothing to look at. Where all draws
    miss the same it is said once for all of them, [..., 1, n].
    """

    values: Floats
    why: Reasons | None

    @property
    def missing(self) -> Mask:
        return self._nowhere() if self.why is None else self.why != 0

    @property
    def freed(self) -> Mask:
        """Where a gap frees its weight for the siblings."""
        return (
            self._nowhere() if self.why is None else (self.why == _NOT_APPLICABLE) | (self.why == _CONSTANT)
        )

    def _nowhere(self) -> Mask:
        return np.zeros((*self.values.shape[:-2], 1, 1), dtype=bool)

    def become(self, values: Floats, reason: Reason = Reason.OUTSIDE_DOMAIN) -> "Cells":
        """New values (taken over); what was missing stays so, what is no number now is for `reason`."""
        lost = ~np.isfinite(values)
        if self.why is not None:
            lost &= self.why == 0
            np.copyto(values, np.nan, where=self.why != 0)
        if not lost.any():
            return Cells(values, self.why)
        np.copyto(values, np.nan, where=lost)
        return Cells(values, np.where(lost, np.int8(reason), np.int8(0) if self.why is None else self.why))

    def because(self, where: Mask, reason: Reason) -> "Cells":
        """Missing for `reason` where `where` holds, whatever it was before."""
        if not where.any():
            return self
        why = np.int8(0) if self.why is None else self.why
        gone = bool((self.missing | ~where).all())
        values = self.values if gone else np.where(where, np.nan, self.values)
        return Cells(values, np.where(where, np.int8(reason), why))

    def filled(self, places: NDArray[np.intp], where: Mask, values: Floats) -> "Cells":
        """At some places `values` [k, r, n] where `where` [k, r or 1, n] holds and they are numbers."""
        taken = where & np.isfinite(values)
        if (taken == taken[:, :1]).all():
            taken = taken[:, :1]
        new = self.values.copy()
        new[places] = np.where(taken, values, new[places])
        if self.why is None:
            return Cells(new, None)
        shape = np.broadcast_shapes(self.why.shape, (1, *taken.shape[1:]))
        why = np.broadcast_to(self.why, shape).copy()
        why[places] = np.where(taken, np.int8(0), why[places])
        return settled_cells(new, why)


def settled_cells(values: Floats, why: Reasons) -> Cells:
    return Cells(values, why if why.any() else None)


def joined(parts: list[Cells], rows: list[slice]) -> Cells:
    """Parts [r or 1, n] one after the other, each of as many draws as it has rows; one alone as it is."""
    if len(parts) == 1:
        return parts[0]
    shape = (rows[-1].stop, parts[0].values.shape[-1])
    values = np.empty(shape)
    why = None if all(part.why is None for part in parts) else np.zeros(shape, dtype=np.int8)
    for part, place in zip(parts, rows, strict=True):
        values[place] = part.values
        if why is not None and part.why is not None:
            why[place] = part.why
    return Cells(values, why)


def stacked(parts: list[Cells]) -> Cells:
    """Parts [k, r, n] of several nodes as those of all."""
    values = np.concatenate([part.values for part in parts])
    if all(part.why is None for part in parts):
        return Cells(values, None)
    draws = max(1 if part.why is None else part.why.shape[1] for part in parts)
    why = np.zeros((len(values), draws, values.shape[2]), dtype=np.int8)
    first = 0
    for part in parts:
        beyond = first + len(part.values)
        why[first:beyond] = 0 if part.why is None else part.why
        first = beyond
    return Cells(values, why)


def cells_of(columns: list[Column], draws: int) -> Cells:
    """Columns [k] of n units, or of n in every draw, as cells [k, r, n]."""
    values = np.empty((len(columns), draws, len(columns[0])))
    alike = all(column.why.ndim == 1 for column in columns)
    why = np.zeros((len(columns), 1 if alike else draws, len(columns[0])), dtype=np.int8)
    for place, column in enumerate(columns):
        values[place] = column.values
        if len(column.causes) > 1:
            why[place] = np.array([cause.reason for cause in column.causes], dtype=np.int8)[column.why]
    return settled_cells(values, why)
