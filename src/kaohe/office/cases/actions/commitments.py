"""What was promised at a talk, and what a re-check of it found."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.cases.actions.holding import advance, hold, kept, refuse_closed, require_part
from kaohe.office.cases.machines import Party
from kaohe.office.cases.models import Case, Commitment, Meeting
from kaohe.office.cases.queries.preparing import holds
from kaohe.office.journal.actions import once, record


def promise(*, actor: Actor, case: Case, text: str, due_on: date, seen: int, key: str) -> Commitment:
    """Note a commitment given at the case's talk, with its day. Raises `Refused` before the talk was held."""
    require_part(actor, case, holds(case), Party.LEAD)
    outcome = once(actor.who, key, lambda: _promise(actor, case, kept(text), due_on, seen))
    return Commitment.objects.get(pk=outcome["commitment"])


def recheck(*, actor: Actor, commitment: Commitment, is_kept: bool, found: str, key: str) -> None:
    """Say what looking again found. Raises `Refused` without words, and where it was checked already."""
    require_part(actor, commitment.case, holds(commitment.case), Party.LEAD)
    once(actor.who, key, lambda: _recheck(actor, commitment, is_kept, kept(found)))


def _promise(actor: Actor, case: Case, text: str, due_on: date, seen: int) -> dict[str, Any]:
    if not text:
        raise Refused.because("cases.need_item_text")
    if due_on < localdate(actor.at):
        raise Refused.because("cases.due_is_past", found=due_on, day=localdate(actor.at))
    with transaction.atomic():
        held = hold(case, seen)
        refuse_closed(held)
        meeting = Meeting.objects.filter(cases=held).order_by("pk").last()
        if meeting is None or meeting.held_at is None:
            raise Refused.because("cases.talk_not_held")
        promised = Commitment.objects.create(meeting=meeting, case=held, text=text, due_on=due_on)
        advance(held, held.state)
        after = {"commitment": text, "due_on": str(due_on)}
        record(actor.who, holds(held), promised, after=after)
    return {"commitment": promised.pk}


def _recheck(actor: Actor, commitment: Commitment, is_kept: bool, found: str) -> dict[str, Any]:
    if not found:
        raise Refused.because("cases.need_found")
    state = Commitment.State.KEPT if is_kept else Commitment.State.NOT_KEPT
    with transaction.atomic():
        guarded = Commitment.objects.filter(pk=commitment.pk, state=Commitment.State.OPEN)
        changes = {"state": state, "found": found, "checked_by": actor.name, "checked_at": actor.at}
        if guarded.update(**changes) != 1:
            raise Refused.because("cases.checked_already")
        record(actor.who, holds(commitment.case), commitment, after={"state": state, "found": found})
    return {}
