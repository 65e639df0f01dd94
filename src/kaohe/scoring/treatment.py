"""Taming outliers before values are scaled."""

from collections.abc import Callable

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.formulas import Cause, Column, Reason
from kaohe.schemes.methods import ByCount, ByPercentile, ByRule, Treat, Winsorise
from kaohe.scoring.exact import Floats, skewness_and_kurtosis


def treated(column: Column, method: Treat, pool: Mask) -> Column:
    """`column` after treatment; the rule looks at the units of `pool` (bool[n]) that have a value.

    A value that a logarithm or root isn't defined for becomes missing, outside the domain.
    """
    if method == "none":
        return column
    used = pool & ~column.missing
    values = column.values.copy()
    values[used] = _treat(values[used], method)
    out = used & ~np.isfinite(values)
    values[out] = column.values[out]
    name = method if isinstance(method, str) else next(iter(type(method).model_fields))
    return Column(values, column.why.copy(), column.causes).masked(out, Cause(Reason.OUTSIDE_DOMAIN, name))


def _treat(values: Floats, method: Treat) -> Floats:
    if not len(values) or method == "none":
        return values
    if isinstance(method, str):
        return np.asarray(_CURVES[method](values))
    return _winsorise(values, method) if isinstance(method, Winsorise) else box_cox(values, method.boxcox)


def log_shift(values: Floats) -> Floats:
    """ln(x - min + 1% of the range); NaN throughout where there is no range."""
    low, high = values.min(), values.max()
    return np.log(values - low + 0.01 * (high - low)) if high > low else np.full(len(values), np.nan)


_CURVES: dict[str, Callable[[Floats], Floats]] = {"log": np.log, "log_shift": log_shift, "sqrt": np.sqrt}


def box_cox(values: Floats, power: float) -> Floats:
    """((x - min + 1)^power - 1) / power, and ln(x - min + 1) where the power is 0 (Box and Cox 1964)."""
    raised = values - values.min() + 1
    return np.log(raised) if power == 0 else np.asarray((raised**power - 1) / power)


def _winsorise(values: Floats, method: Winsorise) -> Floats:
    how = method.winsorise
    if isinstance(how, ByCount):
        return by_count(values, how.low, how.high)
    if isinstance(how, ByPercentile):
        return np.clip(values, *np.percentile(values, how.percentile))
    tamed = by_rule(values, how)
    return tamed if method.otherwise == "none" or passes(tamed, how) else _treat(values, method.otherwise)


def passes(values: Floats, rule: ByRule) -> bool:
    """Whether |skew| is under the rule's or kurtosis is; a column too short or constant passes."""
    return not _failing_side(values, rule)


def _failing_side(values: Floats, rule: ByRule) -> int:
    """1 where the rule fails by high values, -1 by low ones, 0 where it passes."""
    skew, tails = skewness_and_kurtosis(values)
    fails = abs(skew) >= rule.skew and tails >= rule.kurtosis
    return (1 if skew >= 0 else -1) if fails else 0


def by_rule(values: Floats, rule: ByRule) -> Floats:
    """Bring the extreme on the skewed side to its next neighbour until the rule passes or `most` are moved.

    Tied extremes move together, so a tie may move more points than `most`.
    """
    result = values.copy()
    while np.count_nonzero(result != values) < rule.most and (side := _failing_side(result, rule)):
        extreme = result.max() if side > 0 else result.min()
        others = result[result != extreme]
        result[result == extreme] = others.max() if side > 0 else others.min()
    return result


def by_count(values: Floats, low: int, high: int) -> Floats:
    """The `low` lowest values raised and the `high` highest lowered to the next one inside."""
    if low + high >= len(values):
        return values
    inside = np.sort(values)[low : len(values) - high]
    return np.clip(values, inside[0], inside[-1])
