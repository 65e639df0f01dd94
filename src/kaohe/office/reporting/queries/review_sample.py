"""A sample of cells that anybody can draw again from its seed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from kaohe.office.reporting.models import Figure, Report, Round
from kaohe.office.reporting.queries.cells import last_year_of
from kaohe.office.reporting.queries.outlier_signs import handed_in
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.schemes.model import Item

MOST = 500
"""Cells of one sample."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell of the sample, in the order in which it was drawn."""

    report: Report
    code: str
    item: Item
    figure: Figure
    last_year: float | None


@dataclass(frozen=True, slots=True)
class Sample:
    """`cells` of `of` handed in so far in `reports` reports."""

    seed: str
    cells: tuple[Drawn, ...]
    of: int
    reports: int


def sample_of(round: Round, seed: str, size: int) -> Sample:
    """Draw `size` of the cells handed in: those with the least SHA-256 of seed, round, unit and item.

    The same seed draws the same cells wherever it is drawn; a report handed in later only adds its own.
    """
    reports = handed_in(round)
    cells = [(report, code) for report in reports for code in asked_of(report)]
    cells.sort(key=lambda cell: _lot(seed, round, *cell))
    chosen = cells[: min(size, MOST)]
    figures = _figures({report.pk for report, _ in chosen})
    last_year = {report.pk: last_year_of(report) for report in dict(chosen)}
    drawn = tuple(
        Drawn(report, code, asked_of(report)[code], figures[report.pk, code], last_year[report.pk].get(code))
        for report, code in chosen
        if (report.pk, code) in figures
    )
    return Sample(seed, drawn, len(cells), len(reports))


def _lot(seed: str, round: Round, report: Report, code: str) -> str:
    text = "|".join((seed, round.code, report.table, report.code, code))
    return hashlib.sha256(text.encode()).hexdigest()


def _figures(reports: Iterable[int]) -> dict[tuple[int, str], Figure]:
    found = Figure.objects.filter(report__in=list(reports)).order_by("version")
    return {(figure.report_id, figure.item): figure for figure in found}
