"""A study as plain tables: names, heads, columns of texts and numbers."""

from collections.abc import Iterator, Sequence

import numpy as np

from kaohe.studies.profiles import SHOWN, Table
from kaohe.studies.sheet import Row, Sheet, cross, long_sheet
from kaohe.studies.sibling_sheets import sibling_sheets
from kaohe.studies.statistics import Statistics
from kaohe.studies.study import Study

FIGURES = (
    "least",
    "greatest",
    "mean",
    "median",
    "deviation",
    "skewness",
    "kurtosis",
    "available",
    "nonzero",
    "unique",
    "same",
)
"""The figures of statistics, in the order of their columns."""


def sheets_of(study: Study) -> Iterator[Sheet]:
    """Every table of a study; docs/reference/outputs.md tells their columns."""
    yield _flags(study)
    yield from _statistics(study)
    yield from _availability(study)
    yield _correlations(study)
    yield _denominators(study)
    yield from sibling_sheets(study)
    yield _weights(study)
    yield from _removals(study)
    yield from _profiles(study)
    if study.trends is not None:
        yield _trends(study)


def _flags(study: Study) -> Sheet:
    flags = study.flags
    return Sheet(
        "flags",
        ("flag", "subject", "other", "figure", "limit"),
        (
            [flag.kind for flag in flags],
            [flag.subject for flag in flags],
            [flag.other for flag in flags],
            np.array([flag.figure for flag in flags], dtype=np.float64),
            np.array([flag.limit for flag in flags], dtype=np.float64),
        ),
    )


def _statistics(study: Study) -> Iterator[Sheet]:
    named: tuple[tuple[str, str, Sequence[str], Statistics], ...] = (
        ("items", "item", study.scores.figures.items, study.items),
        ("values", "node", study.leaves, study.values),
        ("points", "node", study.nodes, study.points),
    )
    for name, head, rows, found in named:
        columns = [np.asarray(getattr(found, figure), dtype=np.float64) for figure in FIGURES]
        yield Sheet(name, (head, *FIGURES), (rows, *columns))


def _availability(study: Study) -> Iterator[Sheet]:
    units, found = study.scores.figures.units, study.availability
    cells = found.units
    counts = [each.astype(np.float64) for each in (cells.of, cells.missing, cells.zero)]
    shares = (cells.available, cells.nonzero)
    heads = ("unit", "indicators", "missing", "zero", "available", "nonzero", "included")
    included = study.screening.included.astype(np.float64)
    yield Sheet("completeness", heads, (units, *counts, *shares, included))
    yield Sheet(
        "availability", ("unit", "node", "available"), (*cross(units, found.paths), found.shares.ravel())
    )


def _correlations(study: Study) -> Sheet:
    """Each pair of nodes once, by each method."""
    count, methods = len(study.nodes), study.related
    above = np.triu_indices(count, 1)
    one, other = ([study.nodes[at] for at in side.tolist()] for side in above)
    found = [each.correlations for each in methods]
    return Sheet(
        "correlations",
        ("method", "node", "other", "correlation", "p", "units"),
        (
            [each.method for each in found for _ in one],
            one * len(found),
            other * len(found),
            np.concatenate([each.values[above] for each in found]),
            np.concatenate([each.chance[above] for each in found]),
            np.concatenate([each.units[above] for each in found]).astype(np.float64),
        ),
    )


def _denominators(study: Study) -> Sheet:
    found = study.denominators
    parts = (
        found.correlations.values,
        found.correlations.chance,
        found.correlations.units.astype(np.float64),
    )
    heads = ("node", "item", "correlation", "p", "units")
    return Sheet(
        "denominators", heads, (*cross(found.leaves, found.items), *(part.ravel() for part in parts))
    )


def _weights(study: Study) -> Sheet:
    found = study.effective
    return Sheet(
        "weights", ("case", "node", "weight"), (*cross(found.cases, found.paths), found.weights.ravel())
    )


def _removals(study: Study) -> Iterator[Sheet]:
    found, units = study.removals, study.scores.figures.units
    figures = (found.shift, found.greatest, found.lost.astype(np.float64))
    yield Sheet("removals", ("node", "shift", "greatest", "lost"), (found.paths, *figures))
    heads = ("unit", "node", "score", "rank")
    columns = (*cross(units, found.paths), found.scores.ravel(), found.ranks.ravel())
    yield Sheet("removal_places", heads, columns)


def _profiles(study: Study) -> Iterator[Sheet]:
    units, found = study.scores.figures.units, study.profiles
    heads = ("unit", "node", "score", "rank", "of")
    table = found.branches
    parts = (table.values.ravel(), table.ranks.ravel(), table.of.ravel())
    yield Sheet("summary", heads, (*cross(units, table.paths), *parts))
    yield long_sheet("strengths", ("unit", "kind", "node", "value", "rank", "of"), _strengths(study))


def _strengths(study: Study) -> Iterator[Row]:
    found = study.profiles
    for unit, code in enumerate(study.scores.figures.units):
        for at in found.strengths(unit, SHOWN).tolist():
            yield code, "strength", *_standing(found.indicators, unit, at)
        for at in found.weaknesses(unit, SHOWN).tolist():
            yield code, "weakness", *_standing(found.indicators, unit, at)


def _standing(table: Table, unit: int, at: int) -> tuple[str, float, float, float]:
    return (
        table.paths[at],
        float(table.values[unit, at]),
        float(table.ranks[unit, at]),
        float(table.of[unit, at]),
    )


def _trends(study: Study) -> Sheet:
    found, units = study.trends, study.scores.figures.units
    assert found is not None
    parts = (found.growth.ravel(), found.change.ravel(), found.there.ravel())
    heads = ("unit", "node", "growth", "change", "years")
    return Sheet("trends", heads, (*cross(units, found.paths), *parts))
