"""What changed, in words: the fields of an entry, what stood in them before and what after."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from kaohe.messages import Text, codes, worded
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.roles import Role
from kaohe.office.journal.queries import Change, Line
from kaohe.office.reporting.models import Report
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.office.zones.models import Spell
from kaohe.web.pages.journal.things import POST, Thing, Things, name_of

LISTED = 12
"""So many of a long list are named; the entry, and its export, has them all."""

_CODED = {
    "stage": ("reporting.stage_{}",),
    "state": ("notices.state_{}", "web_journal.state_{}"),
    "role": ("accounts.role_{}",),
    "kind": ("accounts.kind_{}", "reporting.window_{}"),
    "event": ("zones.event_{}",),
    "level": ("zones.level_{}",),
    "cause": ("web_journal.cause_{}",),
    "lang": ("web_journal.lang_{}",),
    "per": ("web_journal.per_{}",),
    "type": ("web_journal.type_{}",),
    "scopes": ("{}",),
    "origin": ("assessment.origin_{}",),
    "field": ("assessment.field_{}",),
    "extent": ("assessment.extent_{}",),
    "outcome": ("assessment.outcome_{}",),
}
"""Fields that hold codes of ours, and how the sentences of these codes are called."""

_OFFICES = ("office", "successor", "committee")
_UNITS = ("reports", "without", "added", "unit")
_POSTS = ("posts", "deputy_for")
_ITEMS = ("item", "asked", "cells")


@dataclass(frozen=True, slots=True)
class Worded:
    """A field in words, and its values; None: it had or has none."""

    name: Text
    before: Text | None
    after: Text | None

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Names:
    """What codes in the fields of a page's entries stand for: things, offices, zones and cities."""

    things: Things
    offices: Mapping[str, Text]
    units: Mapping[str, Text]


def names_in(lines: Collection[Line], things: Things) -> Names:
    """The names of offices and units that fields give by code; a query for each that is there at all."""
    offices, units = _codes_in(lines, _OFFICES), _codes_in(lines, _UNITS)
    known = Office.objects.filter(code__in=offices) if offices else ()
    spells = (
        Spell.objects.filter(zone__code__in=units).select_related("zone").order_by("since", "pk")
        if units
        else ()
    )
    return Names(
        things,
        {office.code: name_of(office) for office in known},
        {each.zone.code: Text(each.name_zh, each.name_en or each.name_zh) for each in spells},
    )


def changes_in_words(line: Line, names: Names) -> tuple[Worded, ...]:
    """Every field of an entry, with what stood in it."""
    thing = names.things.get((line.kind, line.key))
    tell = _Telling(names, thing)
    return tuple(
        Worded(tell.name(change.name), tell.value(change, change.before), tell.value(change, change.after))
        for change in line.changes
    )


class _Telling:
    """The words of one entry's fields."""

    def __init__(self, names: Names, thing: Thing | None):
        self.names = names
        self.items = _items_of(thing.report) if thing and thing.report else {}

    def name(self, field: str) -> Text:
        code = f"web_journal.field_{field}"
        if code in codes():
            return worded(code)
        if field in set(Role):
            return worded(f"accounts.role_{field}")
        return self.items.get(field, _plain(field))

    def value(self, change: Change, value: Any) -> Text | None:
        if value is None or value in ("", [], {}):
            return None
        if change.name in self.items and isinstance(value, list):
            return self._typed(*value)
        if change.name == "said":
            return _joined([self._said(*each) for each in value])
        if change.name == "people":
            return _joined([_person(name, each) for name, each in value.items() if each])
        if isinstance(value, list):
            shown = _joined([self._one(change.name, each) for each in value[:LISTED]])
            more = len(value) > LISTED
            return worded("web_journal.and_more", listed=shown, count=len(value)) if more else shown
        return self._one(change.name, value)

    def _one(self, field: str, value: Any) -> Text:
        """One value of a field."""
        if field in _CODED:
            return _coded(field, value)
        if field in _POSTS:
            post = self.names.things.get((POST, str(value)))
            return post.name if post else _plain(value)
        known: Mapping[str, Text] = {}
        if field in _ITEMS:
            known = self.items
        elif field in _OFFICES:
            known = self.names.offices
        elif field in _UNITS:
            known = self.names.units
        return known.get(str(value)) or _plain(value)

    def _typed(self, typed: str, note: str) -> Text:
        """A cell as it was typed, with its note."""
        return worded("web_journal.typed_noted", typed=typed, note=note) if note else _plain(typed)

    def _said(self, item: str, outcome: str, reason: str, value: float | None) -> Text:
        """What was said of a figure: which, what, why, and what is held to be right."""
        parts = [worded(f"web_review.outcome_{outcome}")]
        parts += [_plain(each) for each in (reason, value) if each not in ("", None)]
        return worded("web_journal.said_of", item=self.items.get(item, _plain(item)), said=_joined(parts))


def _codes_in(lines: Collection[Line], fields: Collection[str]) -> set[str]:
    return {
        each
        for line in lines
        for change in line.changes
        if change.name in fields
        for value in (change.before, change.after)
        for each in _strings(value)
    }


def _strings(value: Any) -> Iterator[str]:
    for each in value[:LISTED] if isinstance(value, list) else [value]:
        if isinstance(each, str) and each:
            yield each


def _items_of(report: Report) -> Mapping[str, Text]:
    return {code: item.name for code, item in asked_of(report).items()}


def _coded(field: str, value: Any) -> Text:
    found = (code.format(value) for code in _CODED[field])
    return next((worded(code) for code in found if code in codes()), _plain(value))


def _person(name: str, value: str) -> Text:
    """A person of a form, or the phone of one."""
    who = worded(f"reporting.{name.removesuffix('_phone')}")
    return worded(
        "web_journal.phone_of" if name.endswith("_phone") else "web_journal.is", name=who, value=value
    )


def _joined(parts: Collection[Text]) -> Text:
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def _plain(value: Any) -> Text:
    """A value that needs no words but for yes, no and instants, which are told in local time."""
    if isinstance(value, bool):
        return worded("web_journal.yes" if value else "web_journal.no")
    said = _local(value) if isinstance(value, str) and "T" in value else str(value)
    return Text(said, said)


def _local(value: str) -> str:
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{localtime(instant):%Y-%m-%d %H:%M}" if instant.tzinfo else value
