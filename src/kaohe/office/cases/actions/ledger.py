"""The ledger of a rectification: entered and mended before the order, worked off by item, each signed off."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.lengths import refuse_too_long
from kaohe.office.cases.actions.drafts import drafts_follow
from kaohe.office.cases.actions.holding import advance, hold, kept, refuse_closed, require_part
from kaohe.office.cases.machines import Need, Party
from kaohe.office.cases.machines.items import WORK
from kaohe.office.cases.machines.parts import ANSWERS
from kaohe.office.cases.machines.words import item_state_name, work_name
from kaohe.office.cases.models import Case, Item, ItemStep
from kaohe.office.cases.queries.letter_values import rows_of
from kaohe.office.cases.queries.ordering import refuse_out
from kaohe.office.cases.queries.preparing import keeps, needing
from kaohe.office.clocks.queries.due import due_of
from kaohe.office.files.storing import Received, enter
from kaohe.office.journal.actions import once, record

MOST = 200
"""Items of one ledger."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be done about an item, by whom, by when."""

    measure: str = ""
    owner: str = ""
    due_on: date | None = None


def enter_item(*, actor: Actor, case: Case, problem: str, plan: Planned, seen: int, key: str) -> Item:
    """Enter what is to be put right, before the order is issued. Raises `Refused` after that."""
    step = needing(case, Need.ITEMS)
    require_part(actor, case, keeps(case), step.party)
    outcome = once(actor.who, key, lambda: _enter(actor, case, kept(problem), plan, seen))
    return Item.objects.get(pk=outcome["item"])


def work_item(
    *,
    actor: Actor,
    item: Item,
    step: str,
    seen: int,
    key: str,
    note: str = "",
    plan: Planned | None = None,
    file: Received | None = None,
) -> Item:
    """Mend an item before the order is out; plan it, report it done, return it, sign it off, look back at it.

    `seen` is the item's revision. Raises `Refused` before or after the case's order, as the step asks; where
    the case is closed (looking back comes after that too); for a day after the order's; and where the item
    isn't there.
    """
    require_part(actor, item.case, permission(item.case, step), WORK[step].party)
    said = kept(note)
    outcome = once(actor.who, key, lambda: _work(actor, item, step, said, plan or Planned(), file, seen))
    return Item.objects.select_related("case").get(pk=outcome["item"])


def permission(case: Case, step: str) -> str:
    """The permission by which a step of an item is taken."""
    return ANSWERS if WORK[step].party is Party.ANSWERING else keeps(case)


def _enter(actor: Actor, case: Case, problem: str, plan: Planned, seen: int) -> dict[str, Any]:
    if not problem:
        raise Refused.because("cases.need_item_text")
    with transaction.atomic():
        held = hold(case, seen)
        refuse_out(held)
        said = rows_of(held, held.items.all())
        number = held.items.count() + 1
        if number > MOST:
            raise Refused.because("cases.too_many_items", allowed=MOST)
        _refuse_late(held, plan, localdate(actor.at))
        item = Item.objects.create(case=held, number=number, problem=problem, **_fields(plan))
        _note(actor, item, "entered", "")
        advance(held, held.state)
        drafts_follow(actor, held, said)
        record(actor.who, keeps(held), item, after={"problem": problem})
    return {"item": item.pk}


def _work(
    actor: Actor, item: Item, step: str, note: str, plan: Planned, file: Received | None, seen: int
) -> dict[str, Any]:
    work = WORK[step]
    if not work.plans and not note:
        raise Refused.because("cases.need_item_note", step=work_name(step))
    with transaction.atomic():
        held = Case.objects.select_for_update(of=("self",)).get(pk=item.case_id)
        _refuse_at_another_time(held, step)
        _refuse_late(held, plan, localdate(actor.at))
        found = Item.objects.get(pk=item.pk)
        said = rows_of(held, held.items.all()) if work.before else []
        changes = {"state": work.target or found.state, "revision": seen + 1}
        changes |= _fields(plan) if work.plans else {}
        guarded = Item.objects.filter(pk=item.pk, revision=seen, state=work.source)
        if guarded.update(**changes) != 1:
            words = {"step": work_name(step), "state": item_state_name(found.state)}
            raise Refused.because("cases.item_not_there", **words)
        _note(actor, found, step, note, file)
        if work.before:
            drafts_follow(actor, held, said)
        after = {"step": step, "state": changes["state"]}
        record(
            actor.who, permission(held, step), found, before={"state": found.state}, after=after, reason=note
        )
    return {"item": item.pk}


def _refuse_at_another_time(held: Case, step: str) -> None:
    """Raises `Refused` for a step of after the order before it, and the other way round."""
    if WORK[step].before:
        refuse_out(held)
        return
    if step != "looked_back":
        refuse_closed(held)
    if held.shown_at is None:
        raise Refused.because("cases.not_ordered_yet")


def _note(actor: Actor, item: Item, step: str, note: str, file: Received | None = None) -> None:
    ItemStep.objects.create(
        item=item,
        step=step,
        note=note,
        file=enter(file, at=actor.at) if file else None,
        file_name=file.name if file else "",
        by_id=actor.user or 0,
        by=actor.name,
        at=actor.at,
    )


def _fields(plan: Planned) -> dict[str, Any]:
    fields = {"measure": kept(plan.measure), "owner": kept(plan.owner), "due_on": plan.due_on}
    refuse_too_long(Item(**fields))
    return fields


def _refuse_late(case: Case, plan: Planned, day: date) -> None:
    """An item is done by the order's last day, as set or extended since."""
    last = due_of(case.clock, day).due_on if case.clock else case.due_on
    if last and plan.due_on and plan.due_on > last:
        raise Refused.because("cases.item_after_due", found=plan.due_on, allowed=last)
