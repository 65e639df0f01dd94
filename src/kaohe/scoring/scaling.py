"""Bringing values of different units onto one scale.

Each method is an array function: the values of the units compared (float64[n], NaN where missing) in, the
scaled values out, NaN where the method gives nothing. `better` holds the same values turned so that more is
better; methods on raw values (goalposts, efficacy between given values, ratio, bands, growth) mind the
direction themselves. Sources: OECD/JRC Handbook on Constructing Composite Indicators (2008), chapter 5; the
efficacy coefficient is the 功效系数法 of Chinese assessments.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.formulas import Cause, Column, Reason
from kaohe.schemes.kinds import Range
from kaohe.schemes.methods import (
    AnyScale,
    Band,
    Bands,
    Best,
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
from kaohe.schemes.model import Direction
from kaohe.scoring.exact import Floats, deviation, mean, settled, steadied
from kaohe.scoring.orientation import oriented
from kaohe.standings import rank_descending


@dataclass(frozen=True, slots=True)
class Compared:
    """What a scale looks at: raw values float64[n], other years' of the same units, direction, bases."""

    values: Floats
    others: Floats
    direction: Direction
    base: Floats

    @property
    def better(self) -> Floats:
        return oriented(self.values, self.direction)

    @property
    def pool(self) -> Floats:
        """Everything compared with, the values themselves first."""
        return np.concatenate([self.values, self.others])

    @property
    def better_pool(self) -> Floats:
        return oriented(self.pool, self.direction)

    @property
    def lower(self) -> bool:
        return self.direction == "lower"

    @property
    def constant(self) -> bool:
        """Whether nothing tells the values apart, the last bits of a division set aside."""
        return len(np.unique(steadied(_present(self.better_pool)))) < 2


def scaled(
    column: Column,
    scale: AnyScale,
    direction: Direction,
    members: list[Mask],
    others: list[Column],
    base: Column | None,
) -> Column:
    """`column` scaled within each of the groups `members` (bool[n]), together with the columns of `others`.

    `base` is the column of what the scale measures against (a target, reference, ratio's or growth's base).
    What can't be scaled is missing: a column without spread is CONSTANT, a base that carries no distance,
    growth or ratio is NO_BASE, a logarithm of zero or less is OUTSIDE_DOMAIN, a ratio to zero is
    DIVIDED_BY_ZERO; a missing base keeps its own cause, a unit in no group is ABSENT.
    """
    result = np.full(len(column), np.nan)
    constant = np.zeros(len(column), dtype=bool)
    at = np.full(len(column), np.nan) if base is None else base.values
    for mask in members:
        pooled = np.concatenate([np.empty(0), *(other.values[mask] for other in others)])
        compared = Compared(column.values[mask], pooled, direction, at[mask])
        result[mask] = _METHODS.get(type(scale), _as_it_is)(compared, scale)
        constant[mask] = compared.constant
    found = column.filled(~column.missing, result)
    lost = ~np.isfinite(result) & ~column.missing
    causes = _causes(scale, column.values, base, members, constant) if lost.any() else ()
    for where, cause in causes:
        found = found.masked(lost & where, cause)
    return found


def _causes(
    scale: AnyScale, values: Floats, base: Column | None, members: list[Mask], constant: Mask
) -> list[tuple[Mask, Cause]]:
    """Why a scale gives nothing, the first that holds."""
    always = np.ones(len(values), dtype=bool)
    outside, no_base = Cause(Reason.OUTSIDE_DOMAIN), Cause(Reason.NO_BASE)
    causes = [(~np.any(members, axis=0) if members else always, Cause(Reason.ABSENT, scale.within or ""))]
    if base is not None:
        causes += [(base.why == number, cause) for number, cause in enumerate(base.causes) if number]
        if isinstance(scale, Ratio):
            causes += [(base.values <= 0, no_base), (values == 0, Cause(Reason.DIVIDED_BY_ZERO))]
        return [*causes, (always, outside if isinstance(scale, Ratio) else no_base)]
    if isinstance(scale, Goalposts):
        return [*causes, ((values <= 0) & (scale.curve == "log"), outside), (always, Cause(Reason.CONSTANT))]
    return [*causes, (constant, Cause(Reason.CONSTANT)), (always, outside)]


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
    worst, best = _ends(compared.better_pool)
    return _nothing(compared) if compared.constant else between(compared.better, worst, best, to)


def _nothing(compared: Compared) -> Floats:
    return np.full(len(compared.values), np.nan)


def _goalposts(compared: Compared, scale: Goalposts) -> Floats:
    low, high = (_anchor(end, compared.pool) for end in scale.goalposts)
    values = np.clip(compared.values, low, high) if scale.clip else compared.values
    if scale.curve == "log":
        values, low, high = np.log(values), float(np.log(low)), float(np.log(high))
    worst, best = (high, low) if compared.lower else (low, high)
    return _clipped(between(values, worst, best, scale.to), scale.to, scale.clip)


def _distance(compared: Compared, scale: Target | Reference) -> Floats:
    """How far from the worst to the target or reference; nothing where that is no better than the worst."""
    worst, _ = _ends(compared.better_pool)
    aim = oriented(compared.base, compared.direction)
    ahead = (steadied(aim) > steadied(np.full(len(aim), worst))) & np.isfinite(aim - worst)
    return np.where(ahead, (compared.better - worst) / (aim - worst), np.nan)


def _ratio(compared: Compared, scale: Ratio) -> Floats:
    base = np.where(compared.base > 0, compared.base, np.nan)
    if compared.lower:
        return base / np.where(compared.values > 0, compared.values, np.nan)
    return compared.values / base


def _zscore(compared: Compared, scale: ZScore) -> Floats:
    if compared.constant:
        return _nothing(compared)
    present = _present(compared.better_pool)
    centre, width = scale.zscore
    return (compared.better - mean(present)) / deviation(present) * width + centre


def _rank(compared: Compared, scale: Rank) -> Floats:
    return _places_from_worst(compared, scale.rank)


def _borda(compared: Compared, scale: Borda) -> Floats:
    return _places_from_worst(compared, scale.borda) - 1


def _percentile_rank(compared: Compared, scale: PercentileRank) -> Floats:
    count = len(_present(compared.pool))
    if count < 2:
        return _nothing(compared)
    return (_places_from_worst(compared, scale.percentile_rank) - 1) / (count - 1)


def _places_from_worst(compared: Compared, ties: Ties) -> Floats:
    """Place counted from the worst, 1, to the best, of values as they are; NaN stays NaN."""
    return rank_descending(-compared.better_pool, ties)[: len(compared.values)]


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


def between(values: Floats, worst: float, best: float, to: Range) -> Floats:
    """Straight from `worst` to `best` onto the range `to`; NaN where they are equal."""
    start, end = to
    distance = best - worst
    if distance == 0 or not np.isfinite(distance):
        return np.full(len(values), np.nan)
    return (values - worst) / distance * (end - start) + start


def _clipped(values: Floats, to: Range, clip: bool) -> Floats:
    return np.clip(values, min(to), max(to)) if clip else values


def _anchor(end: float | str, pool: Floats) -> float:
    """A goalpost: a number, or the least (`min`), greatest (`max`) or a percentile (`p2.5`) of the values."""
    if not isinstance(end, str):
        return float(end)
    present = _present(pool)
    if not len(present):
        return float("nan")
    percentile = {"min": 0.0, "max": 100.0}.get(end)
    return float(np.percentile(present, float(end[1:]) if percentile is None else percentile))


def _ends(values: Floats) -> tuple[float, float]:
    present = _present(values)
    return (float(present.min()), float(present.max())) if len(present) else (float("nan"), float("nan"))


def _present(values: Floats) -> Floats:
    return values[~np.isnan(values)]


_METHODS: dict[type, Callable[[Compared, Any], Floats]] = {
    MinMax: _minmax,
    Best: _best,
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
