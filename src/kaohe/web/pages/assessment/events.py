"""Outside events: the list, recording one, recanting one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from kaohe.messages import Refused, sentence
from kaohe.office.accounts.permissions import may, require
from kaohe.office.assessment.actions.events import Decided, kinds, recant, record_outside_event
from kaohe.office.assessment.models import OutsideEvent
from kaohe.office.files.serving import respond
from kaohe.web.forms.assessment import EventForm, ReasonForm
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.assessment.asking import readable
from kaohe.web.pages.reports.asking import request_key

A_PAGE = 100


@login_required
def events(request: ActingRequest) -> HttpResponse:
    """All that was recorded, the latest decision first; what was recanted says so."""
    require(request.actor, "assessment.read")
    recorded = OutsideEvent.objects.filter(recants=None).select_related("zone", "recanted_by")
    page = Paginator(recorded.order_by("-on", "-pk"), A_PAGE).get_page(request.GET.get("page"))
    names = kinds()
    shown = {
        "page": page,
        "rows": [(each, names.get(each.kind), getattr(each, "recanted_by", None)) for each in page],
        "may_record": may(request.actor, "assessment.record_event"),
    }
    return render(request, "assessment/events.html", shown)


@login_required
def new(request: ActingRequest) -> HttpResponse:
    """Record what was decided about a zone."""
    require(request.actor, "assessment.record_event")
    form = EventForm(request.lang, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        key, file = given.pop("key"), given.pop("file")
        try:
            decided = Decided(**given)
            key = request_key(key, "event", [str(value) for value in given.values()])
            record_outside_event(actor=request.actor, decided=decided, file=file, key=key)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, sentence("web_assessment.event_recorded", request.lang))
            return redirect("events")
    return render(request, "assessment/event.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def recanting(request: ActingRequest, pk: int) -> HttpResponse:
    """Let an event that was recorded by mistake no longer count."""
    require(request.actor, "assessment.record_event")
    found = get_object_or_404(OutsideEvent.objects.select_related("zone"), pk=pk, recants=None)
    form = ReasonForm(request.lang, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            recant(actor=request.actor, event=found, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, sentence("web_assessment.event_recanted", request.lang))
            return redirect("events")
    shown = {"form": form, "event": found, "kind": kinds().get(found.kind)}
    return render(request, "assessment/recant.html", shown, status=422 if form.errors else 200)


@login_required
def file(request: ActingRequest, pk: int) -> FileResponse:
    """The document of an event."""
    readable(request.actor)
    found = get_object_or_404(OutsideEvent.objects.select_related("file"), pk=pk)
    if found.file is None:
        raise Http404
    return respond(found.file, found.file_name)
