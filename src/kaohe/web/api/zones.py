"""The catalogue of zones on a day, and the history of one."""

from datetime import date
from typing import Any, Literal

from django.http import Http404
from django.utils.timezone import localdate
from ninja import Query, Router, Schema
from pydantic import Field

from kaohe.office.zones.queries import Filters, SpellRow, ZoneRow, zone_history, zones_on
from kaohe.web.api.kinds import ByCode, Day, Plain, Words, ZoneCode, cut
from kaohe.web.api.operations import reads
from kaohe.web.middleware import ActingRequest

router = Router()


class Asked(ByCode):
    day: Day | None = Field(None, description="web_api.param_day")
    level: Literal["national", "provincial"] | None = Field(None, description="web_api.param_level")
    province: Plain = Field("", description="web_api.param_province")
    city: Plain = Field("", description="web_api.param_city")
    region: Plain = Field("", description="web_api.param_region")
    text: Plain = Field("", description="web_api.param_text")


class ZoneFacts(Schema):
    """What a zone was from `since` on; `committee` answers for it."""

    since: date
    name: Words
    level: str
    province: str
    city: str
    region: str
    region4: str
    aliases: list[str]
    basis: str
    committee: Words | None


class Zone(ZoneFacts):
    """A zone on a day; `former` are names it once had."""

    code: str
    former: list[str]


class ZoneList(Schema):
    day: date
    items: list[Zone]
    next: str | None = Field(description="web_api.field_next")


class Spell(ZoneFacts):
    """A part of a zone's history; `replaced`: another of the same day counts in its place."""

    event: str
    ended: bool
    replaced: bool


class ZoneHistory(Schema):
    code: str
    spells: list[Spell]


@reads(router, "/zones", "zones", "zones.read", ZoneList)
def zones(request: ActingRequest, asked: Query[Asked]) -> ZoneList:
    """By code."""
    day = asked.day or localdate(request.actor.at)
    filters = Filters(asked.level or "", asked.province, asked.city, asked.region, asked.text)
    found = sorted(zones_on(day, filters), key=lambda row: row.code)
    rest = [row for row in found if row.code > asked.after]
    rows, following = cut(rest, asked.limit, lambda row: row.code)
    return ZoneList(day=day, items=[_zone(row) for row in rows], next=following)


@reads(router, "/zones/{code}", "zone", "zones.read", ZoneHistory)
def zone(request: ActingRequest, code: ZoneCode) -> ZoneHistory:
    """The earliest spell first."""
    history = zone_history(code)
    if history is None:
        raise Http404
    return ZoneHistory(code=history.code, spells=[_spell(row) for row in history.spells])


def _zone(row: ZoneRow) -> Zone:
    return Zone(code=row.code, former=list(row.former), **_place(row))


def _spell(row: SpellRow) -> Spell:
    return Spell(event=row.event, ended=row.ended, replaced=row.replaced, **_place(row))


def _place(row: ZoneRow | SpellRow) -> dict[str, Any]:
    facts = row.facts
    committee = Words(zh=row.committee_zh, en=row.committee_en) if row.committee_zh else None
    return {
        "since": row.since,
        "name": Words(zh=facts.name_zh, en=facts.name_en),
        "level": facts.level,
        "province": facts.province,
        "city": facts.city,
        "region": facts.region,
        "region4": facts.region4,
        "aliases": list(facts.aliases),
        "basis": row.basis,
        "committee": committee,
    }
