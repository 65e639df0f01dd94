"""The figures of the items that a department vouches for, and nothing else of the reports they stand in."""

from typing import Literal, cast

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from kaohe.office.reporting.models import Round
from kaohe.office.reporting.queries.vouching import Vouched, vouched_by
from kaohe.web.api.kinds import ByKey, Instant, RoundCode, Words, cut
from kaohe.web.api.operations import reads
from kaohe.web.middleware import ActingRequest

router = Router()
State = Literal["open", "disputed", "settled", "confirmed", "closed"]


class Asked(ByKey):
    state: State | None = Field(None, description="web_api.param_vouched")


class VouchedFigure(Schema):
    """A figure handed in, in the item's unit; `mine` is what the department holds to be right instead."""

    id: int
    report: int
    code: str
    name: Words
    table: str = Field(description="web_api.field_table")
    city: str
    item: str
    item_name: Words
    unit: str
    value: float | None
    last_year: float | None
    version: int = Field(description="web_api.field_version")
    state: State
    mine: float | None
    said_at: Instant | None


class VouchedList(Schema):
    items: list[VouchedFigure]
    next: int | None = Field(description="web_api.field_next")


@reads(router, "/rounds/{code}/vouched", "vouched", "reporting.read_vouched", VouchedList)
def vouched(request: ActingRequest, code: RoundCode, asked: Query[Asked]) -> VouchedList:
    """By key of the figure."""
    round = get_object_or_404(Round.objects.select_related("previous"), code=code)
    found = sorted(vouched_by(request.actor, round), key=lambda each: each.figure.pk)
    wanted = [each for each in found if each.figure.pk > asked.after and asked.state in (None, each.state)]
    rows, following = cut(wanted[: asked.limit + 1], asked.limit, lambda each: each.figure.pk)
    return VouchedList(items=[_figure(each) for each in rows], next=following)


def _figure(each: Vouched) -> VouchedFigure:
    report, mine = each.report, each.mine
    return VouchedFigure(
        id=each.figure.pk,
        report=report.pk,
        code=report.code,
        name=Words(zh=report.name_zh, en=report.name_en),
        table=report.table,
        city=report.city,
        item=each.code,
        item_name=Words.of(each.item.name),
        unit=each.item.unit,
        value=each.figure.value,
        last_year=each.last_year,
        version=each.figure.version,
        state=cast("State", each.state),
        mine=mine.value if mine else None,
        said_at=mine.at if mine else None,
    )
