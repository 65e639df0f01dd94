"""Entries of the journal, the oldest first, so that a reader can follow it."""

from typing import Any

from ninja import Query, Router, Schema
from pydantic import Field

from kaohe.office.journal.queries import Line, Wanted, lines_after
from kaohe.web.api.kinds import ByKey, Day, Instant, Plain, cut
from kaohe.web.api.operations import reads
from kaohe.web.middleware import ActingRequest

router = Router()


class Asked(ByKey):
    person: Plain = Field("", description="web_api.param_person")
    action: Plain = Field("", description="web_api.param_action")
    kind: Plain = Field("", description="web_api.param_kind")
    key: Plain = Field("", description="web_api.param_key")
    day: Day | None = Field(None, description="web_api.param_day_of_entry")


class EntryChange(Schema):
    name: str
    before: Any
    after: Any


class Entry(Schema):
    """Who did what to which thing, when, from where, why; `hash` covers the entry and the one before it."""

    position: int
    at: Instant
    person: str
    source: str
    action: str
    kind: str
    key: str
    reason: str
    changes: list[EntryChange]
    hash: str


class EntryList(Schema):
    items: list[Entry]
    next: int | None = Field(description="web_api.field_next")


@reads(router, "/journal", "journal", "journal.read", EntryList)
def journal(request: ActingRequest, asked: Query[Asked]) -> EntryList:
    """By position."""
    wanted = Wanted(asked.person, asked.action, asked.kind, asked.key, asked.day)
    found = lines_after(wanted, asked.after, asked.limit + 1)
    rows, following = cut(found, asked.limit, lambda line: line.position)
    return EntryList(items=[_entry(line) for line in rows], next=following)


def _entry(line: Line) -> Entry:
    return Entry(
        position=line.position,
        at=line.at,
        person=line.person,
        source=line.source,
        action=line.action,
        kind=line.kind,
        key=line.key,
        reason=line.reason,
        changes=[EntryChange(name=each.name, before=each.before, after=each.after) for each in line.changes],
        hash=line.hash,
    )
