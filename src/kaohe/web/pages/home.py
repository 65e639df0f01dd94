"""The first page: what is wanted from whoever signed in."""

from datetime import UTC, datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from kaohe.office.accounts.actors import Actor
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.assessment.waiting import waiting as assessment_waiting
from kaohe.web.pages.cases.waiting import waiting as cases_waiting
from kaohe.web.pages.findings.waiting import waiting as findings_waiting
from kaohe.web.pages.papers.waiting import waiting as papers_waiting
from kaohe.web.pages.reports.mine import waiting as reports_waiting
from kaohe.web.pages.review_waiting import waiting as review_waiting
from kaohe.web.waiting import Provider, Waiting

PROVIDERS: list[Provider] = [
    reports_waiting,
    review_waiting,
    assessment_waiting,
    findings_waiting,
    papers_waiting,
    cases_waiting,
]
"""Each room of pages adds the function that says what waits there for an actor."""

LATEST = datetime.max.replace(tzinfo=UTC)


def waiting_for(actor: Actor) -> list[tuple[Waiting, str]]:
    """All that waits, the most urgent first, each with its lamp."""
    found = [each for provider in PROVIDERS for each in provider(actor) if each.count]
    found.sort(key=lambda each: each.due or LATEST)
    return [(each, each.lamp(actor.at)) for each in found]


@login_required
def home(request: ActingRequest) -> HttpResponse:
    """What waits for the reader, and where they can go."""
    return render(request, "home.html", {"waiting": waiting_for(request.actor)})
