"""What requests about a case carry: which case, days, instants."""

from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import get_current_timezone, is_naive, make_aware

from kaohe.messages import Refused, Text, sentence
from kaohe.office.accounts.actors import Actor
from kaohe.office.cases.models import Case
from kaohe.office.cases.queries.parties import may_read
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.asking import text_of

WITH = ("dossier__publication", "dossier__zone", "office", "addressee", "report_to", "clock", "finding__zone")


def case_to_read(actor: Actor, pk: int) -> Case:
    """Raises Http404 for a case that the actor may not see."""
    found: Case = get_object_or_404(Case.objects.select_related(*WITH, "dossier__committee"), pk=pk)
    if not may_read(actor, found):
        raise Http404
    return found


def day_of(request: ActingRequest, name: str) -> date:
    """A day of the form. Raises `Refused` naming the field and what was found."""
    day = optional_day(request, name)
    if day is None:
        raise _no_day(name, "")
    return day


def optional_day(request: ActingRequest, name: str) -> date | None:
    """The same; None where the field was left empty."""
    said = text_of(request, name)
    if not said:
        return None
    try:
        day = parse_date(said)
    except ValueError:
        day = None
    if day is None:
        raise _no_day(name, said)
    return day


def moment_of(request: ActingRequest, name: str) -> datetime:
    """An instant of the form, in local time. Raises `Refused` as a day does."""
    said = text_of(request, name)
    try:
        moment = parse_datetime(said)
    except ValueError:
        moment = None
    if moment is None:
        raise _no_day(name, said)
    return make_aware(moment, get_current_timezone()) if is_naive(moment) else moment


def back_to(request: ActingRequest, pk: int, code: str, at: str = "") -> HttpResponse:
    """To the case's page, having said what was done."""
    messages.success(request, sentence(code, request.lang))
    answer = redirect("case", pk)
    if at:
        answer["Location"] += f"#{at}"
    return answer


def _no_day(name: str, said: str) -> Refused:
    code = f"web_cases.field_{name}"
    field = Text(sentence(code, "zh"), sentence(code, "en"))
    return Refused.because("web_cases.no_day", field=field, found=said[:40])
