"""Who is responsible, and handing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from kaohe.messages import Problem, Refused, sentence
from kaohe.office.accounts.permissions import may, require
from kaohe.office.reporting.actions.people import LONGEST, PEOPLE, PHONE, name_people
from kaohe.office.reporting.actions.submitting import submit
from kaohe.office.reporting.models import Report
from kaohe.office.reporting.queries.cells import sheet_of
from kaohe.office.reporting.queries.submitters import may_submit
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.reports.asking import new_key, report_to_fill, request_key
from kaohe.web.pages.reports.grid import cell_of, standing


@login_required
def submission(request: ActingRequest, pk: int) -> HttpResponse:
    """What keeps the report back, who is responsible, and for those who may: hand it in."""
    report = report_to_fill(request.actor, pk)
    if request.method != "POST":
        return _page(request, report, report.people)
    require(request.actor, "reporting.submit", report.concern)
    people, seen = _people(request), whole_number(request.POST.get("seen", ""))
    key = request_key(request.POST.get("key"), "submit", pk, people, seen)
    if seen is None:
        raise Refused.because("web_reports.bad_body")
    try:
        version = submit(actor=request.actor, report=report, people=people, seen=seen, key=key)
    except Refused as refused:
        return _page(request, report, people, refused.problems)
    messages.success(request, sentence("web_reports.submitted", request.lang, version=version))
    return redirect("report", pk=pk)


@login_required
@require_POST
def people(request: ActingRequest, pk: int) -> HttpResponse:
    """Keep the names, without handing in."""
    report = report_to_fill(request.actor, pk)
    named = _people(request)
    key = request_key(request.POST.get("key"), "people", pk, named)
    try:
        name_people(actor=request.actor, report=report, people=named, key=key)
    except Refused as refused:
        return _page(request, report, named, refused.problems)
    messages.success(request, sentence("web_reports.people_saved", request.lang))
    return redirect("report_submit", pk=pk)


def _people(request: ActingRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for who in PEOPLE for name in (who, who + PHONE)}


def _page(
    request: ActingRequest, report: Report, named: dict[str, str], refused: tuple[Problem, ...] = ()
) -> HttpResponse:
    sheet = sheet_of(report, request.actor.at)
    context = {
        "report": report,
        "sheet": sheet,
        "people": [
            (who, f"reporting.{who}", named.get(who, ""), named.get(who + PHONE, "")) for who in PEOPLE
        ],
        "wrong": [(problem, cell_of(problem, sheet)) for problem in refused],
        "longest": LONGEST,
        "key": new_key(),
        "may_submit": may(request.actor, "reporting.submit", report.concern),
        "submitters": may_submit(report, localdate(request.actor.at)),
        "changed": [cell for cell in sheet.cells if cell.lock is None and cell.changed],
        "open": report.stage == Report.Stage.REPORTING or any(cell.reopened for cell in sheet.cells),
    }
    status = 409 if refused else 200
    return render(request, "reports/submit.html", context | standing(sheet), status=status)
