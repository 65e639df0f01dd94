"""Files beside a cell: attached, looked at, withdrawn."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kaohe.explanations import Voice
from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Concern, may
from kaohe.office.files.serving import respond
from kaohe.office.reporting.actions.evidence import attach, withdraw
from kaohe.office.reporting.actions.reviewing import level_of_whole
from kaohe.office.reporting.models import Decision, Evidence, Report
from kaohe.office.reporting.queries.cells import sheet_of
from kaohe.office.reporting.queries.review_privacy import ever_told, withheld
from kaohe.office.reporting.queries.schemes import asked_of, scheme_of
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.reports.asking import new_key, report_to_fill, request_key
from kaohe.web.pages.reports.rows import row_of


@login_required
@require_POST
def attached(request: ActingRequest, pk: int, item: str) -> HttpResponse:
    """Take in the form's `file` for a cell."""
    report = report_to_fill(request.actor, pk)
    file = request.FILES.get("file")
    if file is None:
        raise Refused.because("web_reports.no_file")
    key = request_key(request.POST.get("key"), "attach", pk, item, file.name, file.size)
    attach(actor=request.actor, report=report, item=item, file=file, key=key)
    return _shown(request, report, item)


@login_required
@require_POST
def withdrawn(request: ActingRequest, pk: int, evidence: int) -> HttpResponse:
    """Let a file no longer count."""
    report = report_to_fill(request.actor, pk)
    shown = get_object_or_404(Evidence, pk=evidence, report=report)
    key = request_key(request.POST.get("key"), "withdraw", pk, evidence)
    withdraw(actor=request.actor, report=report, evidence=evidence, key=key)
    return _shown(request, report, shown.item)


@login_required
@require_GET
def download(request: ActingRequest, pk: int, evidence: int) -> FileResponse:
    """The file, for whoever may read the report or vouches for the item; withdrawn ones too."""
    found = Evidence.objects.select_related("file", "report", "report__round__previous")
    shown = get_object_or_404(found, pk=evidence, report=pk)
    if not _vouches(request, shown) and not _may_read(request, shown):
        raise Http404
    return respond(shown.file, shown.name, inline="inline" in request.GET)


def _vouches(request: ActingRequest, shown: Evidence) -> bool:
    item = asked_of(shown.report).get(shown.item)
    concern = Concern(shown.report.office_id, shown.report.city, item.vouched_by or "" if item else "")
    return may(request.actor, "reporting.vouch", concern)


def _may_read(request: ActingRequest, shown: Evidence) -> bool:
    """An outside reviewer may once the report is handed in, and unless the file tells a small count."""
    actor, report, item = request.actor, shown.report, asked_of(shown.report).get(shown.item)
    is_outside = level_of_whole(actor, report) == Decision.Level.OUTSIDE
    if is_outside and not may(actor, "reporting.fill", report.concern):
        return report.version > 0 and item is not None and not withheld(item, *ever_told(report, shown.item))
    return may(actor, "reporting.read", report.concern)


def _shown(request: ActingRequest, report: Report, item: str) -> HttpResponse:
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{reverse('report', args=[report.pk])}#row-{item}")
    cell = next(cell for cell in sheet_of(report, request.actor.at).cells if cell.code == item)
    row = row_of(cell, Voice(scheme_of(report.round), request.lang))
    return render(request, "reports/evidence.html", {"report": report, "row": row, "key": new_key()})
