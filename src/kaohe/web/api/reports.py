"""The reports that a caller may read: the list of a round, and one with its cells."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import may
from kaohe.office.reporting.models import Report, Round
from kaohe.office.reporting.queries.cells import sheet_of
from kaohe.web.api.cells import CellAnswer, cell_answer, sees_small
from kaohe.web.api.kinds import ByKey, Plain, ReportKey, RoundCode, Stage, Words, cut, names_of
from kaohe.web.api.operations import reads
from kaohe.web.api.problems import language_of
from kaohe.web.middleware import ActingRequest

router = Router()


class Asked(ByKey):
    city: Plain = Field("", description="web_api.param_city")
    stage: Stage | None = Field(None, description="web_api.param_stage")
    table: Plain | None = Field(None, description="web_api.field_table")


class ReportMark(Schema):
    id: int
    round: str
    code: str
    name: Words
    table: str = Field(description="web_api.field_table")
    city: str
    office: Words
    stage: Stage
    version: int = Field(description="web_api.field_version")


class ReportList(Schema):
    items: list[ReportMark]
    next: int | None = Field(description="web_api.field_next")


class ReportAnswer(ReportMark):
    """A report with what its last version says; what stands in drafts only its own office sees."""

    people: dict[str, str]
    cells: list[CellAnswer]


@reads(router, "/rounds/{code}/reports", "reports", "reporting.read", ReportList)
def reports(request: ActingRequest, code: RoundCode, asked: Query[Asked]) -> ReportList:
    """By key."""
    round = get_object_or_404(Round.objects.defer("scheme_text"), code=code)
    found = Report.objects.filter(round=round, pk__gt=asked.after).select_related("office").order_by("pk")
    if asked.city:
        found = found.filter(city=asked.city)
    if asked.stage:
        found = found.filter(stage=asked.stage)
    if asked.table is not None:
        found = found.filter(table=asked.table)
    rows, following = cut(_readable(request.actor, found, asked.limit), asked.limit, lambda row: row.pk)
    return ReportList(items=[ReportMark(**_mark(row, round.code)) for row in rows], next=following)


@reads(router, "/reports/{id}", "report", "reporting.read", ReportAnswer)
def report(request: ActingRequest, id: ReportKey) -> ReportAnswer:
    """Its cells in the scheme's order."""
    found = readable(request.actor, id)
    sheet, full = sheet_of(found, request.actor.at), sees_small(request.actor, found)
    lang = language_of(request)
    return ReportAnswer(
        people=names_of(found.people),
        cells=[cell_answer(cell, full, lang) for cell in sheet.cells],
        **_mark(found, found.round.code),
    )


def readable(actor: Actor, key: int) -> Report:
    """A report by its key. Raises Http404 where the actor may not see it, as where it isn't there."""
    found = Report.objects.select_related("round__previous", "office").filter(pk=key).first()
    if found is None or not may(actor, "reporting.read", found.concern):
        raise Http404
    return found


def _readable(actor: Actor, found: Iterable[Report], limit: int) -> list[Report]:
    """One more than the limit, if there are so many."""
    rows = [row for row in found if may(actor, "reporting.read", row.concern)]
    return rows[: limit + 1]


def _mark(row: Report, round: str) -> dict[str, Any]:
    return {
        "id": row.pk,
        "round": round,
        "code": row.code,
        "name": Words(zh=row.name_zh, en=row.name_en),
        "table": row.table,
        "city": row.city,
        "office": Words(zh=row.office.name_zh, en=row.office.name_en),
        "stage": row.stage,
        "version": row.version,
    }
