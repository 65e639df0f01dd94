"""What a column looks like: its extremes, middle, spread and shape, and how much of it says anything."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kaohe.figures.cases import Mask
from kaohe.scoring.exact import Floats, deviation, mean, skewness_and_kurtosis
from kaohe.studies.limits import Limits

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of k columns of `units` cells each, one entry a column; NaN where a figure doesn't exist.

    `deviation` float64[k] has n - 1 below; `skewness` and `kurtosis` (excess) are of type 2 (Joanes and Gill
    1998). `available` int64[k] counts the cells present, `nonzero` those among them that aren't 0, `unique`
    the different values, `same` how often the most common one is there.
    """

    units: int
    least: Floats
    greatest: Floats
    mean: Floats
    median: Floats
    deviation: Floats
    skewness: Floats
    kurtosis: Floats
    available: Counts
    nonzero: Counts
    unique: Counts
    same: Counts

    @property
    def available_share(self) -> Floats:
        """Of all units, float64[k]."""
        return share_of(self.available, np.full(len(self.available), self.units))

    @property
    def nonzero_share(self) -> Floats:
        """Of the cells present, float64[k]; so are the other shares. NaN where none is."""
        return share_of(self.nonzero, self.available)

    @property
    def unique_share(self) -> Floats:
        return share_of(self.unique, self.available)

    @property
    def same_share(self) -> Floats:
        return share_of(self.same, self.available)


@dataclass(frozen=True, slots=True)
class Warnings:
    """Which columns cross a limit, bool[k] each."""

    few_available: Mask
    few_nonzero: Mask
    few_unique: Mask
    skewed: Mask
    constant: Mask


def statistics_of(table: Floats) -> Statistics:
    """Statistics of the columns of `table`, float64[n, k], NaN where missing. Sums and means are exact."""
    columns = [column[~np.isnan(column)] for column in table.T]
    counts = [np.unique(column, return_counts=True)[1] for column in columns]
    shapes = [skewness_and_kurtosis(column) for column in columns]
    return Statistics(
        units=len(table),
        least=_floats(column.min() if len(column) else np.nan for column in columns),
        greatest=_floats(column.max() if len(column) else np.nan for column in columns),
        mean=_floats(map(mean, columns)),
        median=_floats(np.median(column) if len(column) else np.nan for column in columns),
        deviation=_floats(map(deviation, columns)),
        skewness=_floats(skew for skew, _ in shapes),
        kurtosis=_floats(tails for _, tails in shapes),
        available=_counts(map(len, columns)),
        nonzero=_counts(int(np.count_nonzero(column)) for column in columns),
        unique=_counts(map(len, counts)),
        same=_counts(count.max(initial=0) for count in counts),
    )


def warnings_of(statistics: Statistics, limits: Limits) -> Warnings:
    """Where the columns cross the `limits`; a figure that doesn't exist crosses none."""
    with np.errstate(invalid="ignore"):
        skewed = (np.abs(statistics.skewness) > limits.skewness) & (statistics.kurtosis > limits.kurtosis)
        return Warnings(
            few_available=statistics.available_share < limits.available,
            few_nonzero=statistics.nonzero_share < limits.nonzero,
            few_unique=statistics.unique_share < limits.unique,
            skewed=skewed,
            constant=(statistics.unique == 1) & (statistics.available > 1),
        )


def share_of(part: Counts, whole: Counts) -> Floats:
    """Part by part, float64[k]; NaN where the whole is nothing."""
    return np.asarray(np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0))


def _floats(values: Iterable[float]) -> Floats:
    return np.fromiter(values, dtype=np.float64)


def _counts(values: Iterable[int]) -> Counts:
    return np.fromiter(values, dtype=np.int64)
