"""Rounds: what is asked by which scheme and form, by when; the scheme's text."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from kaohe.office.reporting.models import Round
from kaohe.web.api.kinds import ByCode, Instant, RoundCode, cut
from kaohe.web.api.operations import reads
from kaohe.web.middleware import ActingRequest

router = Router()
YAML = "application/yaml"


class SchemeMark(Schema):
    """Which scheme a round is scored by; `sha256` is of its text in UTF-8."""

    id: str
    version: str
    sha256: str


class FormMark(Schema):
    number: str
    issuing_body: str
    approval: str
    valid_until: date


class Window(Schema):
    kind: str
    opens_at: Instant
    closes_at: Instant


class RoundAnswer(Schema):
    """A round; `previous_manifest` is the hash of last year's snapshot."""

    code: str
    title: str
    state: str
    assessment_year: int
    data_year: int
    opened_at: Instant
    scheme: SchemeMark
    form: FormMark
    calendar: list[Window]
    previous_manifest: str | None


class RoundList(Schema):
    items: list[RoundAnswer]
    next: str | None = Field(description="web_api.field_next")


@reads(router, "/rounds", "rounds", "reporting.see_rounds", RoundList)
def rounds(request: ActingRequest, asked: Query[ByCode]) -> RoundList:
    """By code."""
    found = _with_windows().filter(code__gt=asked.after).order_by("code")[: asked.limit + 1]
    rows, following = cut(list(found), asked.limit, lambda row: row.code)
    return RoundList(items=[_round(row) for row in rows], next=following)


@reads(router, "/rounds/{code}", "round", "reporting.see_rounds", RoundAnswer)
def round(request: ActingRequest, code: RoundCode) -> RoundAnswer:
    return _round(get_object_or_404(_with_windows(), code=code))


@reads(router, "/rounds/{code}/scheme", "round_scheme", "reporting.see_rounds", YAML)
def scheme(request: ActingRequest, code: RoundCode) -> HttpResponse:
    """The whole text, as the round keeps it."""
    found = get_object_or_404(Round, code=code)
    text = found.scheme_text.encode()
    return HttpResponse(text, content_type=YAML, headers={"ETag": f'"{found.scheme_hash}"'})


def _with_windows() -> QuerySet[Round]:
    return Round.objects.select_related("previous").defer("scheme_text").prefetch_related("windows")


def _round(row: Round) -> RoundAnswer:
    return RoundAnswer(
        code=row.code,
        title=row.title,
        state=row.state,
        assessment_year=row.assessment_year,
        data_year=row.data_year,
        opened_at=row.opened_at,
        scheme=SchemeMark(id=row.scheme_id, version=row.scheme_version, sha256=row.scheme_hash),
        form=FormMark(
            number=row.form_number,
            issuing_body=row.issuing_body,
            approval=row.approval,
            valid_until=row.valid_until,
        ),
        calendar=[
            Window(kind=each.kind, opens_at=each.opens_at, closes_at=each.closes_at)
            for each in row.windows.all()
        ],
        previous_manifest=row.previous.manifest_hash if row.previous else None,
    )
