"""The versions of a report that were handed in, and what each changed."""

from typing import Any

from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field

from kaohe.office.reporting.queries.versions import Version, changes_between, versions_of
from kaohe.web.api.cells import FigureAnswer, figure_answer, sees_small
from kaohe.web.api.kinds import ByKey, Instant, ReportKey, VersionNumber, Words, cut, names_of
from kaohe.web.api.operations import reads
from kaohe.web.api.reports import readable
from kaohe.web.middleware import ActingRequest

router = Router()


class VersionMark(Schema):
    """Handed in by whom and when, who is named as responsible, how many cells it changed."""

    version: int
    by: str
    at: Instant
    people: dict[str, str]
    changed: int


class VersionList(Schema):
    items: list[VersionMark]
    next: int | None = Field(description="web_api.field_next")


class CellChange(Schema):
    item: str
    name: Words
    unit: str
    before: FigureAnswer
    after: FigureAnswer


class VersionAnswer(VersionMark):
    """With the cells that differ from the version before."""

    cells: list[CellChange]


@reads(router, "/reports/{id}/versions", "report_versions", "reporting.read", VersionList)
def versions(request: ActingRequest, id: ReportKey, asked: Query[ByKey]) -> VersionList:
    """By number."""
    found = sorted(versions_of(readable(request.actor, id)), key=lambda each: each.submission.version)
    rest = [each for each in found if each.submission.version > asked.after]
    rows, following = cut(rest, asked.limit, lambda each: each.submission.version)
    return VersionList(items=[VersionMark(**_mark(row)) for row in rows], next=following)


@reads(router, "/reports/{id}/versions/{version}", "report_version", "reporting.read", VersionAnswer)
def version(request: ActingRequest, id: ReportKey, version: VersionNumber) -> VersionAnswer:
    found = readable(request.actor, id)
    row = next((each for each in versions_of(found) if each.submission.version == version), None)
    if row is None:
        raise Http404
    full = sees_small(request.actor, found)
    cells = [
        CellChange(
            item=change.code,
            name=Words.of(change.item.name),
            unit=change.item.unit,
            before=figure_answer(change.before, change.item, full),
            after=figure_answer(change.after, change.item, full),
        )
        for change in changes_between(found, version - 1, version)
    ]
    return VersionAnswer(cells=cells, **_mark(row))


def _mark(row: Version) -> dict[str, Any]:
    submission = row.submission
    return {
        "version": submission.version,
        "by": submission.by,
        "at": submission.at,
        "people": names_of(submission.people),
        "changed": row.changed,
    }
