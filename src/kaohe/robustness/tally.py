"""Counting places: as many numbers as units squared, however many draws there are."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from kaohe.robustness.ranking import Ordered, Positions

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tally:
    """For each of m units, in how many draws it had which place, and how many were worse.

    `places` int64[m, m + 1], the last column: none. `near` int64[m, w + 1]: 0 ... w - 1 units strictly worse;
    the last column is a rest that means nothing.
    """

    places: Ints
    near: Ints

    @classmethod
    def of(cls, units: int, deep: int) -> Self:
        """An empty one for so many units, counted to a depth of `deep` from the end."""
        columns = (units, min(deep, units))
        return cls(*(np.zeros((units, count + 1), dtype=np.int64) for count in columns))

    @property
    def worse(self) -> Ints:
        """In how many draws 0 ... w - 1 units were strictly worse than each, int64[m, w]."""
        return self.near[:, :-1]

    def add(self, found: Ordered) -> None:
        """Count the draws of an order: as if none shared a place, and then those that do."""
        units, held, m = found.units, found.held[:, None], found.units.shape[1]
        position, least = np.arange(m), int(held.min(initial=m))
        _count(self.places, units, position)
        if least < m:
            none = position[least:] >= held
            last = units[:, least:][none]
            _count(self.places, last, np.broadcast_to(position[least:], none.shape)[none], -1)
            _count(self.places, last, m)
        # who stands further from the end than this goes into the rest anyway
        end = slice(max(least - self.worse.shape[1], 0), m)
        _count(self.near, units[:, end], self._near((held if least < m else m) - 1 - position[end]))
        row, column = np.divmod(found.tied.at, max(m, 1))
        same = units[row, column]
        _count(self.places, same, column, -1)
        _count(self.places, same, found.tied.places)
        _count(self.near, same, self._near(found.held[row] - 1 - column), -1)
        _count(self.near, same, self._near(found.tied.worse))

    def _near(self, worse: Positions) -> Positions:
        """The columns of so many that are worse; the last where they are many, or it is less than none."""
        beyond = np.uintp(self.worse.shape[1])  # what is below 0 is huge, read without a sign
        return np.minimum(worse.view(np.uintp), beyond).view(np.intp)


def _count(table: Ints, units: Positions, columns: Positions | int, by: int = 1) -> None:
    cells = units * table.shape[1]
    cells += columns
    np.add.at(table.reshape(-1), cells.reshape(-1), by)


def shifts(found: Ordered, nominal: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean over the units of how far their place is from the nominal one (from 0, NaN: none), float64[b].

    Units without a place, then or now, are left out.
    """
    units, held, (at, places, _) = found
    m = units.shape[1]
    stood = np.nan_to_num(nominal).astype(np.intp)
    apart = stood.take(units, mode="clip")  # all are inside: this only spares looking
    apart -= np.arange(m)
    apart.ravel()[at] = stood[units.ravel()[at]] - places
    np.abs(apart, out=apart)
    counted, least = held, int(held.min(initial=m))
    apart[:, least:] *= np.arange(least, m) < held[:, None]
    if np.isnan(nominal).any():
        known = ~np.isnan(nominal).take(units)
        apart *= known
        counted = (known & (np.arange(m) < held[:, None])).sum(axis=1)
    return np.asarray(apart.sum(axis=1) / np.maximum(counted, 1))


def place_of(found: Ordered, unit: int) -> NDArray[np.float64]:
    """One unit's place in each draw, from 1, float64[b]; one more than there are units where it has none."""
    units, held, (at, places, _) = found
    m = units.shape[1]
    own = np.argmax(units == unit, axis=1)
    own[own >= held] = m
    shares = units.ravel()[at] == unit
    own[at[shares] // m] = places[shares]
    return np.asarray(own + 1.0)
