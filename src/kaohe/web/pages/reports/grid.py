"""The grid of a report, and what its figures come to."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from kaohe.explanations import numbers
from kaohe.messages import Problem
from kaohe.office.accounts.permissions import may
from kaohe.office.reporting.actions.submitting import obstacles
from kaohe.office.reporting.models import Report
from kaohe.office.reporting.queries.cells import Sheet, sheet_of
from kaohe.office.reporting.queries.checks import WHOLE
from kaohe.office.reporting.queries.mine import days_until, due_to_fill
from kaohe.office.reporting.queries.preview import previewed
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.reports.asking import new_key, report_to_fill
from kaohe.web.pages.reports.rows import SHOWN, Attempt, Row, picked, rows_of


@login_required
def report(request: ActingRequest, pk: int) -> HttpResponse:
    """The grid: all cells, or those that `show` picks."""
    return grid(request, report_to_fill(request.actor, pk), {})


@login_required
def outlook(request: ActingRequest, pk: int) -> HttpResponse:
    """After a save: how far the report is, what keeps it from being handed in, the indicators."""
    found = report_to_fill(request.actor, pk)
    sheet = sheet_of(found, request.actor.at)
    context = {"report": found, "sheet": sheet, "after": True} | standing(sheet)
    context |= tabs(request, rows_of(sheet, request.lang, {}))
    found_now = {
        cell.code: [{"level": each.level, "text": each.words(request.lang)} for each in cell.findings]
        for cell in sheet.cells
        if cell.findings
    }
    context |= {"preview": preview(request, sheet), "findings": json.dumps(found_now)}
    return render(request, "reports/outlook.html", context)


def grid(
    request: ActingRequest, found: Report, attempts: Mapping[str, Attempt], status: int = 200
) -> HttpResponse:
    """The page, with what was typed and couldn't be saved."""
    sheet = sheet_of(found, request.actor.at)
    rows = rows_of(sheet, request.lang, attempts)
    found_tabs = tabs(request, rows)
    due = due_to_fill(sheet.state, request.actor.at)
    context = {
        "report": found,
        "sheet": sheet,
        "rows": picked(rows, found_tabs["show"]),
        "stage": f"web_reports.stage_{found.stage}",
        "due": due,
        "days_left": days_until(due, request.actor.at),
        "preview": preview(request, sheet),
        "may_submit": may(request.actor, "reporting.submit", found.concern),
        "key": new_key(),
        "failed": sum(1 for attempt in attempts.values() if attempt.problem or attempt.conflict),
    }
    return render(request, "reports/report.html", context | found_tabs | standing(sheet), status=status)


def tabs(request: ActingRequest, rows: tuple[Row, ...]) -> dict[str, Any]:
    """By what the rows can be filtered, with how many each leaves, and the filter that is chosen."""
    show = request.GET.get("show", "all")
    filters = [(each, f"web_reports.show_{each}", len(picked(rows, each))) for each in SHOWN]
    return {"show": show if show in SHOWN else "all", "filters": filters}


def standing(sheet: Sheet) -> dict[str, object]:
    """What keeps the report from being handed in, cell by cell; nothing once it is with reviewers."""
    keeping: list[Problem] = []
    if sheet.report.stage == Report.Stage.REPORTING or any(cell.reopened for cell in sheet.cells):
        found = {cell.code: cell.findings for cell in sheet.cells} | {WHOLE: sheet.findings}
        keeping = obstacles(sheet.report, sheet.state, sheet.report.people, found)
    people = [problem for problem in keeping if problem.code == "reporting.person_missing"]
    return {
        "keeping": [(problem, cell_of(problem, sheet)) for problem in keeping if problem not in people],
        "people_missing": len(people),
    }


def cell_of(problem: Problem, sheet: Sheet) -> str:
    """The item of the cell that a problem is at; "" where it is at none. Checks say `unit.item`."""
    item = (problem.place.path or "").removeprefix(f"{sheet.report.code}.")
    return item if any(cell.code == item for cell in sheet.cells) else ""


def preview(request: ActingRequest, sheet: Sheet) -> list[tuple[object, str, str]]:
    """Each indicator with its value and last year's as readers see them."""
    return [
        (
            each,
            "" if each.value is None else numbers.figure(each.value),
            "" if each.last_year is None else numbers.figure(each.last_year),
        )
        for each in previewed(sheet.state, request.actor.at, request.lang)
    ]
