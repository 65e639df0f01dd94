"""Saving cells, by programme as they are typed or by a plain form at once; answering reviewers."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from kaohe.messages import Lang, Refused, sentence
from kaohe.office.reporting.actions.drafting import Saved, Typed, save_cells
from kaohe.office.reporting.actions.submitting import reply
from kaohe.office.reporting.models import Draft, Report
from kaohe.office.reporting.queries.cells import last_year_of
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.reports.asking import report_to_fill, request_key
from kaohe.web.pages.reports.grid import grid
from kaohe.web.pages.reports.rows import Attempt, change_of

MOST_CELLS = 500
"""Cells of one request."""


@login_required
@require_POST
def cells(request: ActingRequest, pk: int) -> HttpResponse:
    """JSON `{key, cells: [{item, typed, note, seen}]}` answered as JSON, or the whole grid as a form."""
    report = report_to_fill(request.actor, pk)
    if request.content_type == "application/json":
        return _by_programme(request, report)
    return _by_form(request, report)


@login_required
@require_POST
def answer(request: ActingRequest, pk: int) -> HttpResponse:
    """Reply to what reviewers asked about a cell."""
    report = report_to_fill(request.actor, pk)
    item, text = request.POST.get("item", ""), request.POST.get("text", "")
    key = request_key(request.POST.get("key"), "reply", pk, item, text)
    reply(actor=request.actor, report=report, item=item, text=text, key=key)
    messages.success(request, sentence("web_reports.replied", request.lang))
    return redirect(f"{reverse('report', args=[pk])}?show=wanted#row-{item}")


def _by_programme(request: ActingRequest, report: Report) -> JsonResponse:
    try:
        key, typed = _body(request.body)
        said = [[cell.item, cell.typed, cell.note, cell.seen] for cell in typed]
        key = request_key(key, "cells", report.pk, said)
        saved = save_cells(actor=request.actor, report=report, cells=typed, key=key)
    except Refused as refused:
        words = [problem.words(request.lang) for problem in refused.problems]
        return JsonResponse({"refused": words}, status=400)
    return JsonResponse(_answer(saved, report, request))


def _body(body: bytes) -> tuple[str, list[Typed]]:
    """Raises `Refused` for whatever isn't of the shape that `cells` tells."""
    try:
        said = json.loads(body)
        typed = {str(each["item"]): _typed(each) for each in said["cells"]}
        key = str(said["key"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Refused.because("web_reports.bad_body") from None
    if len(typed) > MOST_CELLS:
        raise Refused.because("web_reports.too_many_cells", found=len(typed), allowed=MOST_CELLS)
    return key, list(typed.values())


def _typed(said: Mapping[str, Any]) -> Typed:
    texts = [said.get("typed"), said.get("note")]
    seen = said["seen"]
    is_sound = all(text is None or isinstance(text, str) for text in texts)
    if not is_sound or not isinstance(seen, int) or isinstance(seen, bool) or not 0 <= seen < 2**31:
        raise ValueError(said)
    return Typed(str(said["item"]), texts[0], texts[1], seen)


def _answer(saved: Saved, report: Report, request: ActingRequest) -> dict[str, Any]:
    """What was saved, and what wasn't and why. Findings come with the outlook, less often."""
    lang: Lang = request.lang
    return {
        "revisions": saved.revisions,
        "at": f"{localtime(request.actor.at):%H:%M}",
        "conflicts": [
            {
                "item": each.item,
                "revision": each.revision,
                "typed": each.typed,
                "note": each.note,
                "by": each.by,
            }
            for each in saved.conflicts
        ],
        "problems": {problem.place.path: problem.words(lang) for problem in saved.problems},
        "changes": _changes(saved, report),
    }


def _changes(saved: Saved, report: Report) -> dict[str, str]:
    """What the saved cells now say against last year."""
    values = dict(Draft.objects.filter(report=report, item__in=saved.revisions).values_list("item", "value"))
    before, items = last_year_of(report), asked_of(report)
    return {code: change_of(values.get(code), before.get(code), items[code].kind) for code in saved.revisions}


def _by_form(request: ActingRequest, report: Report) -> HttpResponse:
    typed = [cell for item in asked_of(report) if (cell := _in_form(request.POST, item))]
    said = [[cell.item, cell.typed, cell.note, cell.seen] for cell in typed]
    key = request_key(request.POST.get("key"), "cells", report.pk, said)
    saved = save_cells(actor=request.actor, report=report, cells=typed, key=key)
    if saved.conflicts or saved.problems:
        return grid(request, report, _attempts(saved, typed), status=409)
    words = sentence("web_reports.form_saved", request.lang, count=len(saved.revisions))
    messages.success(request, words)
    return redirect("report", pk=report.pk)


def _in_form(form: Mapping[str, str], item: str) -> Typed | None:
    """A cell that the form changed: beside each field stands what was in it when the page was made."""
    if f"cell-{item}" not in form:
        return None
    typed, note = (_lines(form.get(f"{name}-{item}", "")) for name in ("cell", "note"))
    was = tuple(_lines(form.get(f"{name}-{item}", "")) for name in ("was", "wasnote"))
    if (typed, note) == was:
        return None
    return Typed(item, typed, note, whole_number(form.get(f"seen-{item}", "")) or 0)


def _lines(text: str) -> str:
    """Forms send line breaks as two signs."""
    return text.replace("\r\n", "\n").strip()


def _attempts(saved: Saved, typed: list[Typed]) -> dict[str, Attempt]:
    conflicts = {each.item: each for each in saved.conflicts}
    problems = {problem.place.path: problem for problem in saved.problems}
    return {
        cell.item: Attempt(
            cell.typed or "", cell.note or "", conflicts.get(cell.item), problems.get(cell.item)
        )
        for cell in typed
        if cell.item not in saved.revisions
    }
