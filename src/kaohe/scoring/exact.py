"""Exact sums and what is built on them: the same to the last bit whatever the order of units or machine."""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PUBLISHED_DIGITS = 10
"""At most so many decimals are published, and decide a tie."""
_SIGNIFICANT = 14
"""... and so many digits in all: a float holds no more than one or two beyond."""
_TENS = np.array([float(10**power) for power in range(PUBLISHED_DIGITS + 1)])


def exact_sum(values: list[float]) -> float:
    """The correctly rounded sum; NaN where it, or a part of it, is no finite number."""
    try:
        return math.fsum(values)
    except (OverflowError, ValueError):
        return math.nan


def total(values: Floats) -> float:
    """The correctly rounded sum of `values` (no NaN among them)."""
    return exact_sum(values.tolist())


def mean(values: Floats) -> float:
    """The mean, never outside the values (so that a constant column has no spread); NaN of nothing."""
    if not len(values):
        return math.nan
    return float(np.clip(total(values) / len(values), values.min(), values.max()))


def deviation(values: Floats) -> float:
    """Standard deviation with n - 1; NaN of fewer than two."""
    if len(values) < 2:
        return math.nan
    centred, size = _centred(values)
    return math.sqrt(total(centred**2) / (len(values) - 1)) * size


def skewness_and_kurtosis(values: Floats) -> tuple[float, float]:
    """Sample skewness G1 and excess kurtosis G2 (type 2 of Joanes and Gill 1998, as spreadsheets give them).

    NaN of a constant column, and of fewer than 3 or 4 values.
    """
    n = len(values)
    centred, size = _centred(values)
    if n < 3 or not size > 0:
        return math.nan, math.nan
    squares = centred * centred
    spread = total(squares) / n
    g1 = total(squares * centred) / n / math.pow(spread, 1.5)
    skewness = g1 * math.sqrt(n * (n - 1)) / (n - 2)
    if n < 4:
        return skewness, math.nan
    g2 = total(squares * squares) / n / spread**2 - 3
    return skewness, ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3))


def _centred(values: Floats) -> tuple[Floats, float]:
    """Distances from the mean in units of the greatest: no power of them leaves the range of numbers."""
    if not len(values):
        return values, math.nan
    distances = values - mean(values)
    size = float(np.abs(distances).max())
    return (distances / size if 0 < size < math.inf else distances), size


def settled(values: Floats) -> Floats:
    """Rounded to at most 10 decimals and 14 digits, so that the last bits of a machine decide no tie."""
    whole, places = _decimals(values)
    return np.asarray(whole / _TENS[places] + 0.0)


def half_up(values: Floats, digits: int) -> Floats:
    """Rounded half away from zero (四舍五入) to `digits` decimals, as a person would the settled decimals."""
    whole, places = _decimals(values)
    dropped = np.maximum(places - digits, 0)
    kept = np.where(dropped > 0, np.floor(np.abs(whole) / _TENS[dropped] + 0.5), np.abs(whole))
    return np.asarray(np.copysign(kept, values) / _TENS[places - dropped] + 0.0)


def _decimals(values: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """Each value as a whole number of so many decimal places, int[n]; one too large for that as it is."""
    sizes = np.abs(values)
    before_point = np.floor(np.log10(np.where(sizes >= 1, sizes, 1.0))).astype(np.intp) + 1
    places = np.clip(_SIGNIFICANT - before_point, 0, PUBLISHED_DIGITS)
    fits = before_point <= _SIGNIFICANT
    return np.where(fits, np.rint(np.where(fits, values, 0.0) * _TENS[places]), values), places


def steadied(values: Floats) -> Floats:
    """`values` to 12 significant digits, for comparing: 0.3 / 0.1 is 3, whatever the unit of measure."""
    sizes = np.abs(values)
    usual = (sizes > 1e-280) & (sizes < 1e280)
    power = 10.0 ** np.floor(np.log10(np.where(usual, sizes, 1.0)))
    return np.where(usual, np.rint(np.where(usual, values, 0.0) / power * 1e11) / 1e11 * power, values)
