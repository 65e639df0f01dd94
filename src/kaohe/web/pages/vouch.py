"""Vouching: a department goes through the figures it vouches for, one by one or by its own list."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple
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
from kaohe.office.reporting.actions.reviewing import Word, decide
from kaohe.office.reporting.models import Decision, Round
from kaohe.office.reporting.queries.vouched_lists import MOST_BYTES, MOST_ROWS, Comparison, compare, read_list
from kaohe.office.reporting.queries.vouching import STATES, Vouched, vouched_by
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.navigation import may_somewhere
from kaohe.web.pages.reports.asking import request_key
from kaohe.web.pages.review import rounds_and_chosen
from kaohe.workbooks.cells import Unread, reader_for

SHOWN = 50
LEVEL, Outcome = Decision.Level.DEPARTMENT, Decision.Outcome


@login_required
@require_safe
def vouch(request: ActingRequest) -> HttpResponse:
    """The figures of the items that my office vouches for, item by item, zone by zone."""
    rounds, round, found = _mine(request)
    if round is None:
        return render(request, "review/none.html")
    items = {(each.report.table, each.code): each.item for each in found}
    item, state = request.GET.get("item", ""), request.GET.get("state", "")
    of_item = [each for each in found if not item or _tag(each) == item]
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
    cells = _seen_cells(found, [one] if one else request.POST.getlist("cell"))
    words = [(each, seen, _word(request, each, outcome, after)) for each, seen, after in cells]
    _tell(request, *_decided(request, words))
    return _back_to(request, round)


@login_required
@require_POST
def compare_list(request: ActingRequest) -> HttpResponse:
    """Hold my own list of an item against the figures and show what follows; once agreed to, say it."""
    round, found = _chosen(request)
    of_item = [each for each in found if _tag(each) == request.POST.get("item", "")]
    if not of_item:
        raise Http404
    file = request.FILES.get("list")
    if file is not None and (file.size or 0) > MOST_BYTES:
        raise Refused.because("reporting.list_too_long", rows=MOST_ROWS)
    content = file.read() if file else request.POST.get("content", "").encode()
    values, problems = read_list(content, of_item[0].item)
    compared = compare(values, problems, of_item)
    if request.POST.get("agreed"):
        words = _words(request, compared, _seen_cells(of_item, request.POST.getlist("cell")))
        _tell(request, *_decided(request, words))
        return _back_to(request, round)
    context = {
        "round": round,
        "item": of_item[0].item,
        "full": True,
        "tag": _tag(of_item[0]),
        "compared": compared,
        "cells": [cell_name(each.vouched) for each in (*compared.equal, *compared.different)],
        "content": "\n".join(f"{name},{value!r}" for name, value in values.items()),
        "key": token_hex(8),
    }
    return render(request, "review/vouch_list.html", context)


def cell_name(vouched: Vouched) -> str:
    """A figure as forms name it, with what was seen of it: report, item, version, last word."""
    last = vouched.mine.pk if vouched.mine else 0
    return f"{vouched.report.pk}@{vouched.code}@{vouched.report.version}@{last}"


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


def _tag(vouched: Vouched) -> str:
    return f"{vouched.report.table}.{vouched.code}"


def _seen_cells(found: Iterable[Vouched], names: Iterable[str]) -> list[tuple[Vouched, int, int]]:
    """The figures that a form names, with the version and the last word that were seen; 404 for any other."""
    known = {(str(each.report.pk), each.code): each for each in found}
    cells = []
    for name in names:
        report, item, *seen = (*name.split("@"), "", "", "", "")[:4]
        version, last = map(whole_number, seen)
        if (report, item) not in known or version is None or last is None:
            raise Http404
        cells.append((known[report, item], version, last))
    return cells


def _word(request: ActingRequest, vouched: Vouched, outcome: str, after: int) -> Word:
    if outcome != Outcome.DISPUTE:
        return Word(vouched.code, outcome, after=after)
    typed = request.POST.get("value", "")[:80]
    value = reader_for(vouched.item)(typed)
    if isinstance(value, Unread):
        raise Refused.because(value.code, name=vouched.item.name, found=typed, **value.params)
    if math.isnan(value):
        raise Refused.because("web_review.no_value", name=vouched.item.name)
    return Word(vouched.code, outcome, request.POST.get("reason", ""), value, after)


def _words(
    request: ActingRequest, compared: Comparison, cells: Iterable[tuple[Vouched, int, int]]
) -> list[tuple[Vouched, int, Word]]:
    """Equal figures are confirmed, different ones disputed; only those that were shown before."""
    seen = {each.report.pk: (version, last) for each, version, last in cells}
    words = []
    for each in (*compared.equal, *compared.different):
        vouched = each.vouched
        if vouched.report.pk in seen:
            version, last = seen[vouched.report.pk]
            said = Word(vouched.code, Outcome.ACCEPT, after=last)
            if not each.equal:
                reason = request.POST.get("reason", "")
                said = Word(vouched.code, Outcome.DISPUTE, reason, each.value, last)
            words.append((vouched, version, said))
    return words


def _decided(
    request: ActingRequest, words: Iterable[tuple[Vouched, int, Word]]
) -> tuple[int, list[tuple[str, Problem]]]:
    """Say it, report by report, each whole or not at all; how many figures, and where it was refused why."""
    by_report: dict[int, list[tuple[Vouched, int, Word]]] = {}
    for each in words:
        by_report.setdefault(each[0].report.pk, []).append(each)
    count, problems = 0, []
    for said in by_report.values():
        report, seen = said[0][0].report, said[0][1]
        listed = [word for _, _, word in said]
        key = request_key(request.POST.get("key"), "vouch", report.pk, seen, list(map(astuple, listed)))
        try:
            count += decide(actor=request.actor, report=report, level=LEVEL, words=listed, seen=seen, key=key)
        except Refused as refused:
            problems += [(report.name_zh, problem) for problem in refused.problems]
    return count, problems


def _tell(request: ActingRequest, count: int, problems: list[tuple[str, Problem]]) -> None:
    if count:
        messages.success(request, sentence("web_review.vouched", request.lang, count=count))
    for name, problem in problems[:20]:
        words = {"name": name, "problem": problem.words(request.lang)}
        messages.error(request, sentence("web_review.not_vouched", request.lang, **words))


def _back_to(request: ActingRequest, round: Round) -> HttpResponse:
    kept = {name: request.POST[name] for name in ("item", "state", "page") if request.POST.get(name)}
    return redirect(f"{reverse('vouch')}?{urlencode({'round': round.code, **kept})}")
