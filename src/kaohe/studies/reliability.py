"""Cronbach's alpha: how far siblings measure one thing.

Source: Cronbach (1951), Coefficient alpha and the internal structure of tests.
"""

from dataclasses import dataclass

import numpy as np

from kaohe.scoring.exact import Floats


@dataclass(frozen=True, slots=True)
class Reliability:
    """`alpha` of all k columns, and float64[k] of those left when each is left out; NaN where undefined."""

    alpha: float
    without: Floats


def reliability_of(table: Floats) -> Reliability:
    """Alpha of the columns of `table`, float64[n, k], NaN where missing: covariances are pairwise complete.

    k / (k - 1) * (1 - sum of variances / sum of all covariances); NaN of fewer than two columns, or where the
    covariances add up to nothing. It may be negative: then columns pull against each other.
    """
    covariances = covariances_of(table)
    count = len(covariances)
    without = [_alpha(np.delete(np.delete(covariances, each, 0), each, 1)) for each in range(count)]
    return Reliability(_alpha(covariances), np.array(without, dtype=np.float64))


def covariances_of(table: Floats) -> Floats:
    """Covariances of the columns with n - 1, float64[k, k], each pair over the rows that have both."""
    count = table.shape[1]
    result = np.full((count, count), np.nan)
    for first in range(count):
        for second in range(first, count):
            pair = table[:, [first, second]]
            x, y = pair[~np.isnan(pair).any(axis=1)].T
            if len(x) > 1:
                covariance = (x - x.mean()) @ (y - y.mean()) / (len(x) - 1)
                result[first, second] = result[second, first] = covariance
    return result


def _alpha(covariances: Floats) -> float:
    count, whole = len(covariances), covariances.sum()
    if count < 2 or not abs(whole) > 0:
        return float("nan")
    return float(count / (count - 1) * (1 - np.trace(covariances) / whole))
