"""Combining children by comparing units with one another.

The units compared are rows of `scores` and `weights`, float64[n, k]; a weight of 0 leaves a child out for a
unit, and a unit without weights is not among them. What comes out of `compared_with` says how rows fare among
these units, row i in the place of unit i: the units' own scores give the official values, others (as
contributions need them) what the unit would have had. Best, worst and lengths are those of the units as they
are.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kaohe.schemes.methods import Combine, Grey, Topsis
from kaohe.scoring.exact import Floats, Sum, exact_rows, greatest, least, settled
from kaohe.scoring.outranking import Field, copeland

Among = Callable[[Floats, Floats, Sum], Floats]
"""Scores and weights [n, k] to values [n]; sums along rows by the third."""


def compared_with(how: Combine, scores: Floats, weights: Floats, add: Sum = exact_rows) -> Among:
    """How rows fare among these units by `topsis`, `grey`, `copeland` or `rank_sum_ratio`."""
    if isinstance(how, Topsis):
        return _topsis(scores, weights, how.topsis.normalise == "vector", add)
    if isinstance(how, Grey):
        return _grey(scores, weights, how.grey.distinguishing)
    if how == "copeland":
        field = Field(scores, weights)
        return lambda own, loads, _: copeland(field, own, loads)
    return _rank_sum_ratio(scores, weights)


@dataclass(frozen=True, slots=True)
class _Ends:
    """The best and worst score of each child among the units compared, float64[k]; 0 where nobody has one."""

    best: Floats
    worst: Floats

    @classmethod
    def of(cls, scores: Floats, weights: Floats) -> "_Ends":
        known = np.where(weights > 0, scores, np.nan).T
        return cls(np.nan_to_num(greatest(known)), np.nan_to_num(least(known)))


def _topsis(scores: Floats, weights: Floats, vector: bool, add: Sum) -> Among:
    """Closeness D- / (D+ + D-) of weighted scores to the ideal. Source: Hwang and Yoon (1981), Multiple
    Attribute Decision Making. NaN where a unit is at no distance from either.
    """
    ends = _Ends.of(scores, weights)
    size = np.maximum(np.abs(ends.best), np.abs(ends.worst))
    size = np.where(size > 0, size, 1.0) if vector else np.full(size.shape, size.max(initial=0.0) or 1.0)
    if vector:
        known = np.where(weights > 0, scores, 0.0) / size
        lengths = np.sqrt(add((known * known).T))
        size = size * np.where(lengths > 0, lengths, 1.0)

    def closeness(own: Floats, loads: Floats, add: Sum) -> Floats:
        shares = loads / add(loads)[:, None]
        known = np.where(loads > 0, own, 0.0) / size
        far, near = shares * (known - ends.best / size), shares * (known - ends.worst / size)
        from_best, from_worst = np.sqrt(add(far * far)), np.sqrt(add(near * near))
        return np.asarray(from_worst / (from_best + from_worst))

    return closeness


def _grey(scores: Floats, weights: Floats, distinguishing: float) -> Among:
    """Weighted mean of (least + r greatest) / (distance + r greatest), distances being those from the best of
    each child. Source: Deng (1982). NaN where nobody differs.
    """
    ends = _Ends.of(scores, weights)
    distances = np.where(weights > 0, ends.best - scores, np.nan)
    low, high = least(distances.ravel()), greatest(distances.ravel())
    reach = distinguishing * high if high > 0 else np.nan

    def grade(own: Floats, loads: Floats, add: Sum) -> Floats:
        grades = (low + reach) / (np.abs(ends.best - np.where(loads > 0, own, 0.0)) + reach)
        return np.asarray(add(loads * grades) / add(loads))

    return grade


def _rank_sum_ratio(scores: Floats, weights: Floats) -> Among:
    """Weighted mean of each child's place from the worst over how many have one; ties share the mean place.

    Source: Tian Fengtiao (1988), 秩和比 (RSR). A row is ranked among all but the unit whose place it takes.
    """
    field = np.where(weights > 0, settled(np.where(weights > 0, scores, 0.0)), np.nan)
    ordered = [np.sort(column[~np.isnan(column)]) for column in field.T]

    def ratio(own: Floats, loads: Floats, add: Sum) -> Floats:
        values = settled(np.where(loads > 0, own, 0.0))
        places = np.empty(values.shape)
        for child, others in enumerate(ordered):
            value, instead = values[:, child], field[:, child]
            below = np.searchsorted(others, value, "left") - (instead < value)
            upto = np.searchsorted(others, value, "right") - (instead <= value)
            places[:, child] = ((below + upto) / 2 + 1) / (len(others) - ~np.isnan(instead) + 1)
        return np.asarray(add(loads * places) / add(loads))

    return ratio
