"""Changes of the catalogue: a zone is listed, something happens to it."""

from datetime import date

from django.db import IntegrityError, transaction

from kaohe.messages import Problem, Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import require
from kaohe.office.journal.actions import record
from kaohe.office.zones.checks import LEVEL_AFTER, basis_problems, event_problems, refuse_taken_names
from kaohe.office.zones.facts import CODE, Change, Facts, problems_of
from kaohe.office.zones.models import Event, Spell, Zone
from kaohe.office.zones.offices import city_government_of, committee_of, founded
from kaohe.office.zones.spells import begin, claim, spell_before, told, zone_called


def list_zone(*, actor: Actor, code: str, since: date, facts: Facts, basis: str) -> Zone:
    """Take a zone into the catalogue from a day on, with its committee and its host city's government."""
    require(actor, "zones.manage")
    problems = problems_of(facts) + basis_problems(basis)
    if not CODE.fullmatch(code):
        problems.append(Problem("zones.code_shape", {"found": code}))
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        refuse_taken_names(code, facts, since)
        try:
            with transaction.atomic():
                zone = Zone.objects.create(code=code)
        except IntegrityError:
            raise Refused.because("zones.code_taken", code=code) from None
        committee = founded(committee_of(code, facts))
        if facts.city:
            founded(city_government_of(facts.city))
        spell = begin(zone, Event.LISTED, since, facts, basis, committee)
        record(actor.who, "zones.list", zone, after=told(spell), reason=basis)
    return zone


def record_event(
    *,
    actor: Actor,
    code: str,
    event: Event,
    since: date,
    basis: str,
    change: Change | None = None,
    revision: int | None = None,
) -> Spell:
    """Record a promotion, demotion, renaming, correction or leaving from a day on; history stays.

    A correction starts from what was recorded for its day and holds until the next spell. `revision` is the
    one that the actor saw.
    """
    require(actor, "zones.manage")
    with transaction.atomic():
        zone = zone_called(code)
        before = spell_before(zone, event, since)
        facts = (change or Change()).to(before.facts)
        if event in LEVEL_AFTER:
            facts = Change(level=LEVEL_AFTER[event]).to(facts)
        problems = problems_of(facts) + basis_problems(basis) + event_problems(event, before, facts)
        if problems:
            raise Refused(problems)
        refuse_taken_names(code, facts, since)
        claim(zone, revision)
        if facts.city != before.city:
            _move(before.committee, facts.city)
        spell = begin(zone, event, since, facts, basis, before.committee)
        record(actor.who, "zones.record", zone, before=told(before), after=told(spell), reason=basis)
    return spell


def _move(committee: Office | None, city: str) -> None:
    """The committee lies in the city of its zone: reviewers of the city are told apart by that."""
    if city:
        founded(city_government_of(city))
    if committee:
        Office.objects.filter(pk=committee.pk).update(city=city)
