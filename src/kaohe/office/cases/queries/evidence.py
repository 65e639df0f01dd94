"""Which publications are judged, by which packs, and on what evidence."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q, QuerySet

from kaohe.law import Calendar
from kaohe.messages import Problem
from kaohe.office.assessment.models import Publication
from kaohe.office.assessment.queries.events import events_on
from kaohe.office.assessment.queries.places import standings_by_year, zones_on
from kaohe.office.assessment.queries.published import final
from kaohe.office.cases.models import Setting as Row
from kaohe.office.clocks.queries.calendars import calendar_on
from kaohe.rules import Event, Judgement, LoadedPack, Setting, judge, rule_pack, rule_pack_ids
from kaohe.standings import Standings, Zone

Origin, Field = Publication.Origin, Publication.Field


@dataclass(frozen=True)
class Evidence:
    """What a publication is judged on at an instant. `earlier`: whose places serve conditions over years."""

    publication: Publication
    now: datetime
    earlier: tuple[int, ...]
    zones: tuple[Zone, ...]
    events: tuple[Event, ...]
    settings: Mapping[str, Mapping[str, Setting]]
    calendar: Calendar

    @cached_property
    def standings(self) -> Mapping[int, Standings]:
        """The places by year; read when a pack judges, and once for all packs."""
        return standings_by_year(self.publication, self.now)

    def sha256(self, pack: LoadedPack) -> str:
        """The same as long as judging by the pack would come to the same."""
        calendar = (sorted(self.calendar.days.items()), sorted(self.calendar.years))
        zones = [replace(zone, aliases=()) for zone in self.zones]
        settings = sorted(self._settings(pack).items())
        places = (self.publication.pk, self.earlier)
        said = repr((pack.sha256, places, zones, self._events(pack), settings, calendar))
        return hashlib.sha256(said.encode()).hexdigest()

    def judgement(self, pack: LoadedPack) -> Judgement:
        """What the pack's rules for the publication's field come to. Raises `Refused`."""
        publication = self.publication
        judged = judge(
            pack,
            self.standings,
            self.zones,
            self._events(pack),
            self._settings(pack),
            publication.published_on,
            self.calendar,
        )
        rules = {rule.id for rule in pack.pack.rules if rule.field == publication.field}
        return replace(
            judged,
            findings=tuple(finding for finding in judged.findings if finding.rule in rules),
            not_judged=tuple(left for left in judged.not_judged if left.rule is None or left.rule in rules),
        )

    def _events(self, pack: LoadedPack) -> list[Event]:
        return [event for event in self.events if event.kind in pack.pack.events]

    def _settings(self, pack: LoadedPack) -> dict[str, Setting]:
        known = self.settings.get(pack.pack.id, {})
        return {name: setting for name, setting in known.items() if name in pack.pack.parameters}


def publications_judged(now: datetime) -> QuerySet[Publication]:
    """The final places that count at an instant, the earliest year first: the ministry's of the nation, ours
    of the province's zones. Ours of national zones are a rehearsal, and nothing follows from that."""
    in_nation = Q(origin=Origin.OFFICIAL, field=Field.NATION)
    in_province = Q(origin=Origin.COMPUTED, field=Field.PROVINCE)
    return final(now).filter(in_nation | in_province).order_by("assessment_year", "pk")


def packs_for(publication: Publication) -> list[LoadedPack]:
    """The shipped packs that have rules for places in the publication's field."""
    packs = map(rule_pack, rule_pack_ids())
    return [pack for pack in packs if any(rule.field == publication.field for rule in pack.pack.rules)]


def outside(publication: Publication, pack: LoadedPack) -> Problem | None:
    """Why the pack wasn't, or isn't yet, in force for the publication; None if it is."""
    years = (publication.assessment_year, publication.data_year)
    return pack.pack.applies.refusal(publication.published_on, *years)


def root_of(publication: Publication) -> Publication:
    """The first of the publications that correct one another; a notice for objections isn't one of them."""
    while publication.supersedes is not None and publication.supersedes.notice_until is None:
        publication = publication.supersedes
    return publication


def evidence_of(publication: Publication, now: datetime) -> Evidence:
    """What is known for judging a publication at an instant."""
    same_kind = final(now).filter(origin=publication.origin, field=publication.field)
    earlier = same_kind.filter(assessment_year__lt=publication.assessment_year).order_by("pk")
    return Evidence(
        publication,
        now,
        tuple(earlier.values_list("pk", flat=True)),
        _zones(publication),
        events_on(now),
        settings(),
        calendar_on(now),
    )


def settings() -> Mapping[str, Mapping[str, Setting]]:
    """What the office has set, by pack and name: the last word counts."""
    found: dict[str, dict[str, Setting]] = {}
    for row in Row.objects.order_by("pk"):
        of_pack = found.setdefault(row.pack, {})
        of_pack.pop(row.name, None)
        if row.value:
            of_pack[row.name] = Setting(row.name, row.value, row.basis)
    return found


def _zones(publication: Publication) -> tuple[Zone, ...]:
    """Zones as of the publication; whoever was demoted within the assessment year was still ranked in it."""
    zones = zones_on(publication.published_on)
    if publication.origin != Origin.OFFICIAL:
        return zones
    new_year = date(publication.assessment_year, 1, 1)
    national = {zone.code for zone in zones_on(new_year) if zone.level == "national"}
    return tuple(replace(zone, level="national") if zone.code in national else zone for zone in zones)
