"""Pages on which the head of the province keeps the catalogue."""

from collections.abc import Callable
from importlib.resources import as_file
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from kaohe.messages import Problem, Refused, sentence
from kaohe.office.accounts.permissions import Denied, require
from kaohe.office.zones.actions import list_zone, record_event
from kaohe.office.zones.committees import name_committee
from kaohe.office.zones.importing import import_zones
from kaohe.office.zones.models import Event
from kaohe.office.zones.queries import History, zone_history
from kaohe.packs import pack_file
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.zone_forms import ListFile, NewCommittee, NewZone, Sheet, ZoneEvent

SHIPPED = "national-2024.csv"


@login_required
def new(request: ActingRequest) -> HttpResponse:
    """List a zone."""
    require(request.actor, "zones.manage")
    form = NewZone(request, since=localdate(request.actor.at))

    def act(found: dict[str, Any]) -> str:
        listed = {"code": found["code"].strip(), "since": found["since"], "basis": found["basis"]}
        return list_zone(actor=request.actor, facts=form.facts(), **listed).code

    return _answered(request, form, act, "new")


@login_required
def event(request: ActingRequest, code: str) -> HttpResponse:
    """Record what happened to a zone."""
    require(request.actor, "zones.manage")
    history = _history(code)
    facts = history.last.facts.as_fields()
    facts["aliases"] = "; ".join(facts["aliases"])
    form = ZoneEvent(request, **facts, revision=history.revision, since=localdate(request.actor.at))

    def act(found: dict[str, Any]) -> str:
        happened = {name: found[name] for name in ("since", "basis", "revision")}
        kind = Event(found["event"])
        record_event(actor=request.actor, code=code, event=kind, change=form.change(), **happened)
        return code

    return _answered(request, form, act, "event", history)


@login_required
def committee(request: ActingRequest, code: str) -> HttpResponse:
    """Name another committee."""
    require(request.actor, "zones.manage")
    history = _history(code)
    form = NewCommittee(request, revision=history.revision, since=localdate(request.actor.at))

    def act(found: dict[str, Any]) -> str:
        name_committee(actor=request.actor, code=code, **found)
        return code

    return _answered(request, form, act, "committee", history)


@login_required
def import_list(request: ActingRequest) -> HttpResponse:
    """Take a list in: an uploaded file, or the one that comes with the product."""
    require(request.actor, "zones.manage")
    form, problems = ListFile(request), tuple[Problem, ...]()
    shipped = "shipped" in request.POST
    if request.method == "POST" and (shipped or form.is_valid()):
        try:
            return _imported(request, None if shipped else form.cleaned_data["file"])
        except Denied:
            raise
        except Refused as refused:
            problems = refused.problems
    status = 422 if request.method == "POST" else 200
    return render(request, "zones/import.html", {"form": form, "problems": problems}, status=status)


def _imported(request: ActingRequest, upload: TemporaryUploadedFile | None) -> HttpResponse:
    if upload is None:
        with as_file(pack_file("zones", SHIPPED)) as file:
            done = import_zones(actor=request.actor, file=file, name=SHIPPED)
    else:
        path, name = Path(upload.temporary_file_path()), upload.name or ""
        done = import_zones(actor=request.actor, file=path, name=name)
    told = {"added": len(done.added), "known": done.known}
    messages.success(request, sentence("web_zones.imported", request.lang, **told))
    return redirect("zones")


def _history(code: str) -> History:
    history = zone_history(code)
    if history is None:
        raise Http404
    return history


def _answered(
    request: ActingRequest,
    form: Sheet,
    act: Callable[[dict[str, Any]], str],
    kind: str,
    history: History | None = None,
) -> HttpResponse:
    """The form, with what is wrong in it; or, after the action, the page of its zone."""
    if request.method == "POST" and form.is_valid():
        try:
            code = act(form.cleaned_data)
        except Denied:
            raise
        except Refused as refused:
            for problem in refused.problems:
                form.add_error(None, _words(problem, request))
        else:
            messages.success(request, sentence("web_zones.recorded", request.lang))
            return redirect("zone", code)
    title = {"new": "web_zones.new", "event": "web_zones.event_title", "committee": "web_zones.new_committee"}
    shown = {"form": form, "title": title[kind], "lead": f"web_zones.{kind}_lead", "history": history}
    return render(request, "zones/form.html", shown, status=422 if request.method == "POST" else 200)


def _words(problem: Problem, request: ActingRequest) -> str:
    return problem.words(request.lang)
