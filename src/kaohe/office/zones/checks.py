"""What a change of the catalogue may not be."""

from datetime import date

from kaohe.messages import Problem, Refused
from kaohe.office.zones.facts import Facts, is_unsafe
from kaohe.office.zones.models import Event, Level, Spell
from kaohe.office.zones.queries import zones_on

LEVEL_AFTER = {Event.PROMOTION: Level.NATIONAL, Event.DEMOTION: Level.PROVINCIAL}
LONGEST_BASIS = 300


def event_problems(event: Event, before: Spell, facts: Facts) -> list[Problem]:
    """Why the event can't follow on what was before."""
    if event in (Event.LISTED, Event.COMMITTEE):
        return [Problem("zones.event_not_recorded", {"found": event.value})]
    if event in LEVEL_AFTER and before.level == facts.level:
        return [Problem("zones.level_already", {"code": before.zone.code})]
    if event is Event.RENAMING and facts.name_zh == before.name_zh:
        return [Problem("zones.name_not_new", {"found": facts.name_zh})]
    if event is Event.CORRECTION and facts == before.facts and not before.ended:
        return [Problem("zones.nothing_corrected")]
    return []


def basis_problems(basis: str) -> list[Problem]:
    """A change says on what paper it rests."""
    if is_unsafe(basis.strip()):
        return [Problem("zones.sign_not_allowed", {"found": ascii(basis.strip()[:20])})]
    if 0 < len(basis.strip()) <= LONGEST_BASIS:
        return []
    return [Problem("zones.basis_needed", {"length": len(basis.strip()), "allowed": LONGEST_BASIS})]


def refuse_taken_names(code: str, facts: Facts, day: date) -> None:
    """A name means one zone on a day."""
    for other in zones_on(day):
        taken = set(other.facts.names) & set(facts.names)
        if other.code != code and taken:
            raise Refused.because("zones.name_taken", name=min(taken), code=other.code)
