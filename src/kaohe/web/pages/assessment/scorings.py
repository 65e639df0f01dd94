"""Scorings: the room's first page, asking for one, looking at one."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from kaohe.messages import Refused, sentence
from kaohe.office.accounts.permissions import may, require
from kaohe.office.assessment.actions.scoring import Drawing, ask_scoring
from kaohe.office.assessment.models import Scoring
from kaohe.office.assessment.problems import told
from kaohe.office.assessment.queries.alternatives import alternatives_of
from kaohe.office.assessment.queries.looking import Look, Looked, look_at
from kaohe.office.assessment.queries.published import with_fate
from kaohe.office.assessment.queries.ways import digits_of
from kaohe.web.forms.assessment import ScoringForm
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.assessment.asking import readable
from kaohe.web.pages.assessment.job_files import for_saving
from kaohe.web.pages.reports.asking import request_key

A_PAGE = 100
LATEST = 20
FILES = {
    "results.xlsx": "results.{lang}.xlsx",
    "report.html": "report.{lang}.html",
    "robustness.html": "robustness/report.{lang}.html",
}
"""What may be taken away of a scoring, by the name it is asked for."""

SORTS = {
    "rank": lambda row: (row.rank is None, row.rank),
    "name": lambda row: row.name,
    "change": lambda row: (row.change is None, row.change),
    "risk": lambda row: sum(row.last.values()) * -1,
}
"""The orders of the look: by place, by name, those that fell most first, those most at risk first."""


@login_required
def assessments(request: ActingRequest) -> HttpResponse:
    """Publications, and the latest scorings."""
    require(request.actor, "assessment.read")
    publications = with_fate(request.actor.at).select_related("supersedes").order_by("-proposed_at", "-pk")
    shown = {
        "page": Paginator(publications, A_PAGE).get_page(request.GET.get("page")),
        "scorings": list(_scorings()[:LATEST]),
        "may_score": may(request.actor, "assessment.score"),
        "may_propose": may(request.actor, "assessment.propose"),
    }
    return render(request, "assessment/list.html", shown)


@login_required
def ask(request: ActingRequest) -> HttpResponse:
    """Ask for a snapshot to be scored."""
    require(request.actor, "assessment.score")
    form = ScoringForm(request.lang, request.POST or None, initial={"seed": request.actor.at.year})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        drawing = Drawing(given["draws"], given["seed"], given["plan_text"])
        try:
            key = request_key(given["key"], "score", given["snapshot"].pk, given["draws"], given["seed"])
            asked = ask_scoring(actor=request.actor, snapshot=given["snapshot"], drawing=drawing, key=key)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, sentence("web_assessment.asked", request.lang))
            return redirect("scoring", asked.pk)
    return render(request, "assessment/ask.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def scoring(request: ActingRequest, pk: int) -> HttpResponse:
    """One scoring: how far it is, or what it gave, or why it failed."""
    readable(request.actor)
    found = get_object_or_404(_scorings(), pk=pk)
    shown: dict[str, Any] = {
        "scoring": found,
        "may_propose": may(request.actor, "assessment.propose"),
        "may_score": may(request.actor, "assessment.score"),
    }
    if found.state == Scoring.State.FAILED:
        shown["problems"] = told(found.error or [])
    if found.state == Scoring.State.SCORED:
        shown |= {"alternatives": alternatives_of(found), **_looked(request, found, request.actor.at)}
    return render(request, "assessment/scoring.html", shown)


@login_required
def file(request: ActingRequest, pk: int, name: str) -> FileResponse:
    """A file of a scoring, in the reader's language."""
    readable(request.actor)
    found = get_object_or_404(_scorings(), pk=pk, state=Scoring.State.SCORED)
    if name not in FILES:
        raise Http404
    return attached(found, name, request.lang)


def attached(scoring: Scoring, name: str, lang: str) -> FileResponse:
    """A file of a scoring by the name it is asked for."""
    return for_saving(scoring, FILES[name].format(lang=lang), f"{scoring.snapshot.folder}-{name}")


def _looked(request: ActingRequest, found: Scoring, now: datetime) -> dict[str, Any]:
    look: Look = look_at(found, now)
    sort = request.GET.get("sort", "rank")
    rows: list[Looked] = sorted(look.rows, key=SORTS.get(sort, SORTS["rank"]))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    lines = [(row, [row.last[cut] for cut in look.cut_offs]) for row in page]
    digits = digits_of(found, look.scope)
    return {
        "look": look,
        "digits": digits,
        "page": page,
        "lines": lines,
        "sort": sort,
        "sorts": tuple(SORTS),
        "files": FILES,
    }


def _scorings() -> QuerySet[Scoring]:
    return Scoring.objects.select_related("snapshot__round__previous")
