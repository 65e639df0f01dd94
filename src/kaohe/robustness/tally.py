"""Counting places: as many numbers as units squared, however many draws there are."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from kaohe.robustness.ranking import Ints, Ordered


@dataclass(frozen=True, slots=True)
class Tally:
    """For each of m units, in how many draws it had which place, and how many were worse.

    `places` int64[m, m + 1], the last column: none. `worse` int64[m, w]: 0 ... w - 1 units strictly worse.
    """

    places: Ints
    worse: Ints

    @classmethod
    def of(cls, units: int, deep: int) -> Self:
        """An empty one for so many units, counted to a depth of `deep` from the end."""
        shape = (units, min(deep, units))
        return cls(np.zeros((units, units + 1), dtype=np.int64), np.zeros(shape, dtype=np.int64))

    def add(self, found: Ordered) -> None:
        m, deep = self.worse.shape
        cells = found.units * (m + 1)
        cells += found.places
        np.add.at(self.places.reshape(-1), cells.ravel(), 1)
        near = found.worse < deep
        beyond = int(near.any(axis=0).argmax())  # the best of the list are far from the end in every draw
        cells, near = found.units[:, beyond:] * deep, near[:, beyond:]
        cells += found.worse[:, beyond:]
        np.add.at(self.worse.reshape(-1), cells.ravel() if near.all() else cells[near], 1)


def shifts(found: Ordered, nominal: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean over the units of how far their place is from the nominal one (from 0, NaN: none), float64[b].

    Units without a place, then or now, are left out.
    """
    if not (np.isnan(nominal).any() or found.places[:, -1].max(initial=0) == found.units.shape[1]):
        whole = nominal.astype(np.int64).take(found.units)
        np.subtract(found.places, whole, out=whole)
        np.abs(whole, out=whole)
        return np.asarray(whole.sum(axis=1) / max(found.units.shape[1], 1))
    apart = np.abs(found.places - nominal.take(found.units))
    known = ~np.isnan(apart) & (found.places < found.units.shape[1])
    sums = np.where(known, apart, 0.0).sum(axis=1)
    return np.asarray(sums / np.maximum(known.sum(axis=1), 1))


def place_of(found: Ordered, unit: int) -> NDArray[np.float64]:
    """One unit's place in each draw, from 1, float64[b]; one more than there are units where it has none."""
    at = np.argmax(found.units == unit, axis=1)[:, None]
    return np.asarray(np.take_along_axis(found.places, at, axis=1)[:, 0] + 1.0)
