"""What the catalogue holds on a day, and the history of one zone. Each is one query of the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kaohe.office.zones.facts import Facts
from kaohe.office.zones.models import Spell


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show of the catalogue; "" is everything. `text` is looked for in codes and all names ever."""

    level: str = ""
    province: str = ""
    city: str = ""
    region: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A zone on a day. `committee` is the key of the office that answers for it, `former` its other names."""

    code: str
    facts: Facts
    since: date
    basis: str
    committee: int | None
    committee_zh: str
    committee_en: str
    former: tuple[str, ...]

    def matches(self, filters: Filters) -> bool:
        """Whether the zone is one of those asked for."""
        wanted = filters.text.strip().casefold()
        texts = (self.code, *self.facts.names, *self.former)
        return (
            filters.level in ("", self.facts.level)
            and filters.province in ("", self.facts.province)
            and filters.city in ("", self.facts.city)
            and filters.region in ("", self.facts.region, self.facts.region4)
            and any(wanted in text.casefold() for text in texts)
        )


@dataclass(frozen=True, slots=True)
class SpellRow:
    """One spell of a history. `replaced`: another spell that begins on the same day counts in its place."""

    since: date
    event: str
    facts: Facts
    basis: str
    ended: bool
    replaced: bool
    committee_zh: str
    committee_en: str


@dataclass(frozen=True, slots=True)
class History:
    """All that was recorded of a zone, the earliest first."""

    code: str
    revision: int
    spells: tuple[SpellRow, ...]

    @property
    def last(self) -> SpellRow:
        return self.spells[-1]


def zones_on(day: date, filters: Filters | None = None) -> tuple[ZoneRow, ...]:
    """The zones in the catalogue on a day, in the order of their codes."""
    known = Spell.objects.filter(since__lte=day).select_related("zone", "committee")
    by_zone = groupby(known.order_by("zone__code", "since", "pk"), key=lambda spell: spell.zone.code)
    rows = (_row(list(spells)) for _, spells in by_zone)
    wanted = filters or Filters()
    return tuple(row for row in rows if row is not None and row.matches(wanted))


def zone_history(code: str) -> History | None:
    """The history of a zone; None where the catalogue never had it."""
    chosen = Spell.objects.filter(zone__code=code).select_related("zone", "committee").order_by("since", "pk")
    spells = list(chosen)
    if not spells:
        return None
    followers: Iterable[Spell | None] = [*spells[1:], None]
    rows = tuple(
        SpellRow(
            spell.since,
            spell.event,
            spell.facts,
            spell.basis,
            spell.ended,
            follower is not None and follower.since == spell.since,
            spell.committee.name_zh if spell.committee else "",
            spell.committee.name_en if spell.committee else "",
        )
        for spell, follower in zip(spells, followers, strict=True)
    )
    return History(code, spells[0].zone.revision, rows)


def _row(spells: list[Spell]) -> ZoneRow | None:
    *before, now = spells
    if now.ended:
        return None
    ever = dict.fromkeys(name for spell in before for name in spell.facts.names)
    former = tuple(name for name in ever if name not in now.facts.names)
    office = now.committee
    names = (office.name_zh, office.name_en) if office else ("", "")
    return ZoneRow(now.zone.code, now.facts, now.since, now.basis, now.committee_id, *names, former)
