"""The reports of the reader's office, and what waits in them."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kaohe.office.accounts.actors import Actor
from kaohe.office.reporting.models import Report
from kaohe.office.reporting.queries.mine import Mine, my_reports
from kaohe.office.reporting.queries.progress import SOON
from kaohe.web.middleware import ActingRequest
from kaohe.web.waiting import Waiting


@login_required
def reports(request: ActingRequest) -> HttpResponse:
    """One row a report: round, deadline, stage, progress, what is wanted."""
    found = [
        (mine, f"web_reports.stage_{mine.report.stage}", _lamp(mine)) for mine in my_reports(request.actor)
    ]
    return render(request, "reports/list.html", {"reports": found})


def waiting(actor: Actor) -> Iterator[Waiting]:
    """For the first page: cells to answer, reports to hand in."""
    for mine in my_reports(actor):
        link = reverse("report", args=[mine.report.pk])
        name = {"name": mine.report.name_zh, "round": mine.report.round.title}
        if mine.wanted:
            yield Waiting("web_reports.waiting_wanted", f"{link}?show=wanted", mine.wanted, name, mine.due)
        elif mine.report.stage == Report.Stage.REPORTING and mine.report.version == 0:
            yield Waiting("web_reports.waiting_report", link, 1, name, mine.due)


def _lamp(mine: Mine) -> str:
    if mine.days_left is None:
        return "grey"
    return "red" if mine.days_left < 0 else "yellow" if mine.days_left <= SOON.days else "green"
