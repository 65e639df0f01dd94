"""A run's outcome as csv tables; docs/reference/outputs.md tells their columns."""

from collections.abc import Iterator, Mapping
from itertools import repeat

import numpy as np

from kaohe.figures import Figures
from kaohe.figures.csv_text import Rows, csv_table, joined, numbers, texts
from kaohe.robustness.outcome import RankList, Robustness, Sensitivity
from kaohe.scoring.exact import settled


def robustness_tables(result: Robustness) -> Mapping[str, bytes]:
    """The tables by file name; lists one after the other, units by code, numbers settled."""
    return {
        "ranks.csv": _ranks(result),
        "last.csv": _last(result),
        "acceptability.csv": _acceptability(result),
        "sensitivity.csv": _sensitivity(result),
    }


def _ranks(result: Robustness) -> bytes:
    """Nominal place, and of all draws: mean, median, the middle 90 %, best and worst place, draws without."""
    heads = ("group", "unit", "name", "nominal", "mean", "median", "q5", "q95", "min", "max", "unplaced")

    def rows() -> Iterator[str]:
        for each in result.lists:
            figures = [
                each.nominal,
                each.mean(),
                *(each.quantile(share) for share in (0.5, 0.05, 0.95, 0, 1)),
            ]
            shown = [numbers(settled(column)) for column in figures]
            names = texts(result.figures.names[unit] for unit in each.units)
            group, units = _named(result.figures, each)
            yield from joined(repeat(group), units, names, *shown, map(str, each.counts[:, -1].tolist()))

    return csv_table(heads, rows())


def _last(result: Robustness) -> bytes:
    """The probability of each unit to be among the last so many, for every cut-off of the plan."""

    def rows() -> Iterator[str]:
        for each in result.lists:
            group, units = _named(result.figures, each)
            for cut_off in result.plan.cut_offs:
                yield from joined(
                    repeat(group), units, repeat(str(cut_off)), numbers(settled(each.last(cut_off)))
                )

    return csv_table(("group", "unit", "cut_off", "probability"), rows())


def _acceptability(result: Robustness) -> bytes:
    """The share of all draws in each place, where there is any."""

    def rows() -> Iterator[str]:
        for each in result.lists:
            shares = each.acceptability
            at, place = np.nonzero(shares)
            group, units = _named(result.figures, each)
            found = [units[row] for row in at.tolist()]
            yield from joined(
                repeat(group), found, map(str, (place + 1).tolist()), numbers(settled(shares[at, place]))
            )

    return csv_table(("group", "unit", "place", "share"), rows())


def _sensitivity(result: Robustness) -> bytes:
    """Sobol indices with the ends of their intervals: of the mean rank shift (no unit), of units' places."""
    heads = ("unit", "uncertainty", "first", "first_low", "first_high", "total", "total_low", "total_high")
    named = texts(uncertainty_ids(result))
    rows = (row for each in result.sensitivities for row in _indices(each, named))
    return csv_table(heads, rows)


def _indices(each: Sensitivity, named: list[str]) -> Rows:
    ends = (*each.first_interval.T, each.total, *each.total_interval.T)
    shown = [numbers(settled(column)) for column in (each.first, *ends)]
    return joined(repeat(texts([each.unit])[0]), named, *shown)


def uncertainty_ids(result: Robustness) -> list[str]:
    """What each uncertainty is called in tables: where it is and its kind, `weights noise`, once each."""
    said = [f"{each.at} {each.kind}" for each in result.plan.uncertain]
    return [
        name if said.count(name) == 1 else f"{name} {said[: place + 1].count(name)}"
        for place, name in enumerate(said)
    ]


def _named(figures: Figures, each: RankList) -> tuple[str, list[str]]:
    """The list and its units as cells."""
    return texts([each.group])[0], texts(figures.units[unit] for unit in each.units)
