"""Papers as lists: what waits for the reader, all that went out, all that came in."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kaohe.letters import letter_kinds, letter_template
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.office.papers.models import Incoming, Paper
from kaohe.office.papers.queries.lists import (
    DESK,
    incoming_readable,
    incoming_waiting,
    offices_for,
    readable,
    to_take,
    waiting_for,
)
from kaohe.office.papers.queries.papers import title_of
from kaohe.web.forms.papers import kinds
from kaohe.web.middleware import ActingRequest
from kaohe.web.navigation import may_somewhere
from kaohe.web.pages.reports.asking import new_key

SHOWN = 50
AT_ONCE = 300
"""Rows of a desk: those of a year's letters that are signed in one go."""


def desks(actor: Actor) -> "dict[str, QuerySet[Any]]":
    """Everything that waits for the actor, by what is to be done with it."""
    waiting: dict[str, QuerySet[Any]] = {state: waiting_for(actor, state) for state in DESK}
    return {**waiting, "to_take": to_take(actor), "incoming": incoming_waiting(actor)}


@login_required
@require_safe
def desk(request: ActingRequest) -> HttpResponse:
    """What waits for the reader."""
    require_reader(request)
    waiting = desks(request.actor)
    tabs = {name: papers.count() for name, papers in waiting.items()}
    first = next((name for name, count in tabs.items() if count), "drafting")
    tab = request.GET.get("tab", "")
    tab = tab if tab in tabs else first
    page = Paginator(waiting[tab], AT_ONCE).get_page(request.GET.get("page"))
    shown = {
        "tabs": tabs.items(),
        "tab": tab,
        "page": page,
        "rows": list(_named(page.object_list)) if tab in DESK else list(page.object_list),
        "step": DESK.get(tab, ""),
        "key": new_key(),
        **may_begin(request.actor),
    }
    return render(request, "papers/desk.html", shown)


@login_required
@require_safe
def out(request: ActingRequest) -> HttpResponse:
    """All papers that the reader may read, the latest first."""
    require_reader(request)
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    text = request.GET.get("q", "").strip()
    found = readable(request.actor)
    found = found.filter(state=state) if state in Paper.State.values else found
    found = found.filter(kind=kind) if kind in letter_kinds() else found
    if text:
        named = Q(issue__number__icontains=text) | Q(title__icontains=text)
        named |= Q(addressee__name_zh__icontains=text) | Q(office__name_zh__icontains=text)
        found = found.filter(named)
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": list(_named(page.object_list)),
        "states": Paper.State.values,
        "kinds": kinds(request.lang),
        "state": state,
        "kind": kind,
        "text": text,
        **may_begin(request.actor),
    }
    return render(request, "papers/out.html", shown)


@login_required
@require_safe
def arrivals(request: ActingRequest) -> HttpResponse:
    """All papers that came in."""
    require_reader(request)
    state, text = request.GET.get("state", ""), request.GET.get("q", "").strip()
    found = incoming_readable(request.actor)
    found = found.filter(state=state) if state in Incoming.State.values else found
    if text:
        found = found.filter(Q(title__icontains=text) | Q(number__icontains=text) | Q(sender__icontains=text))
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": page.object_list,
        "states": Incoming.State.values,
        "state": state,
        "text": text,
        **may_begin(request.actor),
    }
    return render(request, "papers/arrivals.html", shown)


def require_reader(request: ActingRequest) -> None:
    """Raises `Denied` for who reads no papers."""
    if not may_somewhere(request.actor, "papers.read"):
        require(request.actor, "papers.read")


def may_begin(actor: Actor) -> dict[str, bool]:
    """What the head of each list offers."""
    return {
        "may_draft": bool(offices_for(actor, "papers.draft")),
        "may_receive": bool(offices_for(actor, "papers.receive")),
    }


def _named(papers: Any) -> Iterator[tuple[Paper, str, Any]]:
    """Each paper with its title and the name of its kind."""
    return ((paper, title_of(paper), letter_template(paper.kind).name.text) for paper in papers)
