"""Places from scores, and what equal scores get."""

from collections.abc import Sequence
from math import isnan
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kaohe.standings.standing import Standing

Ties = Literal["min", "max", "average", "dense"]
"""Two units tied behind the first: min 1 2 2 4 ("1224"), max 1 3 3 4, average 1 2.5 2.5 4, dense 1 2 2 3."""

Vector = NDArray[np.float64]


def rank_descending(values: Vector, ties: Ties = "min") -> Vector:
    """Places of `values` (n,), the highest first; NaN has none (NaN). The caller rounds before."""
    present = ~np.isnan(values)
    distinct, which, counts = np.unique(-values[present], return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    first = last - counts + 1
    choice = {
        "min": first,
        "max": last,
        "average": (first + last) / 2,
        "dense": np.arange(1, len(distinct) + 1),
    }
    places = np.full(len(values), np.nan)
    places[present] = choice[ties][which]
    return places


def place(
    units: Sequence[str], scores: Vector, scope: str, group: str = "", ties: Ties = "min"
) -> tuple[Standing, ...]:
    """Standings of `units` on one list, in the order given, by rounded `scores` (n,); NaN has no place."""
    ranks = rank_descending(scores, ties)
    number = int(np.count_nonzero(~np.isnan(ranks)))
    _, which, counts = np.unique(ranks, return_inverse=True, return_counts=True)
    shared = counts[which].tolist()
    return tuple(
        Standing(unit, scope, None, None, number, group, 0)
        if isnan(rank)
        else Standing(unit, scope, score, rank, number, group, tied)
        for unit, score, rank, tied in zip(units, scores.tolist(), ranks.tolist(), shared, strict=True)
    )
