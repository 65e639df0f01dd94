"""How a spell follows another: the steps that every change of a zone goes through."""

from datetime import date
from typing import Any

from django.db.models import F

from kaohe.messages import Refused
from kaohe.office.accounts.models import Office
from kaohe.office.zones.facts import Facts
from kaohe.office.zones.models import Event, Spell, Zone


def zone_called(code: str) -> Zone:
    """The zone of a code. Raises `Refused`."""
    zone = Zone.objects.filter(code=code).first()
    if zone is None:
        raise Refused.because("zones.unknown", code=code)
    return zone


def spell_before(zone: Zone, event: Event, since: date) -> Spell:
    """The spell that the event starts from. Refuses a day before the last spell, and zones that left."""
    spells = list(zone.spells.select_related("committee").order_by("since", "pk"))
    last = spells[-1]
    if event is Event.CORRECTION:
        return next((spell for spell in reversed(spells) if spell.since <= since), spells[0])
    if last.ended:
        raise Refused.because("zones.left", code=zone.code, day=last.since.isoformat())
    if since < last.since:
        raise Refused.because("zones.day_before", found=since.isoformat(), allowed=last.since.isoformat())
    return last


def claim(zone: Zone, seen: int | None) -> None:
    """Of two who change the same zone at once only one goes on."""
    revision = zone.revision if seen is None else seen
    if not Zone.objects.filter(pk=zone.pk, revision=revision).update(revision=F("revision") + 1):
        raise Refused.because("zones.changed_meanwhile", code=zone.code)


def begin(zone: Zone, event: Event, since: date, facts: Facts, basis: str, committee: Office | None) -> Spell:
    """Add the spell that the event begins."""
    return Spell.objects.create(
        zone=zone,
        event=event,
        since=since,
        basis=basis.strip(),
        committee=committee,
        ended=event is Event.LEFT,
        **facts.as_fields(),
    )


def told(spell: Spell) -> dict[str, Any]:
    """A spell as the journal keeps it."""
    office = spell.committee.code if spell.committee else ""
    rest = {"event": str(spell.event), "ended": spell.ended, "committee": office}
    facts = spell.facts.as_fields()
    return {"code": spell.zone.code, "since": spell.since.isoformat(), **facts, **rest}
