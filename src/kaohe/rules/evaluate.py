"""A condition asked of a zone: the walk through the closed vocabulary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kaohe.messages import Problem, Text
from kaohe.rules.conditions import Condition, Parameter, Places
from kaohe.rules.events import Event
from kaohe.rules.findings import EventFact, Setting
from kaohe.rules.model import Pack
from kaohe.rules.parameters import number_of, scopes_of
from kaohe.rules.places import End, Lists
from kaohe.rules.verdicts import Verdict, all_of, any_of, at_least, opposite
from kaohe.standings import Zone


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a rule is asked about.

    `lists`: places by assessment year; `unfit`: years whose places aren't those the rule counts, with why;
    `events`: by unit, oldest first; `year`: the one judged.
    """

    pack: Pack
    lists: Mapping[int, Lists]
    unfit: Mapping[int, Problem]
    events: Mapping[str, Sequence[Event]]
    settings: Mapping[str, Setting]
    published_on: date
    year: int

    def stands(self, zone: Zone) -> bool:
        """Whether the zone has any row in the standings of the year judged."""
        return zone.code in self.lists[self.year].standings.units

    def verdict(self, condition: Condition, zone: Zone, year: int) -> Verdict:
        """Whether `condition` holds for `zone` in the assessment of `year`."""
        if condition.last or condition.first:
            return self._places(condition, zone, year)
        if condition.event:
            return self._event(condition.event, zone)
        if condition.status:
            return self._status(condition.status, zone)
        return self._composed(condition, zone, year)

    def _composed(self, condition: Condition, zone: Zone, year: int) -> Verdict:
        if running := condition.years_running:
            years = range(year, year - running.years, -1)
            return all_of(self.verdict(running.each, zone, each) for each in years)
        if spread := condition.years_of:
            each = [self.verdict(spread.each, zone, year - back) for back in range(spread.within)]
            return all_of([each[0], at_least(spread.at_least - 1, each[1:])])
        parts = [self.verdict(part, zone, year) for part in condition.parts()]
        if condition.not_:
            return opposite(parts[0])
        return all_of(parts) if condition.all_of is not None else any_of(parts)

    def _places(self, condition: Condition, zone: Zone, year: int) -> Verdict:
        end: End = "last" if condition.last else "first"
        places = condition.last or condition.first
        gap = self._year_gap(year)
        if gap or places is None:
            return Verdict("unknown", gaps=(gap,) if gap else ())
        lists = self.lists[year]
        scopes = self._scopes(places, lists)
        if not scopes:
            return Verdict("unknown", gaps=(_no_lists(places, lists),))
        if places.within and not zone.region:
            return Verdict("unknown", gaps=(Problem("rules.no_region", level="note"),))
        group = f"region={zone.region}" if places.within else ""
        number = number_of(places.places, self.settings)
        each = [lists.verdict(zone.code, scope, group, number, end) for scope in scopes]
        return all_of(each) if places.scope == "each_indicator" else any_of(each)

    def _year_gap(self, year: int) -> Problem | None:
        if not self.pack.applies.holds_for_year(year):
            return Problem("rules.year_of_other_rules", {"year": year}, level="note")
        if year not in self.lists:
            return Problem("rules.year_not_given", {"year": year}, level="note")
        return self.unfit.get(year)

    def _scopes(self, places: Places, lists: Lists) -> tuple[str, ...]:
        standings = lists.standings
        if places.scope == "overall":
            return (standings.overall,) if standings.overall else ()
        if isinstance(places.scope, Parameter):
            return scopes_of(self.pack, self.settings[places.scope.parameter], standings)
        return standings.leaves

    def _event(self, kind: str, zone: Zone) -> Verdict:
        """Recorded since the year judged began; an older one leaves doubt: the date may be a slip."""
        recorded = [event for event in self.events.get(zone.code, ()) if event.kind == kind]
        recent = [event for event in recorded if event.date.year >= self.year]
        if recent:
            return Verdict("met", (self._fact(recent[-1]),))
        if recorded:
            params = {"event": self._name(kind), "day": recorded[-1].date, "year": self.year}
            return Verdict("unknown", gaps=(Problem("rules.event_too_old", params, level="note"),))
        return Verdict("unmet", (EventFact(kind, self._name(kind), None),))

    def _status(self, kind: str, zone: Zone) -> Verdict:
        """Begun, and not ended since, on the day of publication."""
        if not self.events:
            return Verdict("unknown", gaps=(Problem("rules.no_events", level="note"),))
        ends = self.pack.events[kind].until
        changes = [event for event in self.events.get(zone.code, ()) if event.kind in (kind, ends)]
        until_then = [event for event in changes if event.date <= self.published_on]
        if until_then and until_then[-1].kind == kind:
            return Verdict("met", (self._fact(until_then[-1]),))
        return Verdict("unmet")

    def _fact(self, event: Event) -> EventFact:
        return EventFact(event.kind, self._name(event.kind), event.date, event.decider, event.document)

    def _name(self, kind: str) -> Text:
        words = self.pack.events[kind]
        return Text(words.zh, words.en)


def _no_lists(places: Places, lists: Lists) -> Problem:
    if places.scope == "overall":
        return Problem("rules.no_overall", {"year": lists.year}, level="note")
    if isinstance(places.scope, Parameter) and lists.standings.origin == "computed":
        return Problem("rules.no_official_lists", {"year": lists.year}, level="note")
    return Problem("rules.no_indicators", {"year": lists.year}, level="note")
