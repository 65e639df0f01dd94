"""Review: the reports that wait for the reader, one report cell by cell, its versions, cells opened again."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import require
from kaohe.office.reporting.actions.reviewing import level_of_whole
from kaohe.office.reporting.models import Decision, Report, Round
from kaohe.office.reporting.queries.cells import last_year_of
from kaohe.office.reporting.queries.outlier_moves import MOST, moves_of
from kaohe.office.reporting.queries.review_diff import compared
from kaohe.office.reporting.queries.review_list import Listed, reports_for, rows_of
from kaohe.office.reporting.queries.review_reopenings import in_force
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.web.middleware import ActingRequest
from kaohe.web.navigation import may_somewhere
from kaohe.web.pages.review_report import context_of, visible

SHOWN = 50
"""Reports on a page of the list."""

TABS = ("waiting", "reporting", "accepted", "all")
WHOLE = ("reporting.city_review", "reporting.province_review", "reporting.query")
"""Whoever may do one of these somewhere has a list of reports; departments have their own page."""


@login_required
@require_safe
def reports(request: ActingRequest) -> HttpResponse:
    """The list of a round, what waits for the reader first; a page of 50."""
    if may_somewhere(request.actor, "reporting.vouch") and not _reviews(request):
        return redirect("vouch")
    _require_reviewer(request)
    rounds, round = rounds_and_chosen(request)
    if round is None:
        return render(request, "review/none.html")
    listed = reports_for(request.actor, round)
    tabs = {name: sum(1 for each in listed if _in_tab(each, name)) for name in TABS}
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "waiting" if tabs["waiting"] else "all"
    city, text = request.GET.get("city", ""), request.GET.get("q", "").strip()
    chosen = [each for each in listed if _in_tab(each, tab) and _matches(each.report, city, text)]
    page = Paginator(chosen, SHOWN).get_page(request.GET.get("page"))
    context = {
        "rounds": rounds,
        "round": round,
        "tabs": tabs.items(),
        "tab": tab,
        "cities": sorted({each.report.city for each in listed if each.report.city}),
        "city": city,
        "text": text,
        "page": page,
        "rows": rows_of(page.object_list),
    }
    return render(request, "review/reports.html", context)


def _reviews(request: ActingRequest) -> bool:
    return any(may_somewhere(request.actor, action) for action in WHOLE)


def _require_reviewer(request: ActingRequest) -> None:
    if not _reviews(request):
        require(request.actor, "reporting.city_review")


def _in_tab(listed: Listed, tab: str) -> bool:
    return tab == "all" or (listed.waiting if tab == "waiting" else listed.report.stage == tab)


def _matches(found: Report, city: str, text: str) -> bool:
    named = text.lower() in found.name_zh.lower() or text.lower() in found.name_en.lower()
    return named and (not city or found.city == city)


@login_required
@require_safe
def report(request: ActingRequest, key: int) -> HttpResponse:
    """One report: every cell with what stands out and what was said, to be decided cell by cell."""
    found, level = visible(request, key)
    if found.version == 0:
        return render(request, "review/not_handed_in.html", {"report": found})
    return render(request, "review/report.html", context_of(request, found, level))


@login_required
@require_safe
def moves(request: ActingRequest, key: int) -> HttpResponse:
    """What the cells that stand out do to the standing: a part of the page that is worked out apart."""
    found, level = visible(request, key)
    context = {"report": found, "full": level != Decision.Level.OUTSIDE, "most": MOST}
    before = last_year_of(found)
    try:
        context["moves"] = [
            (move, asked_of(found)[move.item], before.get(move.item)) for move in moves_of(found)
        ]
    except Refused as refused:
        context["problems"] = refused.problems
    template = "review/moves.html" if request.headers.get("HX-Request") else "review/moves_page.html"
    return render(request, template, context)


@login_required
@require_safe
def versions(request: ActingRequest, key: int, earlier: int, later: int) -> HttpResponse:
    """Two versions of a report side by side."""
    found, level = visible(request, key)
    found_versions = compared(found, earlier, later)
    if found_versions is None:
        raise Http404
    context = {"report": found, "versions": found_versions, "full": level != Decision.Level.OUTSIDE}
    context["only_changed"] = request.GET.get("all") != "1"
    return render(request, "review/versions.html", context)


@login_required
@require_safe
def reopenings(request: ActingRequest) -> HttpResponse:
    """The cells opened again that can be changed now, with until when."""
    _require_reviewer(request)
    rounds, round = rounds_and_chosen(request)
    if round is None:
        return render(request, "review/none.html")
    found = []
    for each in in_force(round, request.actor.at):
        each.report.round = round
        item, level = asked_of(each.report)[each.item], level_of_whole(request.actor, each.report)
        if level:
            found.append((each, item, level != Decision.Level.OUTSIDE or item.kind != "count"))
    return render(request, "review/reopenings.html", {"rounds": rounds, "round": round, "found": found})


def rounds_and_chosen(request: ActingRequest) -> tuple[list[Round], Round | None]:
    """All rounds, and the one that the address names, else the latest open one, else the latest."""
    rounds = list(Round.objects.select_related("previous").defer("scheme_text"))
    wanted = request.GET.get("round") or request.POST.get("round", "")
    by_code = [each for each in rounds if each.code == wanted]
    still_open = [each for each in rounds if each.state == Round.State.OPEN]
    return rounds, next(iter([*by_code, *still_open, *rounds]), None)
