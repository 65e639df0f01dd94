"""How indicators moved over the years, where figures of several years are at hand."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from kaohe.figures.measures import Measures
from kaohe.scoring import Scores
from kaohe.scoring.exact import Floats
from kaohe.studies.columns import leaves_of


class Change(Protocol):
    """A figure of one series: `values` float64[t] without gaps, at `years` float64[t], ascending."""

    def __call__(self, values: Floats, years: Floats) -> float: ...


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


def compound_growth(values: Floats, years: Floats) -> float:
    """Compound annual growth rate: (last / first) ^ (1 / years between) - 1.

    NaN of fewer than two years, or where first or last isn't above 0.
    """
    if len(values) < 2 or not (values[0] > 0 and values[-1] > 0):
        return float("nan")
    return float((values[-1] / values[0]) ** (1 / (years[-1] - years[0])) - 1)


def percent_change(values: Floats, years: Floats) -> float:
    """Slope of the least-squares line, in per cent of where the line starts.

    NaN of fewer than two years, or where the line starts at 0.
    """
    if len(values) < 2:
        return float("nan")
    away = years - years.mean()
    slope = float(away @ values) / float(away @ away)
    start = float(values.mean()) + slope * float(away[0])
    nothing = abs(start) <= 1e-12 * float(np.abs(values).max())
    return float("nan") if nothing else 100 * slope / start


def changes(table: Floats, years: Floats, change: Change) -> Floats:
    """`change` of every series of `table` (float64[..., t], NaN where missing) over the years it has.

    `years` float64[t] must ascend; ValueError otherwise.
    """
    if len(years) != table.shape[-1] or (np.diff(years) <= 0).any():
        raise ValueError("years must ascend, one for each value of a series")
    series = table.reshape(-1, len(years))
    there = ~np.isnan(series)
    found = [change(row[at], years[at]) for row, at in zip(series, there, strict=True)]
    return np.array(found, dtype=np.float64).reshape(table.shape[:-1])


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
