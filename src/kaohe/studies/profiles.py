"""Where each unit is strong and where it is weak, by its places."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kaohe.scoring import Places, Scores, places_of
from kaohe.scoring.exact import Floats
from kaohe.studies.columns import branches_of, leaves_of, values_of

SHOWN = 5
"""So many strengths and weaknesses of a unit are told unless said."""


@dataclass(frozen=True, slots=True)
class Table:
    """Of nodes (`paths`), [n, k] each: score (an indicator's value), place, and of how many; NaN for none."""

    paths: tuple[str, ...]
    values: Floats
    ranks: Floats
    of: Floats


@dataclass(frozen=True, slots=True)
class Profiles:
    """`branches` sum every unit up, parents before children; `indicators` are what it is ranked by."""

    branches: Table
    indicators: Table

    def strengths(self, unit: int, count: int = SHOWN) -> NDArray[np.intp]:
        """Positions in `indicators` of the unit's `count` best places, best first; tied as in the tree.

        Where there are fewer than twice as many, the better half.
        """
        order = self._in_order(unit)
        return order[: min(count, (len(order) + 1) // 2)]

    def weaknesses(self, unit: int, count: int = SHOWN) -> NDArray[np.intp]:
        """Positions of its `count` worst places, worst last; where there are fewer, the worse half."""
        order = self._in_order(unit)
        return order[len(order) - min(count, len(order) // 2) :]

    def _in_order(self, unit: int) -> NDArray[np.intp]:
        ranks = self.indicators.ranks[unit]
        order = np.argsort(ranks, kind="stable")
        return order[: np.count_nonzero(~np.isnan(ranks))]


def profiles_of(scores: Scores) -> Profiles:
    """Every unit's places over everyone. An indicator is ranked by its value, in its direction."""
    places = {each.scope: each for each in places_of(scores) if not each.group}
    branches = tuple(branch.path for branch in branches_of(scores))
    leaves = leaves_of(scores)
    paths = tuple(leaf.path for leaf in leaves)
    points = np.column_stack([scores.of(path) for path in branches]) if branches else _nothing(scores)
    return Profiles(
        Table(branches, points, *_ranked(scores, [places[path] for path in branches])),
        Table(paths, values_of(scores, leaves), *_ranked(scores, [places[path] for path in paths])),
    )


def _ranked(scores: Scores, places: list[Places]) -> tuple[Floats, Floats]:
    """Places, and of how many, [n, k] each."""
    if not places:
        return _nothing(scores), _nothing(scores)
    ranks = np.column_stack([each.ranks for each in places])
    return ranks, np.where(np.isnan(ranks), np.nan, [float(each.of) for each in places])


def _nothing(scores: Scores) -> Floats:
    return np.empty((len(scores.figures.units), 0))
