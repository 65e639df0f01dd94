"""What a reviewer does with a report: each a form that is sent, each acting on the version that was seen."""

from dataclasses import astuple
from datetime import date, datetime, time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.timezone import get_current_timezone
from django.views.decorators.http import require_POST

from kaohe.messages import Refused, sentence
from kaohe.office.reporting.actions.reopening import reopen
from kaohe.office.reporting.actions.reviewing import Word, accept_clean, decide, pass_on, send_back
from kaohe.office.reporting.actions.taking_over import take_from_city
from kaohe.office.reporting.models import Report
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.reports.asking import request_key
from kaohe.web.pages.review_report import QUICK, context_of, visible


@login_required
@require_POST
def say(request: ActingRequest, key: int, item: str) -> HttpResponse:
    """Accept, query, return or take back what was said of one cell; with htmx gives the row anew."""
    found, level = visible(request, key)
    if item not in asked_of(found):
        raise Http404
    outcome = request.POST.get("outcome", "")
    word = Word(item, outcome, _reason(request), after=_number(request, "after"))
    seen = _seen(request)
    once = request_key(request.POST.get("key"), "say", key, seen, astuple(word))
    decide(actor=request.actor, report=found, level=level, words=[word], seen=seen, key=once)
    if not request.headers.get("HX-Request"):
        return _back_to(found, request, item)
    context = context_of(request, found, level)
    return render(request, "review/said.html", context | {"only_item": item})


@login_required
@require_POST
def clean(request: ActingRequest, key: int) -> HttpResponse:
    """Accept every clean cell."""
    found, level = visible(request, key)
    seen = _seen(request)
    once = request_key(request.POST.get("key"), "clean", key, seen)
    count = accept_clean(actor=request.actor, report=found, level=level, seen=seen, key=once)
    messages.success(request, sentence("web_review.accepted_clean", request.lang, count=count))
    return _back_to(found, request)


@login_required
@require_POST
def back(request: ActingRequest, key: int) -> HttpResponse:
    """Give the report back to who filled it."""
    found, level = visible(request, key)
    seen = _seen(request)
    once = request_key(request.POST.get("key"), "back", key, seen)
    send_back(actor=request.actor, report=found, level=level, seen=seen, key=once)
    messages.success(request, sentence("web_review.sent_back", request.lang, name=found.name_zh))
    return redirect("review")


@login_required
@require_POST
def on(request: ActingRequest, key: int) -> HttpResponse:
    """Pass the report on."""
    found, level = visible(request, key)
    seen = _seen(request)
    once = request_key(request.POST.get("key"), "on", key, seen)
    pass_on(actor=request.actor, report=found, level=level, seen=seen, key=once)
    messages.success(request, sentence("web_review.passed_on", request.lang, name=found.name_zh))
    return redirect("review")


@login_required
@require_POST
def take(request: ActingRequest, key: int) -> HttpResponse:
    """Take the report over from a city whose window is over."""
    found, _ = visible(request, key)
    seen, reason = _seen(request), request.POST.get("reason", "")
    once = request_key(request.POST.get("key"), "take", key, seen)
    take_from_city(actor=request.actor, report=found, seen=seen, reason=reason, key=once)
    messages.success(request, sentence("web_review.taken", request.lang, name=found.name_zh))
    return _back_to(found, request)


@login_required
@require_POST
def open_again(request: ActingRequest, key: int, item: str) -> HttpResponse:
    """Open one cell again until the end of a day."""
    found, _ = visible(request, key)
    day = _day(request.POST.get("until", ""))
    until = datetime.combine(day, time(23, 59, 59), get_current_timezone())
    reopen(actor=request.actor, report=found, item=item, until=until, reason=request.POST.get("reason", ""))
    words = {"name": asked_of(found)[item].name.of(request.lang), "at": f"{until:%Y-%m-%d %H:%M}"}
    messages.success(request, sentence("web_review.opened_again", request.lang, **words))
    return _back_to(found, request, item)


def _back_to(found: Report, request: ActingRequest, item: str = "") -> HttpResponse:
    """The report's page, narrowed as it was, at the cell."""
    show = request.POST.get("show", "")
    page = reverse("review_report", args=[found.pk])
    query = f"?show={show}" if show.isidentifier() else ""
    return redirect(f"{page}{query}{f'#cell-{item}' if item else '#cells'}")


def _reason(request: ActingRequest) -> str:
    """The reason chosen, if any, before what was written."""
    chosen = request.POST.get("quick", "")
    said = [sentence(chosen, request.lang)] if chosen in QUICK else []
    return " ".join(filter(None, [*said, request.POST.get("reason", "").strip()]))


def _seen(request: ActingRequest) -> int:
    return _number(request, "seen") or 0


def _number(request: ActingRequest, name: str) -> int | None:
    return whole_number(request.POST.get(name, ""))


def _day(text: str) -> date:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise Refused.because("web_review.no_day", found=text[:40])
    return day
