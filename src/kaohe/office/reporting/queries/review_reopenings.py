"""Cells opened again, with until when."""

from datetime import datetime

from kaohe.office.reporting.models import Figure, Reopening, Round


def in_force(round: Round, now: datetime) -> list[Reopening]:
    """The reopenings that still let a cell be changed, the next to end first; two queries."""
    every = Reopening.objects.filter(report__round=round).select_related("report").order_by("pk")
    last = {(each.report_id, each.item): each for each in every}
    figures = Figure.objects.filter(report__in={report for report, _ in last}).order_by("version")
    versions = {(figure.report_id, figure.item): figure.version for figure in figures}
    found = [
        each for cell, each in last.items() if each.until > now and versions.get(cell, 0) <= each.version
    ]
    return sorted(found, key=lambda each: (each.until, each.pk))
