"""How far the reports of a round have come, as the page of progress shows it."""

from collections import Counter
from typing import Literal, cast

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import Concern, may
from kaohe.office.reporting.models import Round
from kaohe.office.reporting.queries.progress import Lamp, Progress, by_city, progress_of
from kaohe.web.api.kinds import ByKey, Instant, Plain, RoundCode, Stage, Words, cut
from kaohe.web.api.operations import reads
from kaohe.web.middleware import ActingRequest

router = Router()


class Asked(ByKey):
    city: Plain = Field("", description="web_api.param_city")
    stage: Stage | None = Field(None, description="web_api.param_stage")
    lamp: Literal["grey", "green", "yellow", "red"] | None = Field(None, description="web_api.param_lamp")


class ReportProgress(Schema):
    """One report: cells filled and asked, cells wanted by reviewers, and when its present step is due."""

    id: int
    code: str
    name: Words
    table: str = Field(description="web_api.field_table")
    city: str
    stage: Stage
    version: int = Field(description="web_api.field_version")
    filled: int
    asked: int
    wanted: int
    due: Instant | None
    lamp: str


class ProgressList(Schema):
    """Some reports; `total` and `lamps` count all that pass the filters."""

    total: int
    lamps: dict[str, int]
    items: list[ReportProgress]
    next: int | None = Field(description="web_api.field_next")


class CityProgress(Schema):
    name: str
    reports: int
    handed_in: int
    stages: dict[str, int]
    lamps: dict[str, int]


class CityList(Schema):
    items: list[CityProgress]


@reads(router, "/rounds/{code}/progress", "progress", "reporting.watch", ProgressList)
def progress(request: ActingRequest, code: RoundCode, asked: Query[Asked]) -> ProgressList:
    """By key of the report."""
    chosen = [
        each
        for each in _seen(request.actor, code)
        if asked.city in ("", each.city)
        and asked.stage in (None, each.stage)
        and asked.lamp in (None, each.lamp)
    ]
    rest = sorted((each for each in chosen if each.report > asked.after), key=lambda each: each.report)
    rows, following = cut(rest, asked.limit, lambda each: each.report)
    lamps = Counter(each.lamp for each in chosen)
    return ProgressList(
        total=len(chosen),
        lamps={lamp.value: lamps[lamp] for lamp in Lamp},
        items=[_row(each) for each in rows],
        next=following,
    )


@reads(router, "/rounds/{code}/progress/cities", "progress_cities", "reporting.watch", CityList)
def cities(request: ActingRequest, code: RoundCode) -> CityList:
    """By name."""
    rows = [
        CityProgress(
            name=each.name,
            reports=each.reports,
            handed_in=each.handed_in,
            stages=dict(each.stages),
            lamps={str(lamp): number for lamp, number in each.lamps.items()},
        )
        for each in by_city(_seen(request.actor, code))
    ]
    return CityList(items=rows)


def _seen(actor: Actor, code: str) -> list[Progress]:
    found = get_object_or_404(Round, code=code)
    return [
        each
        for each in progress_of(found, actor.at)
        if may(actor, "reporting.watch", Concern(each.office, each.city))
    ]


def _row(each: Progress) -> ReportProgress:
    return ReportProgress(
        id=each.report,
        code=each.code,
        name=Words(zh=each.name_zh, en=each.name_en),
        table=each.table,
        city=each.city,
        stage=cast("Stage", each.stage),
        version=each.version,
        filled=each.filled,
        asked=each.asked,
        wanted=each.wanted,
        due=each.due,
        lamp=each.lamp.value,
    )
