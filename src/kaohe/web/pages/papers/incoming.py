"""来文: taken in, then proposed, instructed and handled in words."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import require
from kaohe.office.files.serving import respond
from kaohe.office.files.storing import receive as store
from kaohe.office.papers.actions.incoming import Arrived, receive, take_delivery, take_step
from kaohe.office.papers.models import Delivery
from kaohe.office.papers.queries.lists import offices_for
from kaohe.office.papers.queries.papers import letter_of
from kaohe.office.papers.queries.steps import offered_incoming
from kaohe.web.forms.papers import ArrivedForm
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.asking import key_of, seen_of, text_of
from kaohe.web.pages.papers.asking import done, incoming_to_read
from kaohe.web.pages.papers.sheet import sheet_of
from kaohe.web.pages.reports.asking import new_key

_HEAD = ("sender", "title", "number", "secrecy", "urgency")


@login_required
def arrived(request: ActingRequest) -> HttpResponse:
    """Enter a paper that came from outside."""
    own = offices_for(request.actor, "papers.receive")
    if not own:
        require(request.actor, "papers.receive")
    form = ArrivedForm(request.lang, own, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        head = {name: given[name] for name in _HEAD}
        try:
            file = store(given["file"])
            key = key_of(request, given["office"].pk, head, file.sha256)
            new = receive(
                actor=request.actor, office=given["office"], arrived=Arrived(**head), file=file, key=key
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(request, "web_papers.taken", "incoming", new.pk)
    return render(request, "papers/arrived.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
def take(request: ActingRequest, pk: int) -> HttpResponse:
    """签收 of what was issued here."""
    mine = offices_for(request.actor, "papers.receive")
    delivery = get_object_or_404(
        Delivery.objects.select_related("issue__paper__office"), pk=pk, office__in=mine
    )
    new = take_delivery(actor=request.actor, delivery=delivery)
    return done(request, "web_papers.taken", "incoming", new.pk)


@login_required
@require_safe
def incoming(request: ActingRequest, pk: int) -> HttpResponse:
    """A paper that came in."""
    found = incoming_to_read(request.actor, pk)
    shown: dict[str, Any] = {
        "incoming": found,
        "steps": offered_incoming(request.actor, found),
        "taken": found.steps.all(),
        "key": new_key(),
    }
    if found.delivery:
        shown["paper"] = found.delivery.issue.paper
        shown["sheet"] = sheet_of(letter_of(found.delivery.issue.paper))
    return render(request, "papers/incoming.html", shown)


@login_required
@require_POST
def step(request: ActingRequest, pk: int) -> HttpResponse:
    """拟办, 批示 or 承办."""
    found, name = incoming_to_read(request.actor, pk), request.POST.get("step", "")
    note, seen = text_of(request, "note"), seen_of(request)
    key = key_of(request, pk, name, note, seen)
    take_step(actor=request.actor, incoming=found, step=name, note=note, seen=seen, key=key)
    return done(request, "web_papers.kept", "incoming", pk)


@login_required
@require_safe
def file(request: ActingRequest, pk: int) -> FileResponse:
    """The file of a paper that came from outside."""
    found = incoming_to_read(request.actor, pk)
    if found.file is None:
        raise Http404
    return respond(found.file, found.file_name, inline="inline" in request.GET)
