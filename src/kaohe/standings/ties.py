"""Places from scores, and what equal scores get."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Ties = Literal["min", "max", "average", "dense"]
"""Two units tied behind the first: min 1 2 2 4 ("1224"), max 1 3 3 4, average 1 2.5 2.5 4, dense 1 2 2 3."""

Vector = NDArray[np.float64]


def rank_descending(values: Vector, ties: Ties = "min") -> Vector:
    """Places of `values` (..., n) along the last axis, the highest first; NaN has none (NaN).

    The caller rounds before.
    """
    order = np.argsort(-values, axis=-1, kind="stable")
    ordered = np.take_along_axis(values, order, axis=-1)
    begins = np.ones(values.shape, dtype=bool)
    begins[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    places = np.where(np.isnan(ordered), np.nan, _places(begins, ties))
    result = np.empty(values.shape)
    np.put_along_axis(result, order, places, axis=-1)
    return result


def _places(begins: NDArray[np.bool_], ties: Ties) -> Vector:
    """Places in order, (..., n); `begins` says where a value differs from the one before."""
    if ties == "dense":
        return np.cumsum(begins, axis=-1, dtype=np.float64)
    count = np.arange(1.0, begins.shape[-1] + 1)
    first = np.maximum.accumulate(np.where(begins, count, 0.0), axis=-1)
    if ties == "min":
        return np.asarray(first)
    ends = np.ones(begins.shape, dtype=bool)
    ends[..., :-1] = begins[..., 1:]
    last = np.minimum.accumulate(np.where(ends, count, np.inf)[..., ::-1], axis=-1)[..., ::-1]
    return np.asarray(last if ties == "max" else (first + last) / 2)


def placed(values: Vector, ties: Ties = "min") -> tuple[Vector, NDArray[np.intp], int]:
    """Places of `values` (n,) as above, how many share each place (0 without one), and how many have one."""
    ranks = rank_descending(values, ties)
    has = ~np.isnan(ranks)
    _, which, counts = np.unique(ranks, return_inverse=True, return_counts=True)
    return ranks, np.where(has, counts[which], 0), int(np.count_nonzero(has))
