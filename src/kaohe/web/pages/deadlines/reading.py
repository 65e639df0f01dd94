"""Reading deadlines: all that the reader may see, and one with its history."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate

from kaohe.law import Citation
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import may
from kaohe.office.clocks.models import Clock, Extension
from kaohe.office.clocks.queries.due import LAMPS, Due, due_of
from kaohe.office.clocks.queries.history import history_of
from kaohe.office.clocks.queries.lists import OPEN, WHOSE, counts_of, may_see, rows_of, seen_by, standing
from kaohe.office.clocks.queries.running import running_of
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.navigation import may_somewhere

PAGE = 50
_LONGEST = 80
_STOPPABLE = ("running", "due_soon", "due")


@login_required
def deadlines(request: ActingRequest) -> HttpResponse:
    """What is due, the earliest first; `whose`, `lamp` and `words` of the address narrow it."""
    if not may_somewhere(request.actor, "clocks.read"):
        raise Http404
    day = localdate(request.actor.at)
    whose, lamp = request.GET.get("whose", ""), request.GET.get("lamp", "")
    words = request.GET.get("words", "").strip()[:_LONGEST]
    seen = seen_by(request.actor, whose=whose, words=words)
    counts = counts_of(seen, day)
    page = Paginator(standing(seen, lamp, day), PAGE).get_page(whole_number(request.GET.get("page", "")) or 1)
    shown = {
        "page": page,
        "rows": rows_of(page.object_list, day),
        "counts": counts.items(),
        "open": sum(counts[each] for each in OPEN),
        "lamp": lamp if lamp in LAMPS else "",
        "whose": whose if whose in WHOSE else "",
        "words": words,
        "may_load": may(request.actor, "clocks.load_calendar"),
    }
    return render(request, "clocks/list.html", shown)


@login_required
def deadline(request: ActingRequest, pk: int) -> HttpResponse:
    """One deadline: when and why it is due, everything that happened to it, what may be done."""
    clock = clock_to_read(request.actor, pk)
    due = due_of(clock, localdate(request.actor.at))
    shown = {
        "clock": clock,
        "due": due,
        "cites": None if clock.cites is None else _cited(clock, request),
        "history": history_of(clock),
        **_open_to(request.actor, clock, due),
    }
    return render(request, "clocks/clock_page.html", shown)


def clock_to_read(actor: Actor, pk: int) -> Clock:
    """Raises Http404 for a deadline that the actor may not see."""
    found: Clock = get_object_or_404(Clock.objects.select_related("holder", "watcher"), pk=pk)
    if not may_see(actor, found):
        raise Http404
    return found


def asked_extension(clock: Clock) -> Extension | None:
    """The extension that waits for a decision."""
    return Extension.objects.filter(clock=clock, state=Extension.State.ASKED).first()


def _open_to(actor: Actor, clock: Clock, due: Due) -> dict[str, Any]:
    """What the actor may do with a deadline as it stands."""
    asked = None if due.ended_on else asked_extension(clock)
    may_pause = may(actor, "clocks.pause", clock.concern)
    stoppable = due.lamp in _STOPPABLE
    return {
        "asked": asked,
        "may_pause": may_pause and stoppable and running_of(clock).last_period is not None,
        "may_resume": may_pause and due.lamp == "paused",
        "may_extend": may(actor, "clocks.ask_extension", clock.concern) and stoppable and asked is None,
        "may_decide": asked is not None
        and due.due_on is not None
        and asked.asked_by_id != actor.user
        and may(actor, "clocks.grant_extension", clock.concern),
    }


def _cited(clock: Clock, request: ActingRequest) -> dict[str, str]:
    citation = Citation.model_validate(clock.cites)
    return {"label": citation.label(request.lang), "words": citation.words.of(request.lang)}
