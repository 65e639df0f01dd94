"""The calendars that deadlines are counted by: which years are known, loading a year's notice."""

import csv
import io
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from kaohe.law import NoticedDay
from kaohe.law.notices import COLUMNS
from kaohe.messages import Problem, Refused, sentence
from kaohe.office.accounts.permissions import Denied, may, require
from kaohe.office.clocks.actions.calendars import load_year
from kaohe.office.clocks.queries.calendars import calendar_on, kept_days, years_on
from kaohe.office.clocks.queries.moving import moved_by
from kaohe.web.forms.deadlines import NoticeForm
from kaohe.web.middleware import ActingRequest
from kaohe.web.navigation import may_somewhere

SHOWN = 100
"""Of the deadlines that a notice would move so many are listed."""


@login_required
def years(request: ActingRequest) -> HttpResponse:
    """The years that are known, and where from."""
    if not may_somewhere(request.actor, "clocks.read"):
        raise Http404
    may_load = may(request.actor, "clocks.load_calendar")
    return render(request, "clocks/years.html", {"years": years_on(request.actor.at), "may_load": may_load})


@login_required
def notice(request: ActingRequest, year: int) -> HttpResponse:
    """A year's days as a table, to be corrected and loaded again."""
    calendar = calendar_on(request.actor.at)
    if not may_somewhere(request.actor, "clocks.read") or year not in calendar.years:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="holidays-{year}.csv"'}
    return HttpResponse(
        _written(calendar.notice(year)), content_type="text/csv; charset=utf-8", headers=headers
    )


@login_required
def load(request: ActingRequest) -> HttpResponse:
    """Load a year's notice: first it is read and shown with what it would move, then it is loaded."""
    require(request.actor, "clocks.load_calendar")
    form = NoticeForm(request.lang, request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return _loaded(request, form) if "load" in request.POST else _preview(request, form)
        except Denied:
            raise
        except Refused as refused:
            problems = refused.problems
    status = 422 if request.method == "POST" else 200
    return render(request, "clocks/load.html", {"form": form, "problems": problems}, status=status)


def _preview(request: ActingRequest, form: NoticeForm) -> HttpResponse:
    days, now = form.days(), calendar_on(request.actor.at)
    year = form.cleaned_data["year"]
    moved = moved_by(now.with_notice(year, days), now)
    shown = {
        "year": year,
        "document": form.cleaned_data["document"],
        "text": _written(days),
        "days": [(day, noticed, day.weekday() >= 5) for day, noticed in days.items()],
        "known": year in now.years,
        "same": days == now.notice(year) and year in now.years,
        "moved": moved[:SHOWN],
        "count": len(moved),
    }
    return render(request, "clocks/preview.html", shown)


def _loaded(request: ActingRequest, form: NoticeForm) -> HttpResponse:
    given = form.cleaned_data
    loaded = load_year(actor=request.actor, year=given["year"], days=form.days(), document=given["document"])
    words = "web_clocks.loaded" if loaded else "web_clocks.loaded_before"
    messages.success(request, sentence(words, request.lang, year=given["year"]))
    return redirect("calendars")


def _written(days: dict[date, NoticedDay]) -> str:
    lines = io.StringIO()
    table = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(kept_days(days))
    return lines.getvalue()
