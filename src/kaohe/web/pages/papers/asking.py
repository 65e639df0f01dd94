"""Which paper a request is about, from which state it was asked, and where to go afterwards."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from kaohe.messages import sentence
from kaohe.office.accounts.actors import Actor
from kaohe.office.papers.models import Incoming, Paper
from kaohe.office.papers.queries.lists import incoming_readable, readable
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.reports.asking import request_key


def paper_to_read(actor: Actor, pk: int) -> Paper:
    """Raises Http404 for a paper that the actor may not see."""
    found = readable(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def incoming_to_read(actor: Actor, pk: int) -> Incoming:
    """Raises Http404 for one that the actor may not see."""
    found = incoming_readable(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def key_of(request: ActingRequest, *content: Any) -> str:
    """The key of what the form does: its own with what was sent."""
    return request_key(request.POST.get("key"), request.path, *content)


def seen_of(request: ActingRequest) -> int:
    """The revision that the form was made from; 0 for none."""
    return whole_number(request.POST.get("seen", "")) or 0


def note_of(request: ActingRequest) -> str:
    """The words of a step."""
    return request.POST.get("note", "").strip()


def done(request: ActingRequest, code: str, to: str, *args: Any, **params: Any) -> HttpResponse:
    """Say what was done, and go on to a page."""
    messages.success(request, sentence(code, request.lang, **params))
    return redirect(to, *args)
