"""Any way through a machine ends: steps taken as they come, all that they need being there."""

import random

import pytest

from kaohe.office.accounts.roles import Role
from kaohe.office.cases.actions.moving import take_step
from kaohe.office.cases.machines import MACHINES
from kaohe.office.cases.models import Move
from kaohe.office.journal.models import Entry
from tests.office.cases.casework import acting, case, supply
from tests.office.cases.reading_tables import rows

pytestmark = pytest.mark.django_db
OFFICES = {
    Role.PROVINCE_HEAD: "commerce",
    Role.PROVINCE_OFFICER: "commerce",
    Role.GOVERNMENT_OFFICER: "government",
    Role.COMMITTEE_HEAD: "zetdz",
    Role.CITY_OFFICER: "zhanjiang",
}
LONGEST = 60


def takers(kind, held):
    """For each step the people who may take it, as the table says."""
    lead = "government" if held.office.code == "provincial_government" else held.office.code
    answering = (held.addressee or held.office).code
    here = {"l": lead, "a": answering}
    return {
        row.step: [
            (role, code)
            for role, code in OFFICES.items()
            if row.letters[role] == "e" or here.get(row.letters[role]) == code
        ]
        for row in rows(kind)
    }


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", MACHINES)
def test_steps_taken_as_they_come_lead_to_an_end(kind, seed):
    chance, machine = random.Random(f"{kind}{seed}"), MACHINES[kind]
    held = case(kind)
    supply(held)
    people = takers(kind, held)
    before = Move.objects.count()
    for number in range(LONGEST):
        steps = [step for step in machine.steps if held.state in step.sources and people[step.name]]
        if number < LONGEST // 2:  # first wander, then go on
            steps = [step for step in steps if step.target not in {"withdrawn", "declined"}] or steps
        else:
            steps = [step for step in steps if step.target in machine.closed] or steps
        step = chance.choice(steps)
        actor = acting(*chance.choice(people[step.name]), user=number + 100)
        said = {"note": "理由", "text": "正文"}
        take_step(actor=actor, case=held, step=step.name, seen=held.revision, key=f"way-{number:04}", **said)
        held.refresh_from_db()
        if held.state in machine.closed:
            break
    assert held.state in machine.closed and held.result and held.closed_at
    moves = list(Move.objects.order_by("pk"))[before:]
    assert held.revision == len(moves) + 1
    assert [one.target for one in moves[:-1]] == [other.source for other in moves[1:]]
    assert Entry.objects.filter(kind="cases.case").count() >= len(moves)
