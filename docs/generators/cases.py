"""The kinds of cases: the states and steps of each, who takes a step and what it needs."""

from docs.generators.markdown import made_from, page, table
from kaohe.office.cases.machines import MACHINES, Machine, Need, Step
from kaohe.office.cases.machines.words import kind_name, letter_name, state_name, step_name

_ABOUT = """\
A case goes by its kind's machine and by nothing else: a step is taken by whoever may, from a state where it
begins, once what it needs is there. Pages offer the steps; the API only reads, as tokens do. Whoever has to
answer sees a case from the first step that tells them of it; what is prepared before stays inside."""
_BY = {
    "cases.lead": "officers of the office that leads",
    "cases.decide": "a head of the office that leads",
    "cases.start": "a head of the commerce department",
    "cases.instruct": "the provincial government's officers",
    "cases.answer": "whoever has to answer",
}
_NEEDS = {
    Need.NOTE: "a reason or instruction",
    Need.RESULT: "the result, in words",
    Need.DUE: "the last day, set",
    Need.JOINT_OFFICES: "the departments that act jointly, chosen",
    Need.COSIGNED: "countersigned by all of them",
    Need.ITEMS: "items in the ledger",
    Need.ALL_ITEMS_SIGNED_OFF: "every item signed off",
    Need.MEETING: "time and place of the talk",
    Need.MEETING_HELD: "who came, recorded",
    Need.COMMITMENTS_CHECKED: "every commitment re-checked",
    Need.TEXT: "its text",
}
_HEADS = ("step", "from", "to", "by", "needs")


def text() -> str:
    """The page."""
    parts = [part for machine in MACHINES.values() for part in _machine(machine)]
    return page("# Cases", made_from("office/cases/machines"), _ABOUT, *parts)


def _machine(machine: Machine) -> tuple[str, str]:
    name = kind_name(machine.kind)
    return f"## {name.en} ({name.zh})", table(_HEADS, [_row(step) for step in machine.steps])


def _row(step: Step) -> tuple[str, ...]:
    sources = ", ".join(state_name(state).en for state in step.sources)
    needs = ", ".join(filter(None, (_need(step, need) for need in step.needs)))
    return (step_name(step.name).en, sources, state_name(step.target).en, _BY[step.grant], needs)


def _need(step: Step, need: Need) -> str:
    if need is Need.LETTER:
        return f"the {letter_name(step.letter).en}, issued"
    if need is Need.OTHER_PERSON:
        return f'another person than did "{step_name(step.other_than).en}"'
    return _NEEDS[need]
