"""What is settled before a step: the last day, who acts jointly, the letter."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kaohe.messages import sentence
from kaohe.office.cases.actions.letters import draft_letter
from kaohe.office.cases.actions.preparing import choose_offices, set_due
from kaohe.office.cases.machines import machine_of
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.asking import key_of, seen_of
from kaohe.web.pages.cases.asking import back_to, case_to_read, day_of


@login_required
@require_POST
def due(request: ActingRequest, pk: int) -> HttpResponse:
    """Set the last day."""
    found, key = case_to_read(request.actor, pk), key_of(request)
    day = day_of(request, "due_on")
    set_due(actor=request.actor, case=found, due_on=day, seen=seen_of(request), key=key)
    return back_to(request, pk, "web_cases.due_set", "next")


@login_required
@require_POST
def offices(request: ActingRequest, pk: int) -> HttpResponse:
    """Choose the departments that act jointly."""
    found, key = case_to_read(request.actor, pk), key_of(request)
    chosen = {number for each in request.POST.getlist("office") if (number := whole_number(each))}
    choose_offices(actor=request.actor, case=found, offices=chosen, seen=seen_of(request), key=key)
    return back_to(request, pk, "web_cases.offices_chosen", "next")


@login_required
@require_POST
def letter(request: ActingRequest, pk: int, kind: str) -> HttpResponse:
    """Begin a letter; 404 for one that the case has not."""
    found, key = case_to_read(request.actor, pk), key_of(request)
    if kind not in machine_of(found.kind).letters:
        raise Http404
    paper = draft_letter(actor=request.actor, case=found, kind=kind, key=key)
    messages.success(request, sentence("web_cases.letter_begun", request.lang))
    return redirect("paper", paper.pk)
