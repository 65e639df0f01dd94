"""The machines as data: every kind has one, every state leads to an end, nothing in them is unknown."""

from typing import get_args

import pytest

from kaohe.messages import codes
from kaohe.office.accounts.permissions import GRANTS
from kaohe.office.cases.machines import MACHINES, Need, machine_of
from kaohe.office.cases.models import Answer, Verdict
from kaohe.rules.model import MeasureKind

KINDS = sorted(MACHINES)
STEPS = [(machine, step) for machine in MACHINES.values() for step in machine.steps]


def test_every_kind_of_measure_has_a_machine_and_no_other():
    assert set(MACHINES) == set(get_args(MeasureKind))
    assert all(machine.kind == kind for kind, machine in MACHINES.items())


def test_a_kind_that_no_measure_has_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        machine_of("expulsion")
    with pytest.raises(KeyError):
        machine_of("alert").step("punish")


def reached(machine, start):
    found, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        new = {step.target for step in machine.steps if state in step.sources} - found
        found |= new
        waiting += new
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_is_reached_and_none_is_a_dead_end(kind):
    machine = machine_of(kind)
    assert reached(machine, machine.first) == set(machine.states)
    for state in machine.states:
        assert "closed" in reached(machine, state) or state in machine.closed, state
    assert machine.closed <= {"closed", "withdrawn", "declined"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_way_is_walked_step_by_step(kind):
    machine = machine_of(kind)
    for source, target in zip(machine.way, machine.way[1:], strict=False):
        assert any(source in step.sources and step.target == target for step in machine.steps), source


@pytest.mark.parametrize("kind", KINDS)
def test_names_of_steps_are_each_of_one_step_that_leads_somewhere_else(kind):
    machine = machine_of(kind)
    assert len({step.name for step in machine.steps}) == len(machine.steps)
    for step in machine.steps:
        assert step.target not in step.sources
        assert set(step.sources) <= set(machine.states)


@pytest.mark.parametrize("kind", KINDS)
def test_closing_states_a_result_and_falling_away_a_reason(kind):
    for step in machine_of(kind).steps:
        if step.target == "closed":
            assert Need.RESULT in step.needs
        elif step.target in machine_of(kind).closed:
            assert Need.NOTE in step.needs


def test_what_a_step_names_exists():
    for machine, step in STEPS:
        assert step.grant in GRANTS
        assert step.answer in {"", *Answer.Kind.values}
        assert step.verdict in {"", *Verdict.Outcome.values}
        assert step.clock in {"", "start", "met", "fell_away"}
        assert bool(step.letter) == (Need.LETTER in step.needs), step
        assert bool(step.other_than) == (Need.OTHER_PERSON in step.needs)
        assert not step.other_than or machine.step(step.other_than)
        assert (step.clock == "start") <= (Need.DUE in step.needs)
        assert (step.verdict == "returned") <= (Need.NOTE in step.needs)


def test_each_state_and_step_has_its_words():
    states = {f"cases.state_{state}" for machine in MACHINES.values() for state in machine.states}
    steps = {f"cases.step_{step.name}" for _, step in STEPS}
    assert states | steps <= codes()


def test_a_decision_of_the_government_is_its_own_officers():
    for kind in ("talk_by_provincial_government", "rectification_proposals", "written_report"):
        for step in machine_of(kind).steps:
            assert step.grant in {"cases.instruct", "cases.answer"}, step
    asked = {step.name: step.grant for step in machine_of("request_for_talk").steps}
    assert {name for name, grant in asked.items() if grant == "cases.lead"} == {"submit"}
    assert asked["instruct"] == asked["decline"] == asked["arrange"] == "cases.instruct"
