"""Reading the journal, newest first, a page at a time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

from kaohe.office.journal.models import Entry

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: of a person (part of the name), an action, a thing, a day; where nothing is said all."""

    person: str = ""
    action: str = ""
    kind: str = ""
    key: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One field of what was done, before and after; None: it had or has no such field."""

    name: str
    before: Any
    after: Any

    @property
    def changed(self) -> bool:
        return bool(self.before != self.after)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a reader sees it."""

    position: int
    at: datetime
    person: str
    source: str
    action: str
    kind: str
    key: str
    reason: str
    hash: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, and below which position the older ones begin; None where these are the last."""

    lines: tuple[Line, ...]
    older: int | None


def page_of(wanted: Wanted, below: int | None = None) -> Page:
    """The entries below a position, newest first. Two queries at most, however long the journal is."""
    found = _matching(wanted)
    if below is not None:
        found = found.filter(position__lt=below)
    entries = list(found.order_by("-position")[: PAGE + 1])
    lines = tuple(_line(entry) for entry in entries[:PAGE])
    return Page(lines, lines[-1].position if len(entries) > PAGE else None)


def lines_after(wanted: Wanted, position: int, count: int) -> tuple[Line, ...]:
    """So many entries after a position, the oldest first. One query."""
    found = _matching(wanted).filter(position__gt=position).order_by("position")
    return tuple(_line(entry) for entry in found[:count])


def actions_done() -> list[str]:
    """Every action that the journal knows."""
    return list(Entry.objects.order_by("action").values_list("action", flat=True).distinct())


def kinds_touched() -> list[str]:
    """Every kind of thing that the journal knows."""
    kinds = Entry.objects.exclude(kind="").order_by("kind")
    return list(kinds.values_list("kind", flat=True).distinct())


def _matching(wanted: Wanted) -> QuerySet[Entry]:
    given = Q()
    if wanted.person:
        given &= Q(actor_name__icontains=wanted.person)
    if wanted.action:
        given &= Q(action=wanted.action)
    if wanted.kind:
        given &= Q(kind=wanted.kind)
    if wanted.key:
        given &= Q(key=wanted.key)
    if wanted.day:
        begin = make_aware(datetime.combine(wanted.day, time.min))
        given &= Q(at__gte=begin, at__lt=begin + timedelta(days=1))
    return Entry.objects.filter(given)


def _line(entry: Entry) -> Line:
    before, after = entry.before or {}, entry.after or {}
    return Line(
        position=entry.position,
        at=entry.at,
        person=entry.actor_name,
        source=entry.source,
        action=entry.action,
        kind=entry.kind,
        key=entry.key,
        reason=entry.reason,
        hash=entry.hash,
        changes=tuple(Change(name, before.get(name), after.get(name)) for name in {**before, **after}),
    )
