"""Another scheme beside a scoring's: asking for it, looking at what it gives. It is never published."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from kaohe.archive import scheme_text
from kaohe.messages import Problem, Refused, sentence
from kaohe.office.accounts.permissions import require
from kaohe.office.assessment.actions.trying import ask_alternative
from kaohe.office.assessment.models import Job, Scoring
from kaohe.office.assessment.problems import told
from kaohe.office.assessment.queries.alternatives import alternatives, look_beside
from kaohe.office.assessment.queries.ways import scheme_of_scoring
from kaohe.web.forms.alternatives import AlternativeForm
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.assessment.asking import readable
from kaohe.web.pages.assessment.job_files import for_saving
from kaohe.web.pages.reports.asking import request_key

A_PAGE = 100
FILES = {
    "changes.xlsx": "changes.{lang}.xlsx",
    "table.csv": "changes.csv",
    "comparison.html": "report.{lang}.html",
    "scheme.yaml": "scheme.yaml",
}
"""What may be taken away of a comparison, by the name it is asked for."""

SORTS = {
    "move": lambda row: 0,
    "rank": lambda row: (row.before is None, row.before),
    "name": lambda row: row.name,
}
"""The orders of the table: as it comes, those that moved furthest first; by our place; by name."""


@login_required
def ask(request: ActingRequest, pk: int) -> HttpResponse:
    """Choose another scheme for a scoring's figures."""
    require(request.actor, "assessment.score")
    found = _scoring(pk)
    form = AlternativeForm(request.lang, request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            scheme, title = form.asked_scheme(), form.cleaned_data["title"]
            text = scheme_text(scheme).decode()
            key = request_key(form.cleaned_data["key"], "try", pk, title, text)
            asked = ask_alternative(actor=request.actor, scoring=found, scheme=scheme, title=title, key=key)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, sentence("web_assessment.tried", request.lang))
            return redirect("alternative", asked.pk)
    shown = {"form": form, "scoring": found, "problems": problems}
    return render(request, "assessment/try.html", shown, status=422 if form.errors or problems else 200)


@login_required
def alternative(request: ActingRequest, pk: int) -> HttpResponse:
    """One comparison: how far it is, or what it gave, or why it failed."""
    readable(request.actor)
    found = get_object_or_404(alternatives(), pk=pk)
    shown: dict[str, Any] = {"alternative": found, "scoring": found.scoring, "files": FILES}
    if found.state == Job.State.FAILED:
        shown["problems"] = told(found.error or [])
    if found.state == Job.State.SCORED:
        beside = look_beside(found, request.lang)
        shown |= {"beside": beside, **_narrowed(request, beside.rows, beside.regions)}
    return render(request, "assessment/alternative.html", shown)


@login_required
def file(request: ActingRequest, pk: int, name: str) -> FileResponse:
    """A file of a comparison, in the reader's language."""
    readable(request.actor)
    found = get_object_or_404(alternatives(), pk=pk, state=Job.State.SCORED)
    if name not in FILES:
        raise Http404
    return for_saving(found, FILES[name].format(lang=request.lang), f"{found.folder}-{name}")


@login_required
def scheme(request: ActingRequest, pk: int) -> HttpResponse:
    """The scheme that a scoring was made by, to be changed and tried."""
    readable(request.actor)
    own = scheme_of_scoring(_scoring(pk))
    answer = HttpResponse(scheme_text(own), content_type="application/yaml")
    answer["Content-Disposition"] = f'attachment; filename="{own.id}-{own.version}.yaml"'
    return answer


def _scoring(pk: int) -> Scoring:
    done = Scoring.objects.select_related("snapshot__round").filter(state=Job.State.SCORED)
    return get_object_or_404(done, pk=pk)


def _narrowed(request: ActingRequest, rows: tuple[Any, ...], regions: tuple[str, ...]) -> dict[str, Any]:
    """A page of the rows of one region, or of all, in the order asked for."""
    sort, region = request.GET.get("sort", "move"), request.GET.get("region", "")
    kept = [row for row in rows if region not in regions or row.region == region]
    ordered = sorted(kept, key=SORTS.get(sort, SORTS["move"]))
    page = Paginator(ordered, A_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "sort": sort, "sorts": tuple(SORTS), "region": region}
