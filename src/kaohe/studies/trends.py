"""How indicators moved over the years, where figures of several years are at hand."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.figures.measures import Measures
from kaohe.scoring import Scores
from kaohe.scoring.exact import Floats
from kaohe.studies.columns import leaves_of

Change = Callable[[Floats, Floats], Floats]
"""A figure of series without gaps: values float64[..., t] at ascending years float64[t] to float64[...]."""


@dataclass(frozen=True, slots=True)
class Trends:
    """Of every unit and indicator (`paths`), float64[n, k]: compound growth a year (0.05 is 5 %), change a
    year along the straight line in per cent, how many of `years` have a value. NaN where it makes no sense.
    """

    paths: tuple[str, ...]
    years: tuple[int, ...]
    growth: Floats
    change: Floats
    there: Floats


def compound_growth(values: Floats, years: Floats) -> Floats:
    """Compound annual growth rate: (last / first) ^ (1 / years between) - 1.

    NaN of fewer than two years, or where first or last isn't above 0.
    """
    if len(years) < 2:
        return np.full(values.shape[:-1], np.nan)
    first, last = values[..., 0], values[..., -1]
    ratio = _divided(last, first, (first > 0) & (last > 0))
    return np.asarray(ratio ** (1 / (years[-1] - years[0])) - 1)


def percent_change(values: Floats, years: Floats) -> Floats:
    """Slope of the least-squares line, in per cent of where the line starts.

    NaN of fewer than two years, or where the line starts at 0.
    """
    if len(years) < 2:
        return np.full(values.shape[:-1], np.nan)
    away = years - years.mean()
    slope = values @ away / (away @ away)
    start = values.mean(axis=-1) + slope * away[0]
    return 100 * _divided(slope, start, np.abs(start) > 1e-12 * np.abs(values).max(axis=-1))


def _divided(part: Floats, whole: Floats, where: Mask) -> Floats:
    """Part by whole; NaN elsewhere, and where that leaves the range of numbers."""
    with np.errstate(over="ignore"):
        result = np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=where)
    return np.where(np.isfinite(result), result, np.nan)


def changes(table: Floats, years: Floats, change: Change) -> Floats:
    """`change` of every series of `table` (float64[..., t], NaN where missing) over the years it has.

    `years` float64[t] must ascend; ValueError otherwise.
    """
    if len(years) != table.shape[-1] or (np.diff(years) <= 0).any():
        raise ValueError("years must ascend, one for each value of a series")
    series = table.reshape(-1, len(years))
    patterns, which = np.unique(~np.isnan(series), axis=0, return_inverse=True)
    result = np.full(len(series), np.nan)
    for number, there in enumerate(patterns):
        rows = which.ravel() == number
        result[rows] = change(series[np.ix_(rows, there)], years[there])
    return result.reshape(table.shape[:-1])


def trends_of(scores: Scores) -> Trends | None:
    """Trends of what the indicators measured; None where the figures carry no other year or not their own.

    Other years are the frames that the scheme places so many years away.
    """
    tables = _tables(scores)
    if len(tables) < 2:
        return None
    years = tuple(sorted(tables))
    measures = Measures(scores.scheme, scores.figures)
    leaves = leaves_of(scores)
    table = np.stack(
        [
            np.column_stack([measures.seen_through(tables[year]).read(leaf).values for leaf in leaves])
            for year in years
        ],
        axis=-1,
    )
    at = np.array(years, dtype=np.float64)
    return Trends(
        tuple(leaf.path for leaf in leaves),
        years,
        changes(table, at, compound_growth),
        changes(table, at, percent_change),
        np.asarray((~np.isnan(table)).sum(axis=-1), dtype=np.float64),
    )


def _tables(scores: Scores) -> dict[int, tuple[str, ...]]:
    """The frames that lead to each year at hand, none to the figures' own; empty where that isn't known."""
    figures, frames = scores.figures, scores.scheme.frames
    if figures.data_year is None:
        return {}
    steps = {code: frames[code].year for code in figures.frames if code in frames}
    others = {figures.data_year + step: (code,) for code, step in steps.items() if step}
    return {figures.data_year: (), **others}
