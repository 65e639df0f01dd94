"""How columns go together: Pearson, Spearman, Kendall; pairwise complete, with p-values."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import stats

from kaohe.figures.cases import Mask
from kaohe.scoring.exact import Floats
from kaohe.studies.statistics import Counts

Method = Literal["pearson", "spearman", "kendall"]
METHODS: tuple[Method, ...] = ("pearson", "spearman", "kendall")
LEAST = 3
"""Fewer units than these say nothing of a correlation."""

_TESTS: dict[Method, Callable[[Floats, Floats], tuple[float, float]]] = {
    "pearson": stats.pearsonr,
    "spearman": stats.spearmanr,
    "kendall": stats.kendalltau,
}


@dataclass(frozen=True, slots=True)
class Correlations:
    """Between columns, [k, m] each: `values` and two-sided `chance` (p-values) float64, `units` int64 used.

    NaN where fewer than three units have both, or a column has no spread among them.
    """

    method: Method
    values: Floats
    chance: Floats
    units: Counts

    def significant(self, level: float) -> Mask:
        """Where the p-value is below `level`, bool[k, m]."""
        with np.errstate(invalid="ignore"):
            return np.asarray(self.chance < level)


def correlated(
    table: Floats, method: Method = "pearson", progress: Callable[[int], None] = lambda step: None
) -> Correlations:
    """The correlation of every column of `table` (float64[n, k], NaN where missing) with every other.

    Each pair uses the units that have both. Kendall's is tau-b. p-values: Pearson and Spearman by Student's t
    with n - 2, Kendall exact where there are few units without ties, else normal (scipy.stats).
    `progress` is called with 1 after each column.
    """
    count = table.shape[1]
    result = _empty(method, count, count)
    for first in range(count):
        for second in range(first, count):
            _fill(result, (first, second), table[:, first], table[:, second])
            for part in (result.values, result.chance, result.units):
                part[second, first] = part[first, second]
        progress(1)
    return result


def correlated_with(table: Floats, others: Floats, method: Method = "pearson") -> Correlations:
    """The correlation of every column of `table` (float64[n, k]) with each of `others` (float64[n, m])."""
    result = _empty(method, table.shape[1], others.shape[1])
    for first in range(table.shape[1]):
        for second in range(others.shape[1]):
            _fill(result, (first, second), table[:, first], others[:, second])
    return result


def correlation(one: Floats, other: Floats, method: Method = "pearson") -> tuple[float, float, int]:
    """Correlation, p-value and units used of two columns, float64[n] each."""
    both = ~(np.isnan(one) | np.isnan(other))
    x, y = one[both], other[both]
    if len(x) < LEAST or not (np.ptp(x) > 0 and np.ptp(y) > 0):
        return np.nan, np.nan, len(x)
    value, chance = _TESTS[method](x, y)
    return float(value), float(chance), len(x)


def _empty(method: Method, count: int, others: int) -> Correlations:
    shape = (count, others)
    return Correlations(method, np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape, np.int64))


def _fill(result: Correlations, cell: tuple[int, int], one: Floats, other: Floats) -> None:
    result.values[cell], result.chance[cell], result.units[cell] = correlation(one, other, result.method)
