"""Another committee answers for a zone."""

from datetime import date, timedelta

from django.db import transaction

from kaohe.messages import Problem, Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.lengths import refuse_too_long
from kaohe.office.accounts.models import Office, Succession
from kaohe.office.accounts.permissions import require
from kaohe.office.journal.actions import record
from kaohe.office.zones.checks import basis_problems
from kaohe.office.zones.facts import is_unsafe
from kaohe.office.zones.models import Event
from kaohe.office.zones.spells import begin, claim, spell_before, told, zone_called


def name_committee(
    *,
    actor: Actor,
    code: str,
    since: date,
    basis: str,
    name_zh: str,
    name_en: str = "",
    revision: int | None = None,
) -> Office:
    """Another committee answers for a zone from a day on; the one before is succeeded by it.

    Posts stay with the office they are in: people are handed over in the accounts.
    """
    require(actor, "zones.manage")
    with transaction.atomic():
        zone = zone_called(code)
        before = spell_before(zone, Event.COMMITTEE, since)
        problems = basis_problems(basis)
        if not name_zh or (before.committee and before.committee.name_zh == name_zh):
            problems.append(Problem("zones.committee_not_new", {"found": name_zh}))
        if problems:
            raise Refused(problems)
        claim(zone, revision)
        office = Office(
            code=f"committee_{code}_{zone.revision + 1}",
            kind="committee",
            name_zh=name_zh,
            name_en=name_en or name_zh,
            city=before.city,
            since=since,
        )
        refuse_too_long(office)
        if any(map(is_unsafe, (name_zh, office.name_en))):
            raise Refused.because("zones.sign_not_allowed", found=ascii(name_zh[:20]))
        office.save()
        if before.committee:
            Succession.objects.create(office=before.committee, successor=office, on=since, basis=basis)
            Office.objects.filter(pk=before.committee.pk).update(until=since - timedelta(days=1))
        spell = begin(zone, Event.COMMITTEE, since, before.facts, basis, office)
        record(actor.who, "zones.name_committee", zone, before=told(before), after=told(spell), reason=basis)
    return office
