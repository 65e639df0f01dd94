"""Which cells of a round stand out from the other reports of the same kind, and how."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from django.core.cache import cache
from django.db.models import Sum

from kaohe.figures.slips import SLIPS, unit_slips
from kaohe.office.reporting.models import Report, Round
from kaohe.office.reporting.queries.cells import last_year_of
from kaohe.office.reporting.queries.figures import Cells, figures_of_reports, submitted
from kaohe.office.reporting.queries.outliers import (
    FAR,
    LEAST,
    Floats,
    growths,
    modified_z,
    percentiles,
    z_scores,
)
from kaohe.office.reporting.queries.schemes import asked, scheme_of
from kaohe.schemes.model import Item

KEPT = 24 * 60 * 60
"""Seconds for which what was worked out is kept; its key changes with the figures."""

SLIGHT = 2
"""A count that changes by no more is no sign, however still all others are."""

Basis = Literal["growth", "change", "level"]


@dataclass(frozen=True, slots=True)
class Sign:
    """One cell that stands out among `of` reports.

    `basis` says what was compared: growth over last year (`value` as a factor, infinite from nought), the
    difference from last year, or the level; `usual` is the median of all, of growth that of
    (now + 1) / (before + 1). `power` is 3, 4 or 8 where the unit of
    measure is likely off by so many powers of ten.
    """

    item: str
    basis: Basis
    value: float
    usual: float = 1.0
    z: float = 0.0
    modified_z: float = 0.0
    percentile: float = 50.0
    of: int = 0
    power: int | None = None


Signs = Mapping[int, Mapping[str, Sign]]
"""For each report with any, its signs by item."""


def signs_of(round: Round) -> Signs:
    """The signs of a round's reports handed in so far; worked out once for each state of the figures."""
    key = f"signs:{stamp(round)}"
    known: Signs | None = cache.get(key)
    if known is None:
        known = _worked_out(round)
        cache.set(key, known, KEPT)
    return known


def handed_in(round: Round) -> list[Report]:
    """The reports of which there is a version, in order; they share one round."""
    found = list(Report.objects.filter(round=round, version__gt=0))
    for report in found:
        report.round = round
    return found


def stamp(round: Round) -> str:
    """Changes whenever a version is handed in: versions are only ever added, and each adds to the sum."""
    found = Report.objects.filter(round=round).aggregate(versions=Sum("version"))
    return f"{round.pk}:{round.previous_id}:{found['versions']}"


def _worked_out(round: Round) -> Signs:
    reports = handed_in(round)
    cells = submitted(reports)
    slips = _slips(round, reports, cells)
    found: dict[int, dict[str, Sign]] = {}
    for table in sorted({report.table for report in reports}):
        alike = [report for report in reports if report.table == table]
        before = [last_year_of(report) for report in alike]
        for code, item in asked(round, table).items():
            now = _column(code, (cells.get(report.pk, {}) for report in alike))
            for row, sign in signs_in(item, code, now, _column(code, before)):
                found.setdefault(alike[row].pk, {})[code] = sign
    for (report, code), (power, ratio) in slips.items():
        sign = found.get(report, {}).get(code) or Sign(code, "growth", ratio)
        found.setdefault(report, {})[code] = replace(sign, power=power)
    return found


def signs_in(item: Item, code: str, now: Floats, before: Floats) -> Iterator[tuple[int, Sign]]:
    """The rows of a column that stand out, each with its sign.

    Amounts and counts by growth, shares by difference from last year; rows without a last year by level
    (the logarithm of amounts and counts). Yes, no and grades never do.
    """
    if item.kind in ("yes_no", "grade"):
        return
    is_size = item.kind != "share"
    changes = growths(now, before) if is_size else now - before
    compared = len(changes[~np.isnan(changes)]) >= LEAST
    if compared:
        basis: Basis = "growth" if is_size else "change"
        usual = float(np.nanmedian(np.exp(changes) if is_size else changes))
        with np.errstate(divide="ignore", invalid="ignore"):
            shown = now / before if is_size else changes
        slight = np.abs(now - before) <= SLIGHT if item.kind == "count" else np.zeros(len(now), dtype=bool)
        yield from ((row, sign) for row, sign in _far(code, basis, changes, shown, usual) if not slight[row])
    alone = np.isnan(changes) if compared else np.ones(len(now), dtype=bool)
    levels = growths(now, np.zeros(len(now))) if is_size else now
    if alone.any() and len(levels[~np.isnan(levels)]) >= LEAST:
        usual = float(np.nanmedian(now))
        yield from ((row, sign) for row, sign in _far(code, "level", levels, now, usual) if alone[row])


def _far(code: str, basis: Basis, values: Floats, shown: Floats, usual: float) -> Iterator[tuple[int, Sign]]:
    far, plain, shares = modified_z(values), z_scores(values), percentiles(values)
    count = int((~np.isnan(values)).sum())
    for row in np.flatnonzero(np.abs(far) > FAR).tolist():
        found = Sign(code, basis, float(shown[row]), usual, float(plain[row]), float(far[row]))
        yield row, replace(found, percentile=float(shares[row]), of=count)


def _column(code: str, rows: Iterable[Mapping[str, float]]) -> Floats:
    return np.array([row.get(code, np.nan) for row in rows], dtype=np.float64)


def _slips(round: Round, reports: list[Report], cells: Cells) -> dict[tuple[int, str], tuple[int, float]]:
    """Units of measure likely mistaken: the power of ten, and how many times last year's the figure is."""
    powers = {code: power for power, code in SLIPS.items()}
    figures, scheme = figures_of_reports(round, reports, cells), scheme_of(round)
    before = next(
        (figures.frames[code] for code, frame in scheme.frames.items() if frame.year == -1), figures
    )
    keys = {report.code: report.pk for report in reports if not report.table}
    found: dict[tuple[int, str], tuple[int, float]] = {}
    for slip in unit_slips(figures, scheme):
        if slip.code in powers and slip.item is not None:
            ratio = figures.column(slip.item)[slip.unit] / before.column(slip.item)[slip.unit]
            found[keys[figures.units[slip.unit]], slip.item] = (powers[slip.code], float(ratio))
    return found
