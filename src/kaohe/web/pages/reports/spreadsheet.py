"""The form as a spreadsheet: downloaded, uploaded, looked at before anything is saved."""

from collections.abc import Sequence
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from kaohe.messages import Problem, Refused, sentence
from kaohe.office.files.limits import file_limit, megabytes
from kaohe.office.reporting.actions.drafting import Saved, Typed, save_cells
from kaohe.office.reporting.models import Report
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.office.reporting.queries.state import state_of
from kaohe.office.reporting.sheets import Line, Lines, read_sheet, sheet_bytes
from kaohe.office.reporting.sheets.coming_in import Kind
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.reports.asking import new_key, report_to_fill, request_key

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_GET
def form(request: ActingRequest, pk: int) -> HttpResponse:
    """The form, filled with the drafts, last year's values beside them."""
    report = report_to_fill(request.actor, pk)
    answer = HttpResponse(sheet_bytes(report), content_type=XLSX)
    name = f"{report.round.code}-{report.code}.xlsx"
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
def upload(request: ActingRequest, pk: int) -> HttpResponse:
    """Choose a file; then what it would change, cell by cell. Nothing is saved here."""
    report = report_to_fill(request.actor, pk)
    context = {"report": report, "limit": megabytes(file_limit())}
    if request.method != "POST":
        return render(request, "reports/upload.html", context)
    file = request.FILES.get("file")
    if not isinstance(file, TemporaryUploadedFile):
        problems: Sequence[Problem] = [Problem("web_reports.no_file")]
        return render(request, "reports/upload.html", context | {"problems": problems}, status=400)
    name = str(file.name)
    try:
        lines = read_sheet(Path(file.temporary_file_path()), name, report, request.actor.at)
    except Refused as refused:
        return render(request, "reports/upload.html", context | {"problems": refused.problems}, status=409)
    return _preview(request, report, lines, name)


@login_required
@require_POST
def save(request: ActingRequest, pk: int) -> HttpResponse:
    """Save the cells of a sheet as the preview offered them; `take-ITEM` says what counts in a conflict."""
    report = report_to_fill(request.actor, pk)
    typed = [cell for item in asked_of(report) if (cell := _chosen(request, item))]
    said = [[cell.item, cell.typed, cell.seen] for cell in typed]
    key = request_key(request.POST.get("key"), "upload", pk, said)
    saved = save_cells(actor=request.actor, report=report, cells=typed, key=key)
    words = sentence("web_reports.form_saved", request.lang, count=len(saved.revisions))
    if not saved.conflicts and not saved.problems:
        messages.success(request, words)
        return redirect("report", pk=pk)
    if saved.revisions:
        messages.success(request, words)
    return _preview(request, report, _left(report, typed, saved), request.POST.get("name", ""), 409)


def _preview(
    request: ActingRequest, report: Report, lines: Lines, name: str, status: int = 200
) -> HttpResponse:
    kinds = (Kind.CONFLICT, Kind.WRONG, Kind.CHANGED)
    context = {
        "report": report,
        "name": name,
        "known": lines.known,
        "notices": lines.notices,
        "counts": {kind.value: len(lines.of(kind)) for kind in Kind},
        "groups": [(kind.value, f"web_reports.sheet_{kind.value}", lines.of(kind)) for kind in kinds],
        "key": new_key(),
    }
    return render(request, "reports/upload_preview.html", context, status=status)


def _chosen(request: ActingRequest, item: str) -> Typed | None:
    """A cell that the preview offered, unless what stands online was chosen."""
    typed, seen = request.POST.get(f"cell-{item}"), whole_number(request.POST.get(f"seen-{item}", ""))
    if typed is None or seen is None or request.POST.get(f"take-{item}", "mine") != "mine":
        return None
    return Typed(item, typed, None, seen)


def _left(report: Report, typed: list[Typed], saved: Saved) -> Lines:
    """What couldn't be saved, against what stands there now."""
    drafts, items = state_of(report).drafts, asked_of(report)
    problems = {problem.place.path: problem for problem in saved.problems}
    lines = tuple(
        Line(
            cell.item,
            items[cell.item],
            Kind.WRONG if cell.item in problems else Kind.CONFLICT,
            cell.typed or "",
            drafts.get(cell.item),
            problems.get(cell.item),
        )
        for cell in typed
        if cell.item not in saved.revisions
    )
    return Lines(lines, (), True)
