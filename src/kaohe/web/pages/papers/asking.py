"""Which paper a request is about, and where to go afterwards."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from kaohe.messages import sentence
from kaohe.office.accounts.actors import Actor
from kaohe.office.papers.models import Incoming, Paper
from kaohe.office.papers.queries.lists import incoming_readable, readable
from kaohe.web.middleware import ActingRequest


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


def done(request: ActingRequest, code: str, to: str, *args: Any, **params: Any) -> HttpResponse:
    """Say what was done, and go on to a page."""
    messages.success(request, sentence(code, request.lang, **params))
    return redirect(to, *args)
