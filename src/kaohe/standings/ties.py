"""Places from scores, and what equal scores get."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

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


def placed(values: Vector, ties: Ties = "min") -> tuple[Vector, NDArray[np.intp], int]:
    """Places of `values` (n,) as above, how many share each place (0 without one), and how many have one."""
    ranks = rank_descending(values, ties)
    has = ~np.isnan(ranks)
    _, which, counts = np.unique(ranks, return_inverse=True, return_counts=True)
    return ranks, np.where(has, counts[which], 0), int(np.count_nonzero(has))
