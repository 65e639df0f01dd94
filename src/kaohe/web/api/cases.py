"""Cases: which measure for which zone, how far it is, when it is due. They only read, as tokens do."""

from datetime import date

from django.utils.timezone import localdate
from ninja import Query, Router, Schema
from pydantic import Field

from kaohe.office.accounts.rules import office_name
from kaohe.office.cases.machines.words import kind_name, state_name
from kaohe.office.cases.queries.cases import Filters, Listed, cases_for, listed
from kaohe.web.api.kinds import ByKey, Instant, Plain, Words, cut
from kaohe.web.api.operations import reads
from kaohe.web.middleware import ActingRequest

router = Router()


class CasesAsked(ByKey):
    kind: Plain = Field("", description="web_api.param_measure")
    state: Plain = Field("", description="web_api.param_case_state")
    city: Plain = Field("", description="web_api.param_city")


class CaseAnswer(Schema):
    """A case; `lamp` says how its deadline stands today, null where it has none."""

    id: int
    kind: str
    measure: Words
    state: str
    stands: Words
    zone: str
    zone_name: str
    city: str
    assessment_year: int
    by: Words
    addressee: Words | None
    due_on: date | None
    lamp: str | None
    result: str
    opened_at: Instant
    closed_at: Instant | None


class CaseList(Schema):
    items: list[CaseAnswer]
    next: int | None = Field(description="web_api.field_next")


@reads(router, "/cases", "cases", "cases.read", CaseList)
def cases(request: ActingRequest, asked: Query[CasesAsked]) -> CaseList:
    """By key, so the oldest first."""
    filters = Filters(kind=asked.kind, state=asked.state, city=asked.city)
    readable = cases_for(request.actor, filters).filter(pk__gt=asked.after).order_by("pk")
    found = list(readable.select_related("dossier__zone")[: asked.limit + 1])
    rows, following = cut(found, asked.limit, lambda row: row.pk)
    day = localdate(request.actor.at)
    return CaseList(items=[_case(row) for row in listed(list(rows), day)], next=following)


def _case(row: Listed) -> CaseAnswer:
    case, due = row.case, row.due
    return CaseAnswer(
        id=case.pk,
        kind=case.kind,
        measure=Words.of(kind_name(case.kind)),
        state=case.state,
        stands=Words.of(state_name(case.state)),
        zone=case.dossier.zone.code,
        zone_name=case.dossier.zone_name,
        city=case.dossier.city,
        assessment_year=case.dossier.publication.assessment_year,
        by=Words.of(office_name(case.office)),
        addressee=Words.of(office_name(case.addressee)) if case.addressee else None,
        due_on=due.due_on if due else case.due_on,
        lamp=due.lamp if due else None,
        result=case.result,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
    )
