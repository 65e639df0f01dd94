"""How far a value lies from others of its kind: pure functions over columns, NaN where there is no value.

Floats[n] in, Floats[n] out; what has no value gets none and changes nobody else's.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FAR = 3.5
"""A modified z beyond this marks an outlier (Iglewicz & Hoaglin 1993, How to Detect and Handle Outliers)."""

LEAST = 8
"""Fewer values than this say nothing of what is usual."""

_NORMAL_MAD = 0.6745
"""The median absolute deviation of a normal distribution, in standard deviations."""
_NORMAL_MEAN_AD = 0.797885
"""Its mean absolute deviation: the square root of 2 over pi."""


def growths(now: Floats, before: Floats) -> Floats:
    """log((now + 1) / (before + 1)): growth, alike upwards and downwards, of values not below 0.

    The 1 is one of the item's own unit (a firm, 10,000 yuan): nought has a growth too, and small figures
    don't shout. NaN where either is missing or negative.
    """
    usable = (now >= 0) & (before >= 0)
    result = np.full(len(now), np.nan)
    result[usable] = np.log1p(now[usable]) - np.log1p(before[usable])
    return result


def z_scores(values: Floats) -> Floats:
    """(x - mean) / standard deviation (n - 1). All 0 where every value is the same."""
    known = values[~np.isnan(values)]
    if len(known) < 2:
        return np.where(np.isnan(values), np.nan, 0.0)
    return _scaled(values - known.mean(), float(known.std(ddof=1)), _negligible(known))


def modified_z(values: Floats) -> Floats:
    """0.6745 * (x - median) / MAD (Iglewicz & Hoaglin 1993); beyond 3.5 is an outlier.

    Where more than half of the values are equal the MAD is 0; then the mean absolute deviation takes its
    place: 0.7979 * (x - median) / MeanAD, on the same scale.
    """
    known = values[~np.isnan(values)]
    if not len(known):
        return values.copy()
    middle = float(np.median(known))
    apart = np.abs(known - middle)
    mad = float(np.median(apart))
    scale = mad / _NORMAL_MAD if mad > _negligible(known) else float(apart.mean()) / _NORMAL_MEAN_AD
    return _scaled(values - middle, scale, _negligible(known))


def percentiles(values: Floats) -> Floats:
    """The share of the others below, ties by half, in per cent: 0 the least, 100 the greatest of all."""
    known = np.sort(values[~np.isnan(values)])
    if len(known) < 2:
        return np.where(np.isnan(values), np.nan, 50.0)
    below = np.searchsorted(known, values, "left")
    ties = np.searchsorted(known, values, "right") - below - 1
    return np.where(np.isnan(values), np.nan, 100 * (below + ties / 2) / (len(known) - 1))


def _scaled(apart: Floats, scale: float, negligible: float) -> Floats:
    """Distances in units of a scale; none at all where the scale is what rounding left."""
    if scale <= negligible:
        return np.where(np.isnan(apart), np.nan, 0.0)
    return apart / scale


def _negligible(values: Floats) -> float:
    """What rounding alone leaves of values of this size."""
    return 8 * float(np.finfo(float).eps) * float(np.abs(values).max(initial=0.0))
