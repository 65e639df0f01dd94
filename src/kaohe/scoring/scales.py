"""The methods of scaling, as array functions.

Rows of values of the units compared (float64[m, n], NaN where missing) in, the scaled values out, NaN where
the method gives nothing. `better` holds the same values turned so that more is better; methods on raw values
(goalposts, efficacy between given values, ratios, bands, growth) mind the direction themselves. Sources:
OECD/JRC Handbook on Constructing Composite Indicators (2008), chapter 5; the efficacy coefficient is the
功效系数法 of Chinese assessments.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from kaohe.schemes.kinds import Range
from kaohe.schemes.scales import (
    AnyScale,
    Band,
    Bands,
    Best,
    BestRatio,
    Borda,
    Efficacy,
    Goalposts,
    Growth,
    GrowthTerms,
    MinMax,
    PercentileRank,
    Rank,
    Ratio,
    Reference,
    Target,
    Ties,
    ZScore,
)
from kaohe.scoring.compared import Compared
from kaohe.scoring.exact import (
    Floats,
    greatest,
    least,
    row_deviations,
    row_means,
    row_quantiles,
    settled,
    steadied,
)
from kaohe.scoring.orientation import oriented
from kaohe.standings import rank_descending

Method = Callable[[Compared, Any], Floats]


def method_of(scale: AnyScale) -> Method:
    """The function of a scale."""
    return _METHODS.get(type(scale), _as_it_is)


def _as_it_is(compared: Compared, scale: AnyScale) -> Floats:
    return compared.better


def _minmax(compared: Compared, scale: MinMax) -> Floats:
    return _over_range(compared, scale.minmax)


def _best(compared: Compared, scale: Best) -> Floats:
    return _over_range(compared, (0.0, 1.0))


def _efficacy(compared: Compared, scale: Efficacy) -> Floats:
    if scale.between is None:
        return _over_range(compared, scale.efficacy)
    worst, best = scale.between
    return _clipped(between(compared.values, worst, best, scale.efficacy), scale.efficacy, scale.clip)


def _over_range(compared: Compared, to: Range) -> Floats:
    worst, best = compared.ends
    return _told_apart(compared, between(compared.better, worst, best, to))


def _told_apart(compared: Compared, result: Floats) -> Floats:
    """Nothing on the rows that are constant."""
    constant = compared.constant
    return np.where(constant[:, None], np.nan, result) if constant.any() else result


def _goalposts(compared: Compared, scale: Goalposts) -> Floats:
    low, high = (_anchor(end, compared.pool) for end in scale.goalposts)
    values = np.clip(compared.values, low, high) if scale.clip else compared.values
    if scale.curve == "log":
        values, low, high = np.log(values), np.log(low), np.log(high)
    worst, best = (high, low) if compared.lower else (low, high)
    return _clipped(between(values, worst, best, scale.to), scale.to, scale.clip)


def _distance(compared: Compared, scale: Target | Reference) -> Floats:
    """How far from the worst to the target or reference; nothing where that is no better than the worst."""
    worst, _ = compared.ends
    aim = oriented(compared.base, compared.direction)
    ahead = (steadied(aim) > steadied(worst)) & np.isfinite(aim - worst)
    return np.where(ahead, (compared.better - worst) / (aim - worst), np.nan)


def _ratio(compared: Compared, scale: Ratio) -> Floats:
    base = np.where(compared.base > 0, compared.base, np.nan)
    if compared.lower:
        return base / np.where(compared.values > 0, compared.values, np.nan)
    return compared.values / base


def _best_ratio(compared: Compared, scale: BestRatio) -> Floats:
    if compared.lower:
        pool, values = (np.where(part > 0, part, np.nan) for part in (compared.pool, compared.values))
        return least(pool)[:, None] / values
    best = greatest(compared.pool)[:, None]
    return compared.values / np.where(best > 0, best, np.nan)


def _zscore(compared: Compared, scale: ZScore) -> Floats:
    pool, add = compared.better_pool, compared.add
    centre, width = scale.zscore
    away = compared.better - row_means(pool, add)[:, None]
    away /= row_deviations(pool, add)[:, None]
    away *= width
    away += centre
    return _told_apart(compared, away)


def _rank(compared: Compared, scale: Rank) -> Floats:
    return _places_from_worst(compared, scale.rank)


def _borda(compared: Compared, scale: Borda) -> Floats:
    return _places_from_worst(compared, scale.borda) - 1


def _percentile_rank(compared: Compared, scale: PercentileRank) -> Floats:
    count = np.sum(~np.isnan(compared.pool), axis=-1, keepdims=True)
    places = _places_from_worst(compared, scale.percentile_rank)
    return (places - 1) / np.where(count > 1, count - 1.0, np.nan)


def _places_from_worst(compared: Compared, ties: Ties) -> Floats:
    """Place counted from the worst, 1, to the best, of values as they are; NaN stays NaN."""
    return rank_descending(-compared.better_pool, ties)[:, : compared.values.shape[1]]


def _bands(compared: Compared, scale: Bands) -> Floats:
    sign = -1.0 if compared.lower else 1.0
    table = np.array(sorted((sign * threshold, points) for threshold, points in scale.bands))
    thresholds, points = steadied(table[:, 0]), table[:, 1]
    values = steadied(sign * compared.values)
    reached = np.searchsorted(thresholds, np.where(np.isnan(values), -np.inf, values), side="right")
    result = np.concatenate(([scale.otherwise], points))[reached]
    if scale.interpolate:
        result = np.where(reached > 0, np.interp(values, thresholds, points), result)
    return np.where(np.isnan(values), np.nan, result)


def _band(compared: Compared, scale: Band) -> Floats:
    (low, high), (below, above), (start, end) = scale.band, scale.zero, scale.to
    result = np.interp(compared.values, [below, low, high, above], [0.0, 1.0, 1.0, 0.0])
    return np.asarray(result * (end - start) + start)


def _growth(compared: Compared, scale: Growth) -> Floats:
    return growth_points(compared.values, compared.base, scale.growth, compared.lower)


def growth_points(values: Floats, base: Floats, terms: GrowthTerms, lower: bool) -> Floats:
    """Points for growth in percent over `base`; NaN where the base is not above `least_base`."""
    usable = np.where(base > terms.least_base, base, np.nan)
    growth = settled((values - usable) / usable * 100) * (-1 if lower else 1)
    steps = settled(growth / terms.step)
    points = terms.at_base + (np.floor(steps) if terms.whole_steps else steps) * terms.points
    if terms.below == "least":
        points = np.where(growth < 0, terms.at_least, points)
    elif terms.below == "proportional":
        points = np.where(growth < 0, terms.at_base * (1 + growth / 100), points)
    return np.clip(points, terms.at_least, terms.at_most)


def between(values: Floats, worst: Floats | float, best: Floats | float, to: Range) -> Floats:
    """Straight from `worst` to `best` onto the range `to`; NaN where they are equal."""
    start, end = to
    distance = np.asarray(best) - worst
    usable = np.where((distance != 0) & np.isfinite(distance), distance, np.nan)
    result = np.asarray(values - worst)
    result /= usable
    result *= end - start
    result += start
    return result


def _clipped(values: Floats, to: Range, clip: bool) -> Floats:
    return np.clip(values, min(to), max(to)) if clip else values


def _anchor(end: float | str, pool: Floats) -> Floats:
    """A goalpost, [m, 1]: a number, or a row's least (`min`), greatest (`max`) or percentile (`p2.5`)."""
    if not isinstance(end, str):
        return np.array([[float(end)]])
    share = {"min": 0.0, "max": 100.0}.get(end)
    percent = float(end[1:]) if share is None else share
    return row_quantiles(pool, percent / 100)[:, None]


_METHODS: dict[type, Method] = {
    MinMax: _minmax,
    Best: _best,
    BestRatio: _best_ratio,
    Efficacy: _efficacy,
    Goalposts: _goalposts,
    Target: _distance,
    Reference: _distance,
    Ratio: _ratio,
    ZScore: _zscore,
    Rank: _rank,
    Borda: _borda,
    PercentileRank: _percentile_rank,
    Bands: _bands,
    Band: _band,
    Growth: _growth,
}
