"""What an officer settles before an order or request is issued: the last day, who acts jointly."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.rules import DEPARTMENTAL
from kaohe.office.cases.actions.holding import advance, hold, require_part
from kaohe.office.cases.machines import Need
from kaohe.office.cases.models import Case, CaseOffice
from kaohe.office.cases.queries.preparing import needing, prepares
from kaohe.office.journal.actions import once, record


def set_due(*, actor: Actor, case: Case, due_on: date, seen: int, key: str) -> None:
    """Set the last day, before the order or request is issued. Raises `Refused` for a day that is past."""
    step = needing(case, Need.DUE)
    require_part(actor, case, prepares(step), step.party)
    once(actor.who, key, lambda: _set_due(actor, case, due_on, seen))


def choose_offices(*, actor: Actor, case: Case, offices: Collection[int], seen: int, key: str) -> None:
    """Choose the departments that act jointly: the text names none. Raises `Refused` for none or no such."""
    step = needing(case, Need.JOINT_OFFICES)
    require_part(actor, case, prepares(step), step.party)
    once(actor.who, key, lambda: _choose(actor, case, frozenset(offices), seen))


def _set_due(actor: Actor, case: Case, due_on: date, seen: int) -> dict[str, Any]:
    if due_on <= (day := localdate(actor.at)):
        raise Refused.because("cases.due_is_past", found=due_on, day=day)
    with transaction.atomic():
        held = hold(case, seen)
        needing(held, Need.DUE)
        advance(held, held.state, due_on=due_on)
        before, after = {"due_on": str(held.due_on or "")}, {"due_on": str(due_on)}
        record(actor.who, "cases.lead", held, before=before, after=after)
    return {}


def _choose(actor: Actor, case: Case, chosen: frozenset[int], seen: int) -> dict[str, Any]:
    with transaction.atomic():
        held = hold(case, seen)
        needing(held, Need.JOINT_OFFICES)
        offices = Office.objects.filter(pk__in=chosen, kind__in=DEPARTMENTAL, city="")
        found = list(offices.exclude(pk=held.office_id).order_by("pk"))
        if not found or len(found) != len(chosen):
            raise Refused.because("cases.not_joint", found=len(chosen) - len(found))
        before = list(held.offices.values_list("office__code", flat=True))
        held.offices.all().delete()
        CaseOffice.objects.bulk_create(CaseOffice(case=held, office=each) for each in found)
        advance(held, held.state)
        after = {"jointly_with": [each.code for each in found]}
        record(actor.who, "cases.lead", held, before={"jointly_with": before}, after=after)
    return {}
