"""Vouching: a department goes through the figures it vouches for, one by one or by its own list."""

from collections import Counter
from secrets import token_hex

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from kaohe.messages import Problem, Refused, sentence
from kaohe.office.accounts.permissions import require
from kaohe.office.reporting.models import Round
from kaohe.office.reporting.queries.vouched_lists import MOST_BYTES, MOST_ROWS, compare, read_list
from kaohe.office.reporting.queries.vouching import STATES, Vouched, vouched_by
from kaohe.web.middleware import ActingRequest
from kaohe.web.navigation import may_somewhere
from kaohe.web.pages.review import rounds_and_chosen
from kaohe.web.pages.vouch_words import cell_name, decided, seen_cells, tag_of, word_of, words_of

SHOWN = 50


@login_required
@require_safe
def vouch(request: ActingRequest) -> HttpResponse:
    """The figures of the items that my office vouches for, item by item, zone by zone."""
    rounds, round, found = _mine(request)
    if round is None:
        return render(request, "review/none.html")
    items = {(each.report.table, each.code): each.item for each in found}
    item, state = request.GET.get("item", ""), request.GET.get("state", "")
    of_item = [each for each in found if not item or tag_of(each) == item]
    states = Counter(each.state for each in of_item)
    shown = [each for each in of_item if not state or each.state == state]
    page = Paginator(shown, SHOWN).get_page(request.GET.get("page"))
    context = {
        "rounds": rounds,
        "round": round,
        "items": [(f"{table}.{code}", item) for (table, code), item in items.items()],
        "item": item,
        "states": [(name, states[name]) for name in STATES if states[name]],
        "all": len(of_item),
        "state": state,
        "page": page,
        "rows": [(each, cell_name(each)) for each in page],
        "full": True,
        "can_confirm": sum(1 for each in page if each.state == "open"),
        "key": token_hex(8),
    }
    return render(request, "review/vouch.html", context)


@login_required
@require_POST
def say(request: ActingRequest) -> HttpResponse:
    """Confirm one figure or all that were shown, dispute one, take back what was said of one."""
    round, found = _chosen(request)
    outcome = request.POST.get("outcome", "")
    one = request.POST.get("one")
    cells = seen_cells(found, [one] if one else request.POST.getlist("cell"))
    words = [(each, seen, word_of(request, each, outcome, after)) for each, seen, after in cells]
    _tell(request, *decided(request, words))
    return _back_to(request, round)


@login_required
@require_POST
def compare_list(request: ActingRequest) -> HttpResponse:
    """Hold my own list of an item against the figures and show what follows; once agreed to, say it."""
    round, found = _chosen(request)
    of_item = [each for each in found if tag_of(each) == request.POST.get("item", "")]
    if not of_item:
        raise Http404
    file = request.FILES.get("list")
    if file is not None and (file.size or 0) > MOST_BYTES:
        raise Refused.because("reporting.list_too_long", rows=MOST_ROWS)
    content = file.read() if file else request.POST.get("content", "").encode()
    values, problems = read_list(content, of_item[0].item)
    compared = compare(values, problems, of_item)
    if request.POST.get("agreed"):
        words = words_of(request, compared, seen_cells(of_item, request.POST.getlist("cell")))
        _tell(request, *decided(request, words))
        return _back_to(request, round)
    context = {
        "round": round,
        "item": of_item[0].item,
        "full": True,
        "tag": tag_of(of_item[0]),
        "compared": compared,
        "cells": [cell_name(each.vouched) for each in (*compared.equal, *compared.different)],
        "content": "\n".join(f"{name},{value!r}" for name, value in values.items()),
        "key": token_hex(8),
    }
    return render(request, "review/vouch_list.html", context)


def _mine(request: ActingRequest) -> tuple[list[Round], Round | None, list[Vouched]]:
    if not may_somewhere(request.actor, "reporting.vouch"):
        require(request.actor, "reporting.vouch")
    rounds, round = rounds_and_chosen(request)
    return rounds, round, vouched_by(request.actor, round) if round else []


def _chosen(request: ActingRequest) -> tuple[Round, list[Vouched]]:
    _, round, found = _mine(request)
    if round is None:
        raise Http404
    return round, found


def _tell(request: ActingRequest, count: int, problems: list[tuple[str, Problem]]) -> None:
    if count:
        messages.success(request, sentence("web_review.vouched", request.lang, count=count))
    for name, problem in problems[:20]:
        words = {"name": name, "problem": problem.words(request.lang)}
        messages.error(request, sentence("web_review.not_vouched", request.lang, **words))


def _back_to(request: ActingRequest, round: Round) -> HttpResponse:
    kept = {name: request.POST[name] for name in ("item", "state", "page") if request.POST.get(name)}
    return redirect(f"{reverse('vouch')}?{urlencode({'round': round.code, **kept})}")
