"""Weights computed from the scores of siblings, official and exact, or in bulk for analyses.

Each method takes the scores float64[k, m] of k children on the m units compared, all present, and gives
float64[k] that sum to 1, NaN where it has no answer; a child without spread gets 0. `add` sums along rows.
"""

from collections.abc import Callable

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.scoring.eigen import Eigen, symmetric_eigen
from kaohe.scoring.exact import Floats, Sum, greatest, least, row_deviations, row_means, steadied

SAME = 1e-12
"""Numbers made of correlations that differ by no more are the same: the last bits of a machine set aside."""
SINGULAR = 1e-10
"""An eigenvalue of a correlation matrix below this, a child, is nothing."""

Method = Callable[[Floats, Sum], Floats]


def constant(scores: Floats) -> Mask:
    """Which children, bool[k], have the same score everywhere, the last bits of a division set aside."""
    return np.asarray(~(steadied(least(scores)) < steadied(greatest(scores))))


def entropy(scores: Floats, add: Sum) -> Floats:
    """Entropy weights (熵值法): 1 - e in proportion, with e = - sum of p ln p / ln m, p = score / sum.

    Scores must be 0 or more; 0 ln 0 is 0. Source: Shannon (1948); Zeleny (1982), Multiple Criteria Decision
    Making, chapter 7.
    """
    if not (scores >= 0).all():
        return np.full(len(scores), np.nan)
    apart = ~constant(scores)
    sums = np.where(apart, add(scores), 1.0)
    shares = scores / sums[:, None]
    logarithms = np.log(np.where(shares > 0, shares, 1.0))
    spare = 1 + add(shares * logarithms) / np.log(scores.shape[1])
    return _proportions(np.where(apart, np.maximum(spare, 0.0), 0.0), add)


def critic(scores: Floats, add: Sum) -> Floats:
    """CRITIC: the standard deviation (n - 1) of the scores brought to 0 to 1, times the sum of 1 - r with the
    siblings. Source: Diakoulaki, Mavrotas and Papayannakis (1995).
    """
    low, high = least(scores)[:, None], greatest(scores)[:, None]
    apart = ~constant(scores)
    scaled = (scores - low) / np.where(apart[:, None], high - low, 1.0)
    conflict = np.where(apart[:, None] & apart, 1 - correlations(scaled, add), 0.0)
    conflict[np.abs(conflict) < SAME] = 0.0
    if len(scores) == 1:
        conflict[:] = 1.0  # an only child conflicts with nobody and has all the weight
    return _proportions(np.where(apart, row_deviations(scaled, add) * add(conflict), 0.0), add)


def coefficient_of_variation(scores: Floats, add: Sum) -> Floats:
    """Coefficient of variation (变异系数法): standard deviation (n - 1) over mean, which must be above 0."""
    means = row_means(scores, add)
    if not (means > 0).all():
        return np.full(len(scores), np.nan)
    return _proportions(np.where(constant(scores), 0.0, row_deviations(scores, add) / means), add)


def squared_loadings(scores: Floats, add: Sum) -> Floats:
    """Squared loadings of the first principal component of the correlations, which sum to 1.

    Source: OECD/JRC Handbook (2008), chapter 6 (there of all components kept; here of the first).
    """
    loadings = first_loadings(scores, add)
    return _proportions(loadings * loadings, add)


def positive_loadings(scores: Floats, add: Sum) -> Floats:
    """The loadings of the first principal component in proportion; none may be negative."""
    loadings = first_loadings(scores, add)
    return _proportions(np.where((loadings < -SAME).any(), np.nan, np.maximum(loadings, 0.0)), add)


def first_loadings(scores: Floats, add: Sum) -> Floats:
    """Loadings (of length 1) of the first principal component of the correlations, turned so that their sum
    is positive; NaN where a child is constant or no component comes first.
    """
    if constant(scores).any():
        return np.full(len(scores), np.nan)
    eigen = components(scores, add)
    loadings = eigen.vectors[:, 0]
    if tied(eigen):
        return np.full(len(scores), np.nan)
    direction = float(add(loadings[None])[0])
    if abs(direction) < SAME:
        direction = float(loadings[np.argmax(np.abs(loadings) > SAME)])
    return np.asarray(loadings * np.copysign(1.0, direction))


def components(scores: Floats, add: Sum) -> Eigen:
    """Principal components of the correlations: variances and loadings, the first first."""
    return symmetric_eigen(correlations(scores, add))


def tied(eigen: Eigen) -> bool:
    """Whether no component comes first: any direction between two of them would do as well."""
    return len(eigen.values) > 1 and bool(eigen.values[0] - eigen.values[1] <= SINGULAR * len(eigen.values))


def correlations(scores: Floats, add: Sum) -> Floats:
    """Pearson correlations float64[k, k]; NaN with a child without spread."""
    distances = scores - row_means(scores, add)[:, None]
    size = np.abs(distances).max(axis=1, initial=0.0)
    distances = distances / np.where(size > 0, size, 1.0)[:, None]
    products = np.stack([add(distances * row) for row in distances])
    spread = np.sqrt(np.diag(products))
    with np.errstate(invalid="ignore", divide="ignore"):
        table = np.clip(products / spread / spread[:, None], -1.0, 1.0)
    np.fill_diagonal(table, np.where(spread > 0, 1.0, np.nan))
    return table


def _proportions(parts: Floats, add: Sum) -> Floats:
    whole = float(add(parts[None])[0])
    return parts / whole if whole > 0 else np.full(len(parts), np.nan)


METHODS: dict[str, Method] = {
    "entropy": entropy,
    "critic": critic,
    "coefficient_of_variation": coefficient_of_variation,
    "pca": squared_loadings,
    "loadings": positive_loadings,
}
