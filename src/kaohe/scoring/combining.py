"""Combining the scores of siblings into their parent's, official and exact, or in bulk for analyses.

`scores` and `weights` are float64[n, k], one column a child; a weight of 0 leaves a child out, and every
score with a weight is present. A row without weights gives NaN, as does a row on which the mean is not
defined. Methods that compare units compare the rows that have weights (`kaohe.scoring.comparing`). Source:
OECD/JRC Handbook on Constructing Composite Indicators (2008), chapter 6.
"""

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.formulas import Cause, Column, Formula, Reason, evaluate, parse
from kaohe.schemes import Branch
from kaohe.schemes.methods import ByFormula, Combine, Grey, Power, Topsis, compares
from kaohe.scoring.comparing import compared_with
from kaohe.scoring.exact import Floats, Sum, exact_rows
from kaohe.scoring.medians import weighted_median


def combined(branch: Branch, how: Combine, scores: Floats, weights: Floats) -> Column:
    """The parent's values, each gap with its cause."""
    if isinstance(how, ByFormula):
        return _by_formula(branch, how, scores, weights)
    values = combine(branch, how, scores, weights, exact_rows)
    return Column.of(values, Cause(undefined(how), branch.path))


def undefined(how: Combine) -> Reason:
    """Why a method gives nothing: units that differ at no child, or scores it is not defined on."""
    return Reason.CONSTANT if isinstance(how, Topsis | Grey) else Reason.OUTSIDE_DOMAIN


def combine(branch: Branch, how: Combine, scores: Floats, weights: Floats, add: Sum) -> Floats:
    """The parent's values, float64[n]."""
    if isinstance(how, ByFormula):
        return _by_formula(branch, how, scores, weights).values
    if compares(how):
        return compared_with(how, scores, weights, add)(scores, weights, add)
    counted = weights > 0
    known = np.where(counted, scores, 0.0)
    if branch.mean_through is not None:
        forth, back = branch.mean_through
        return formula_over(back, _mean(np.where(counted, formula_over(forth, known), 0.0), weights, add))
    if how in ("mean", "geometric", "harmonic") or isinstance(how, Power):
        return _power_mean(known, counted, weights, _order(how), add)
    return _without_mean(str(how), known, weights, add)


def _without_mean(how: str, scores: Floats, weights: Floats, add: Sum) -> Floats:
    """The sum, the median, or an end."""
    counted = weights > 0
    if how == "sum":
        return np.where(counted.any(axis=1), add(weights * scores), np.nan)
    if how == "median":
        return weighted_median(scores, weights)
    if how == "min":
        return _finite(np.where(counted, scores, np.inf).min(axis=1))
    return _finite(np.where(counted, scores, -np.inf).max(axis=1))


def _mean(scores: Floats, weights: Floats, add: Sum) -> Floats:
    return np.asarray(add(weights * scores) / add(weights))


def _order(how: Combine) -> float:
    if isinstance(how, Power):
        return how.power
    return {"mean": 1.0, "geometric": 0.0, "harmonic": -1.0}[str(how)]


def _power_mean(scores: Floats, counted: Mask, weights: Floats, order: float, add: Sum) -> Floats:
    """Weighted power mean, of order 0 the geometric. Every counted score must be 0 or more; above 0 for those
    of order 0 and below."""
    if order == 1:
        return _mean(scores, weights, add)
    outside = (scores < 0) if order > 0 else (scores <= 0)
    usable = np.where(counted & ~outside, scores, 1.0)
    if order == 0:
        result = np.exp(_mean(np.log(usable), weights, add))
    else:
        result = _mean(usable**order, weights, add) ** (1 / order)
    return np.where((counted & outside).any(axis=1), np.nan, result)


def _by_formula(branch: Branch, how: ByFormula, scores: Floats, weights: Floats) -> Column:
    """The formula over the children's codes; a child without weight is missing in it."""
    present = np.where(weights > 0, scores, np.nan)
    columns = {
        child.code: Column.of(present[:, place], Cause(Reason.ABSENT, child.path))
        for place, child in enumerate(branch.children)
    }
    return evaluate(parse(how.formula, "number"), lambda name: columns[name.code], len(scores))


def formula_over(formula: Formula, values: Floats) -> Floats:
    """A formula in x over any array."""
    flat = Column.of(values.ravel())
    return evaluate(formula, lambda _: flat, values.size).values.reshape(values.shape)


def _finite(values: Floats) -> Floats:
    return np.where(np.isfinite(values), values, np.nan)
