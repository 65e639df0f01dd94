"""Every state change: who may, who may not, from every state. The expectations stand in `tables`."""

import pytest
from django.db import transaction

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.cases.actions.moving import take_step
from kaohe.office.cases.machines import MACHINES, machine_of
from kaohe.office.cases.models import Case
from tests.office.cases.casework import acting, case, supply
from tests.office.cases.reading_tables import KINDS, rows

pytestmark = pytest.mark.django_db


class Undo(Exception):  # noqa: N818  it is no error
    pass


def undo(state):
    raise Undo(state)


def codes(refused):
    return {problem.code for problem in refused.problems}


def outcome(actor, held, step, number):
    """denied, elsewhere (it doesn't begin there), lacking, or the state it leads to; nothing stays."""
    try:
        with transaction.atomic():
            move = take_step(
                actor=actor,
                case=held,
                step=step,
                seen=held.revision,
                key=f"k{number}",
                note="理由",
                text="文",
            )
            state = Case.objects.get(pk=held.pk).state
            assert state == move.target
            undo(state)
    except Undo as undone:
        return str(undone)
    except Denied:
        return "denied"
    except Refused as refused:
        return "elsewhere" if codes(refused) == {"cases.not_from_here"} else f"lacking {codes(refused)}"


def places(held):
    """An office that leads, one that answers, their neighbour, one elsewhere; by what it is to the case."""
    lead = held.office.code if held.office.code != "provincial_government" else "government"
    answering = (held.addressee or held.office).code
    return {"l": lead, "a": answering, "neighbour": "guangzhou_bureau", "elsewhere": "nansha"}


def test_every_kind_has_its_table():
    assert set(MACHINES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_has_every_step(kind):
    stated = {row.step: (row.target, row.sources) for row in rows(kind)}
    assert stated == {step.name: (step.target, step.sources) for step in machine_of(kind).steps}


@pytest.mark.parametrize("kind", KINDS)
def test_each_role_may_what_the_table_says_from_every_state(kind):
    held, number = case(kind, shown=True), 0
    supply(held)
    here = places(held)
    for state in machine_of(kind).states:
        Case.objects.filter(pk=held.pk).update(state=state)
        held.refresh_from_db()
        for row in rows(kind):
            for role, letter in row.letters.items():
                reached = [place for place, code in here.items() if letter == "e" or here.get(letter) == code]
                for place in here.keys() - set(reached):
                    number += 1
                    found = outcome(acting(role, here[place]), held, row.step, number)
                    assert found == "denied", (state, row.step, role, place)
                starts = state in row.sources
                for place in reached if starts else reached[:1]:  # where it doesn't begin, one will do
                    number += 1
                    found = outcome(acting(role, here[place]), held, row.step, number)
                    expected = row.target if starts else "elsewhere"
                    assert found == expected, (state, row.step, role, place)
