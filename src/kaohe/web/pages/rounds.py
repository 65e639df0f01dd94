"""Rounds: the list, one round with its calendar and snapshots, opening one, freezing it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from kaohe.messages import Refused, sentence
from kaohe.office.accounts.permissions import may, require
from kaohe.office.reporting.actions.freezing import freeze
from kaohe.office.reporting.actions.rounds import move_window, open_round
from kaohe.office.reporting.models import Report, Round, Snapshot, Window
from kaohe.office.reporting.queries.progress import Lamp, by_city, progress_of
from kaohe.office.reporting.queries.schemes import scheme_of
from kaohe.office.reporting.queries.standings import standing_now, zipped
from kaohe.web.forms.numbers import whole_number
from kaohe.web.forms.rounds import FreezeForm, OpenForm, WindowForm, snapshot_name
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.reports.asking import request_key


@login_required
def rounds(request: ActingRequest) -> HttpResponse:
    """Every round, the latest first."""
    require(request.actor, "reporting.see_rounds")
    listed = [
        {"round": each, "total": len(done), "accepted": done.count(Report.Stage.ACCEPTED)}
        for each in Round.objects.prefetch_related("reports")
        for done in [[report.stage for report in each.reports.all()]]
    ]
    may_open = may(request.actor, "reporting.open_round")
    return render(request, "rounds/list.html", {"rounds": listed, "may_open": may_open})


@login_required
def round(request: ActingRequest, code: str) -> HttpResponse:
    """One round: what is asked by whom until when, how far it is, its snapshots."""
    require(request.actor, "reporting.see_rounds")
    found = get_object_or_404(Round.objects.select_related("previous__round"), code=code)
    shown = {
        "round": found,
        "scheme": scheme_of(found),
        "previous_name": snapshot_name(found.previous, request.lang) if found.previous else "",
        "windows": list(found.windows.all()),
        "snapshots": list(found.snapshots.all()),
        "may_manage": may(request.actor, "reporting.open_round"),
        "may_freeze": may(request.actor, "reporting.freeze"),
        "may_watch": may(request.actor, "reporting.watch"),
    }
    if shown["may_watch"]:
        shown |= _counted(found, request)
    return render(request, "rounds/round.html", shown)


@login_required
def open_new(request: ActingRequest) -> HttpResponse:
    """Ask for a year's figures."""
    require(request.actor, "reporting.open_round")
    form = OpenForm(request.lang, request.actor, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_round(actor=request.actor, plan=form.plan(), subjects=form.subjects())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, sentence("web_rounds.opened", request.lang, name=opened.title))
            return redirect("round", opened.code)
    return render(request, "rounds/open.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def window(request: ActingRequest, code: str, kind: str) -> HttpResponse:
    """Let a window of the calendar close later or earlier."""
    require(request.actor, "reporting.open_round")
    found = get_object_or_404(Window.objects.select_related("round"), round__code=code, kind=kind)
    form = WindowForm(request.lang, request.POST or None, initial={"closes_at": found.closes_at})
    if request.method == "POST" and form.is_valid():
        try:
            move_window(actor=request.actor, round=found.round, kind=kind, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, sentence("web_rounds.moved", request.lang))
            return redirect("round", code)
    shown = {"form": form, "window": found, "round": found.round}
    return render(request, "rounds/window.html", shown, status=422 if form.errors else 200)


@login_required
def preview(request: ActingRequest, code: str) -> HttpResponse:
    """Scores and places by the figures as they are handed in now, or as a snapshot has them."""
    require(request.actor, "reporting.see_standings")
    found = get_object_or_404(Round, code=code)
    number = whole_number(request.GET.get("snapshot", ""))
    snapshot = None if number is None else get_object_or_404(Snapshot, round=found, number=number)
    standing = standing_now(found, snapshot)
    return render(
        request, "rounds/preview.html", {"round": found, "snapshot": snapshot, "standing": standing}
    )


@login_required
def freezing(request: ActingRequest, code: str) -> HttpResponse:
    """Freeze a round, or write a correction of what was frozen."""
    require(request.actor, "reporting.freeze")
    found = get_object_or_404(Round, code=code)
    open_reports = list(Report.objects.filter(round=found).exclude(stage=Report.Stage.ACCEPTED))
    form = FreezeForm(request.lang, open_reports, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            key = request_key(given["key"], "freeze", found.pk, given["reason"], given["without"])
            snapshot = freeze(actor=request.actor, round=found, **given | {"key": key})
        except Refused as refused:
            form.refuse(refused)
        else:
            words = sentence("web_rounds.frozen_now", request.lang, number=snapshot.number)
            messages.success(request, words)
            return redirect("round", code)
    shown = {"form": form, "round": found, "open_reports": open_reports}
    return render(request, "rounds/freeze.html", shown, status=422 if form.errors else 200)


@login_required
def snapshot(request: ActingRequest, code: str, number: int) -> HttpResponse | FileResponse:
    """The snapshot as one file to take away and score by the command line."""
    if not may(request.actor, "reporting.take_snapshot"):
        raise Http404
    found = get_object_or_404(Snapshot, round__code=code, number=number)
    return FileResponse(zipped(found), as_attachment=True, filename=f"{found.folder}.zip")


def _counted(found: Round, request: ActingRequest) -> dict[str, Any]:
    progress = progress_of(found, request.actor.at)
    lamps = [(lamp, sum(1 for each in progress if each.lamp == lamp)) for lamp in Lamp]
    return {"total": len(progress), "lamps": lamps, "cities": by_city(progress)}
