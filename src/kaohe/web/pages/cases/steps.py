"""A case takes a step, sent as a form."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kaohe.messages import sentence
from kaohe.office.cases.actions.answering import hand_in
from kaohe.office.cases.actions.moving import take_step
from kaohe.office.cases.machines import machine_of
from kaohe.office.cases.machines.words import state_name, step_name
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.asking import key_of, seen_of, text_of
from kaohe.web.pages.cases.asking import case_to_read


@login_required
@require_POST
def take(request: ActingRequest, pk: int, step: str) -> HttpResponse:
    """Take the step; 404 for one that the kind doesn't have."""
    found = case_to_read(request.actor, pk)
    names = {each.name: each for each in machine_of(found.kind).steps}
    if step not in names:
        raise Http404
    seen, key = seen_of(request), key_of(request)
    if names[step].answer:
        files = request.FILES.getlist("files")
        text = text_of(request, "text")
        move = hand_in(actor=request.actor, case=found, step=step, text=text, files=files, seen=seen, key=key)
    else:
        note = text_of(request, "note")
        move = take_step(actor=request.actor, case=found, step=step, note=note, seen=seen, key=key)
    params = {"step": step_name(step).of(request.lang), "state": state_name(move.target).of(request.lang)}
    messages.success(request, sentence("web_cases.taken", request.lang, **params))
    return redirect("case", pk)
