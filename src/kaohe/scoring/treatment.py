"""Taming outliers before values are scaled: rows float64[m, n], NaN where missing, each row for itself."""

from collections.abc import Callable

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.formulas import Cause, Column, Reason
from kaohe.schemes.treatments import ByCount, ByPercentile, ByRule, Curve, Treat, Winsorise
from kaohe.scoring.exact import Floats, Sum, exact_rows, greatest, least, row_quantiles, row_shapes


def treated(column: Column, method: Treat, pool: Mask) -> Column:
    """`column` after treatment; the rule looks at the units of `pool` (bool[n]) that have a value.

    A value that a logarithm or root isn't defined for becomes missing, outside the domain.
    """
    if method == "none":
        return column
    used = pool & ~column.missing
    found = treated_rows(np.where(used, column.values, np.nan)[None, :], method, exact_rows)[0]
    out = used & ~np.isfinite(found)
    values = np.where(used & ~out, found, column.values)
    name = method if isinstance(method, str) else next(iter(type(method).model_fields))
    return Column(values, column.why.copy(), column.causes).masked(out, Cause(Reason.OUTSIDE_DOMAIN, name))


def treated_rows(values: Floats, method: Treat, add: Sum) -> Floats:
    """Rows after treatment; not finite where the method isn't defined."""
    if not values.size or method == "none":
        return values
    if isinstance(method, str):
        return curved(values, method, add)
    return (
        _winsorised(values, method, add) if isinstance(method, Winsorise) else box_cox(values, method.boxcox)
    )


def curved(values: Floats, curve: Curve, add: Sum) -> Floats:
    """A logarithm or root of each row."""
    if curve == "log_by_skew":
        skewness, _ = row_shapes(values, add)
        return np.where(skewness[:, None] > 0, log_shift(values), -log_shift(-values))
    return np.asarray(_CURVES[curve](values))


def log_shift(values: Floats) -> Floats:
    """ln(x - min + 1% of the range); NaN throughout a row where there is no range."""
    low, high = least(values)[:, None], greatest(values)[:, None]
    return np.where(high > low, np.log(values - low + 0.01 * (high - low)), np.nan)


_CURVES: dict[str, Callable[[Floats], Floats]] = {"log": np.log, "log_shift": log_shift, "sqrt": np.sqrt}


def box_cox(values: Floats, power: float) -> Floats:
    """((x - min + 1)^power - 1) / power, and ln(x - min + 1) where the power is 0 (Box and Cox 1964)."""
    raised = values - least(values)[:, None] + 1
    return np.log(raised) if power == 0 else np.asarray((raised**power - 1) / power)


def _winsorised(values: Floats, method: Winsorise, add: Sum) -> Floats:
    how = method.winsorise
    if isinstance(how, ByCount):
        return by_count(values, how.low, how.high)
    if isinstance(how, ByPercentile):
        return by_percentile(values, how)
    tamed = by_rule(values, how, add)
    if method.otherwise == "none":
        return tamed
    fails = failing_side(tamed, how, add) != 0
    if fails.any():
        before = values if method.of == "original" else tamed
        tamed[fails] = curved(before[fails], method.otherwise, add)
    return tamed


def failing_side(values: Floats, rule: ByRule, add: Sum) -> Floats:
    """For each row 1 where the rule fails by high values, -1 by low ones, 0 where it passes.

    It passes where |skew| or kurtosis is under the rule's, and where a row is too short or constant.
    """
    skew, tails = row_shapes(values, add)
    fails = (np.abs(skew) >= rule.skew) & (tails >= rule.kurtosis)
    return np.where(fails, np.where(skew >= 0, 1.0, -1.0), 0.0)


def by_rule(values: Floats, rule: ByRule, add: Sum) -> Floats:
    """Bring the extreme on the skewed side to its next neighbour until the rule passes or `most` are moved.

    Tied extremes move together, so a tie may move more points than `most`.
    """
    result = values.copy()
    going = np.arange(len(values))
    while len(going):
        rows = result[going]
        moved = np.sum((rows != values[going]) & ~np.isnan(rows), axis=-1)
        side = np.where(moved < rule.most, failing_side(rows, rule, add), 0.0)
        going, rows, side = going[side != 0], rows[side != 0], side[side != 0][:, None]
        extreme = np.where(side > 0, greatest(rows)[:, None], least(rows)[:, None])
        others = np.where(rows == extreme, np.nan, rows)
        nearest = np.where(side > 0, greatest(others)[:, None], least(others)[:, None])
        result[going] = np.where(rows == extreme, nearest, rows)
    return result


def by_count(values: Floats, low: int, high: int) -> Floats:
    """The `low` lowest values raised and the `high` highest lowered to the next one inside."""
    count = np.sum(~np.isnan(values), axis=-1)
    ordered = np.sort(values, axis=-1)
    inside = count > low + high
    first = np.where(inside, low, 0)
    last = np.where(inside, count - high - 1, np.maximum(count - 1, 0))
    ends = (np.take_along_axis(ordered, at[:, None], axis=-1) for at in (first, last))
    return np.clip(values, *ends)


def by_percentile(values: Floats, how: ByPercentile) -> Floats:
    """Values held within two percentiles of their row (linear interpolation)."""
    low, high = (row_quantiles(values, percent / 100) for percent in how.percentile)
    return np.clip(values, low[:, None], high[:, None])
