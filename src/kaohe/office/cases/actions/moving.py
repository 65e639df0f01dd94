"""A case takes a step: the one path by which its state changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from kaohe.messages import Problem, Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.cases.actions.effects import enter_answer, enter_verdict, put_minutes, run_clock
from kaohe.office.cases.actions.holding import advance, hold, kept, require_part
from kaohe.office.cases.actions.telling import tell_step
from kaohe.office.cases.machines import Step, machine_of
from kaohe.office.cases.machines.words import state_name, step_name
from kaohe.office.cases.models import Case, Move
from kaohe.office.cases.queries.known import Known, known_of
from kaohe.office.cases.queries.needs import missing, unsaid
from kaohe.office.files.storing import Received
from kaohe.office.journal.actions import once, record


@dataclass(frozen=True, slots=True)
class Said:
    """What comes with a step: a reason, instruction or result; an answer's text and files."""

    note: str = ""
    text: str = ""
    files: Sequence[Received] = ()


def take_step(
    *,
    actor: Actor,
    case: Case,
    step: str,
    seen: int,
    key: str,
    note: str = "",
    text: str = "",
    files: Sequence[Received] = (),
) -> Move:
    """Take a step of the case's machine from the revision that was seen; the same key gives the same move.

    `note`: the reason, instruction or result; `text` and `files`: of the answer that the step hands in.
    Raises `Denied`, KeyError for a step that the kind doesn't have, and `Refused` where the case isn't
    there, moved on meanwhile, or lacks what the step needs.
    """
    taken = machine_of(case.kind).step(step)
    require_part(actor, case, taken.grant, taken.party)
    said = Said(kept(note), kept(text), tuple(files))
    outcome = once(actor.who, key, lambda: {"move": _take(actor, case, taken, said, seen).pk})
    return Move.objects.select_related("case").get(pk=outcome["move"])


def _take(actor: Actor, case: Case, step: Step, said: Said, seen: int) -> Move:
    with transaction.atomic():
        held = hold(case, seen)
        known = known_of(held)
        _refuse(actor, known, step, said)
        move = _move(actor, known, step, said)
        if step.answer:
            enter_answer(actor, known, step, said.text, said.files)
        if step.verdict:
            enter_verdict(actor, known, step, said.note)
        put_minutes(known, step)
        day = localdate(actor.at)
        tell_step(move, held, step, day)
        run_clock(actor, known, step, said.note, day)
        before, after = {"state": move.source}, {"state": move.target, "step": move.step}
        record(actor.who, step.grant, held, before=before, after=after, reason=said.note)
    return move


def _refuse(actor: Actor, known: Known, step: Step, said: Said) -> None:
    """Raises `Refused`: the case isn't where the step begins, or lacks what it needs."""
    if known.case.state not in step.sources:
        words = {"step": step_name(step.name), "state": state_name(known.case.state)}
        raise Refused.because("cases.not_from_here", **words)
    problems: list[Problem] = unsaid(step, {"note": said.note, "text": said.text})
    problems += missing(known, step, actor, localdate(actor.at))
    if problems:
        raise Refused(problems)


def _move(actor: Actor, known: Known, step: Step, said: Said) -> Move:
    held, letter = known.case, known.letters.get(step.letter)
    changes: dict[str, object] = {}
    if step.target in known.machine.closed:
        changes |= {"closed_at": actor.at, "result": said.note}
    if held.shown_at is None and known.machine.shows(step):
        changes["shown_at"] = actor.at
    advance(held, step.target, **changes)
    return Move.objects.create(
        case=held,
        step=step.name,
        source=held.state,
        target=step.target,
        paper=letter.paper if letter else None,
        note=said.note,
        by_id=actor.user,
        by=actor.name,
        at=actor.at,
    )
