"""Holding a case until an action is done, and the texts that are kept of it."""

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import Denied, require
from kaohe.office.cases.machines import Party, machine_of
from kaohe.office.cases.machines.words import state_name
from kaohe.office.cases.models import Case
from kaohe.office.cases.queries.parties import concern_of, may_read

LONGEST = 10_000
"""Characters of a note, of an answer's text, of what an item says."""


def require_part(actor: Actor, case: Case, grant: str, party: Party) -> None:
    """Raises `Denied` unless the actor may do this in the case, and sees it at all."""
    concern = concern_of(case, party)
    require(actor, grant, concern)
    if not may_read(actor, case):
        raise Denied.because("cases.not_shown", name=actor.name)


def hold(case: Case, seen: int) -> Case:
    """The case, locked, as it stands now. Raises `Refused` where it moved on since revision `seen`."""
    rows = Case.objects.select_for_update(of=("self",))
    held = rows.select_related("dossier__zone", "office", "addressee", "report_to", "clock").get(pk=case.pk)
    if held.revision != seen:
        raise Refused.because("cases.moved_meanwhile", state=state_name(held.state))
    return held


def advance(held: Case, target: str, **changes: object) -> None:
    """To another state. Raises `Refused` where somebody else was faster."""
    guarded = Case.objects.filter(pk=held.pk, state=held.state, revision=held.revision)
    if guarded.update(state=target, revision=held.revision + 1, **changes) != 1:
        raise Refused.because("cases.moved_meanwhile", state=state_name(held.state))


def refuse_closed(held: Case) -> None:
    """Raises `Refused` for a case that is at an end."""
    if held.state in machine_of(held.kind).closed:
        raise Refused.because("cases.is_closed", state=state_name(held.state))


def kept(text: str) -> str:
    """The text as it is kept. Raises `Refused` for one that a database can't keep or that is too long."""
    said = text.strip()
    if "\0" in said or any("\ud800" <= sign <= "\udfff" for sign in said):
        raise Refused.because("cases.not_keepable")
    if len(said) > LONGEST:
        raise Refused.because("cases.text_too_long", found=len(said), allowed=LONGEST)
    return said
