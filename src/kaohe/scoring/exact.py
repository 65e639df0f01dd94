"""Exact sums and what is built on them: the same to the last bit whatever the order of units or machine."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PUBLISHED_DIGITS = 10
"""At most so many decimals are published, and decide a tie."""
_SIGNIFICANT = 14
"""... and so many digits in all: a float holds no more than one or two beyond."""
_TENS = np.array([float(10**power) for power in range(PUBLISHED_DIGITS + 1)])
_ALL_DIGITS = np.array(PUBLISHED_DIGITS)


Sum = Callable[[Floats], Floats]
"""Sums along the last axis, [..., n] to [...]."""


def exact_sum(values: list[float]) -> float:
    """The correctly rounded sum; NaN where it, or a part of it, is no finite number."""
    try:
        return math.fsum(values)
    except (OverflowError, ValueError):
        return math.nan


def exact_rows(table: Floats) -> Floats:
    """Correctly rounded sum of each row: official."""
    rows = table.reshape(math.prod(table.shape[:-1]), table.shape[-1])
    sums = [exact_sum(row) for row in rows.tolist()]
    return np.array(sums, dtype=np.float64).reshape(table.shape[:-1])


def fast_rows(table: Floats) -> Floats:
    """Sum of each row in floating point: in bulk, for analyses."""
    return np.asarray(table.sum(axis=-1))


def total(values: Floats) -> float:
    """The correctly rounded sum of `values` (no NaN among them)."""
    return exact_sum(values.tolist())


def mean(values: Floats) -> float:
    """The mean, never outside the values (so that a constant column has no spread); NaN of nothing."""
    return float(row_means(values[None, :], exact_rows)[0])


def deviation(values: Floats) -> float:
    """Standard deviation with n - 1; NaN of fewer than two."""
    return float(row_deviations(values[None, :], exact_rows)[0])


def skewness_and_kurtosis(values: Floats) -> tuple[float, float]:
    """Sample skewness G1 and excess kurtosis G2 (type 2 of Joanes and Gill 1998, as spreadsheets give them).

    NaN of a constant column, and of fewer than 3 or 4 values.
    """
    skewness, kurtosis = row_shapes(values[None, :], exact_rows)
    return float(skewness[0]), float(kurtosis[0])


def least(table: Floats) -> Floats:
    """The least of each row [..., n], NaN left out; NaN of nothing."""
    return np.asarray(np.fmin.reduce(table, axis=-1, initial=np.nan))


def greatest(table: Floats) -> Floats:
    """The greatest of each row, likewise."""
    return np.asarray(np.fmax.reduce(table, axis=-1, initial=np.nan))


def row_quantiles(table: Floats, share: float) -> Floats:
    """Each row's quantile (0 to 1) of what isn't NaN, of type 7 (Hyndman and Fan 1996), [..., n] to [...].

    Between two values from the nearer one, as numpy does, so that the ends are met exactly.
    """
    if not table.shape[-1]:
        return np.full(table.shape[:-1], np.nan)
    ordered = np.sort(table, axis=-1)
    at = np.maximum(_counts(np.isnan(table)) - 1, 0) * share
    low = np.floor(at).astype(np.intp)
    part = at - low
    below = np.take_along_axis(ordered, low[..., None], axis=-1)[..., 0]
    above = np.take_along_axis(ordered, np.ceil(at).astype(np.intp)[..., None], axis=-1)[..., 0]
    with np.errstate(all="ignore"):
        apart = above - below
        return np.where(part >= 0.5, above - apart * (1 - part), below + apart * part)


def row_means(table: Floats, add: Sum) -> Floats:
    """Each row's mean of what isn't NaN, never outside the values; [..., n] to [...]."""
    gaps = np.isnan(table)
    sums = add(np.where(gaps, 0.0, table)) if gaps.any() else add(table)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.clip(sums / _counts(gaps), least(table), greatest(table)))


def row_deviations(table: Floats, add: Sum) -> Floats:
    """Each row's standard deviation with n - 1."""
    gaps = np.isnan(table)
    centred, size = _centred(table, gaps, add)
    counts = _counts(gaps)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(counts > 1, np.sqrt(add(centred * centred) / (counts - 1)) * size, np.nan)


def row_shapes(table: Floats, add: Sum) -> tuple[Floats, Floats]:
    """Each row's skewness and kurtosis, as above."""
    gaps = np.isnan(table)
    centred, size = _centred(table, gaps, add)
    n = _counts(gaps)
    squares = centred * centred
    with np.errstate(all="ignore"):
        spread = add(squares) / n
        g1 = add(squares * centred) / n / _power_one_and_half(spread)
        skewness = g1 * np.sqrt(n * (n - 1)) / (n - 2)
        g2 = add(squares * squares) / n / spread**2 - 3
        kurtosis = ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3))
    told = size > 0
    return np.where(told & (n > 2), skewness, np.nan), np.where(told & (n > 3), kurtosis, np.nan)


def _power_one_and_half(values: Floats) -> Floats:
    return np.asarray([math.pow(value, 1.5) for value in values.ravel().tolist()]).reshape(values.shape)


def _counts(gaps: NDArray[np.bool_]) -> Floats:
    return np.asarray(gaps.shape[-1] - gaps.sum(axis=-1), dtype=np.float64)


def _centred(table: Floats, gaps: NDArray[np.bool_], add: Sum) -> tuple[Floats, Floats]:
    """Distances from each row's mean in parts of the greatest, so that no power of them overflows."""
    distances = table - row_means(table, add)[..., None]
    np.copyto(distances, 0.0, where=gaps)
    size = np.abs(distances).max(axis=-1, initial=0.0)
    usual = (size > 0) & (size < math.inf)
    distances /= np.where(usual, size, 1.0)[..., None]
    return distances, size


def settled(values: Floats) -> Floats:
    """Rounded to at most 10 decimals and 14 digits, so that the last bits of a machine decide no tie."""
    whole, places = _decimals(values)
    return np.asarray(whole / _TENS[places] + 0.0)


def half_up(values: Floats, digits: int, spare: Floats | None = None) -> Floats:
    """Rounded half away from zero (四舍五入) to `digits` decimals, as a person would the settled decimals.

    `spare`, which may be the values themselves, may be written over.
    """
    whole, places = _decimals(values, spare)
    negative = whole < 0
    if negative.any():
        np.negative(whole, out=whole, where=negative)
    dropped = np.maximum(places - digits, 0)
    if np.all(dropped):
        whole /= _TENS[dropped]
        whole += 0.5
        np.floor(whole, out=whole)
    elif dropped.any():
        np.copyto(whole, np.floor(whole / _TENS[dropped] + 0.5), where=dropped > 0)
    whole /= _TENS[places - dropped]
    return np.negative(whole, out=whole, where=negative & (whole > 0)) if negative.any() else whole


def _decimals(values: Floats, spare: Floats | None = None) -> tuple[Floats, NDArray[np.intp]]:
    """Each value as a whole number of so many decimals (int[n], or one for all); one too large as it is."""
    ends = np.fmin.reduce(values, axis=None, initial=0.0), np.fmax.reduce(values, axis=None, initial=0.0)
    if max(-ends[0], ends[1]) < 10 ** (_SIGNIFICANT - PUBLISHED_DIGITS):
        whole = np.asarray(np.multiply(values, _TENS[PUBLISHED_DIGITS], out=spare))
        return np.rint(whole, out=whole), _ALL_DIGITS
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
