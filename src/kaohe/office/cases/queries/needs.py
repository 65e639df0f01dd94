"""What a step still lacks, in words that say who can supply it."""

from collections.abc import Callable, Mapping
from datetime import date

from kaohe.messages import Problem, Text, sentence
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.rules import office_name
from kaohe.office.cases.machines import Need, Step
from kaohe.office.cases.machines.parts import INSTRUCTS
from kaohe.office.cases.machines.words import letter_name, step_name
from kaohe.office.cases.models import Commitment, Item
from kaohe.office.cases.queries.known import Known

Check = Callable[[Known, Step, Actor, date], Problem | None]

GIVEN = {Need.NOTE: "note", Need.RESULT: "note", Need.TEXT: "text"}
"""What whoever takes the step says with it, and under which name."""


def missing(known: Known, step: Step, actor: Actor, day: date) -> list[Problem]:
    """Everything that keeps the step from being taken on a day, but for what is said with it."""
    checks = (CHECKS[need] for need in step.needs if need not in GIVEN)
    return [problem for check in checks if (problem := check(known, step, actor, day)) is not None]


def unsaid(step: Step, said: Mapping[str, str]) -> list[Problem]:
    """What has to be said with the step and wasn't: a reason, a result, an answer."""
    needed = [need for need in step.needs if need in GIVEN and not said.get(GIVEN[need], "").strip()]
    return [Problem(f"cases.need_{need.value}", {"step": step_name(step.name)}) for need in needed]


def waits_for_letter(known: Known, step: Step) -> bool:
    """Whether the step's letter isn't there, or isn't signed by all who issue it jointly."""
    return step.letter not in known.letters or (Need.COSIGNED in step.needs and not _all_signed(known, step))


def _who(known: Known, step: Step) -> Text:
    if step.grant == INSTRUCTS:
        return Text(sentence("cases.government", "zh"), sentence("cases.government", "en"))
    return office_name(known.case.office)


def _lacks(need: Need, known: Known, step: Step) -> Problem:
    return Problem(f"cases.need_{need.value}", {"who": _who(known, step)})


def _due(known: Known, step: Step, actor: Actor, day: date) -> Problem | None:
    due_on = known.case.due_on
    if due_on is None:
        return _lacks(Need.DUE, known, step)
    return Problem("cases.due_is_past", {"found": due_on, "day": day}) if due_on <= day else None


def _joint_offices(known: Known, step: Step, actor: Actor, day: date) -> Problem | None:
    return None if known.joint else _lacks(Need.JOINT_OFFICES, known, step)


def _cosigned(known: Known, step: Step, actor: Actor, day: date) -> Problem | None:
    issue = known.letters.get(step.letter)
    if issue is None:
        return None  # that the letter is missing is said already
    if _all_signed(known, step):
        return None
    return Problem("cases.need_cosigned", {"letter": letter_name(step.letter), "number": issue.number})


def _all_signed(known: Known, step: Step) -> bool:
    cosigners = known.letters[step.letter].paper.cosigners.all()
    return known.joint <= {each.office_id for each in cosigners if each.jointly and each.signed_at}


def _items(known: Known, step: Step, actor: Actor, day: date) -> Problem | None:
    return None if known.items else _lacks(Need.ITEMS, known, step)


def _all_items_signed_off(known: Known, step: Step, actor: Actor, day: date) -> Problem | None:
    left = sum(1 for item in known.items if item.state != Item.State.SIGNED_OFF)
    params = {"left": left, "all": len(known.items), "who": _who(known, step)}
    return Problem("cases.need_all_items_signed_off", params) if left else None


def _meeting(known: Known, step: Step, actor: Actor, day: date) -> Problem | None:
    return None if known.meeting else _lacks(Need.MEETING, known, step)


def _meeting_held(known: Known, step: Step, actor: Actor, day: date) -> Problem | None:
    is_held = known.meeting is not None and known.meeting.held_at is not None
    return None if is_held else _lacks(Need.MEETING_HELD, known, step)


def _commitments_checked(known: Known, step: Step, actor: Actor, day: date) -> Problem | None:
    left = sum(1 for each in known.commitments if each.state == Commitment.State.OPEN)
    params = {"left": left, "who": _who(known, step)}
    return Problem("cases.need_commitments_checked", params) if left else None


def _letter(known: Known, step: Step, actor: Actor, day: date) -> Problem | None:
    if step.letter in known.letters:
        return None
    return Problem("cases.need_letter", {"letter": letter_name(step.letter), "who": _who(known, step)})


def _other_person(known: Known, step: Step, actor: Actor, day: date) -> Problem | None:
    taken = [move for move in known.moves if move.step == step.other_than]
    if not taken or taken[-1].by_id != actor.user:
        return None
    return Problem("cases.need_other_person", {"name": taken[-1].by, "step": step_name(step.other_than)})


CHECKS: Mapping[Need, Check] = {
    Need.DUE: _due,
    Need.JOINT_OFFICES: _joint_offices,
    Need.COSIGNED: _cosigned,
    Need.ITEMS: _items,
    Need.ALL_ITEMS_SIGNED_OFF: _all_items_signed_off,
    Need.MEETING: _meeting,
    Need.MEETING_HELD: _meeting_held,
    Need.COMMITMENTS_CHECKED: _commitments_checked,
    Need.LETTER: _letter,
    Need.OTHER_PERSON: _other_person,
}
"""For each need that isn't said with the step, its check."""
