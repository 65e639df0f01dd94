"""Several at once, in threads of their own: one goes on, the others are refused or find it done."""

import pytest

from kaohe.messages import Refused
from kaohe.office.cases.actions.disposing import agree, propose
from kaohe.office.cases.actions.opening import start_case
from kaohe.office.cases.models import Case, Disposition, Dossier, Finding, Judging
from kaohe.office.cases.sweep import judge_owed
from kaohe.office.journal.verification import verify
from tests.office.cases.places import catalogue, official, zone
from tests.office.cases.test_disposing import HEAD, OFFICER, confirm, finding, proposed
from tests.office.people import AT
from tests.office.reporting.test_at_once import at_once, only_where_two_can_write

__all__ = ["at_once", "only_where_two_can_write"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def placed():
    catalogue("GD01", "GD02")
    return official(2025, {"GD01": 210, "GD02": 217})


def test_two_workers_judge_once(at_once, placed):
    counts = at_once(*[lambda: judge_owed(AT)] * 3)
    assert sum(counts) == Judging.objects.count() == 2  # of the province's pack and the nation's
    assert Finding.objects.count() == 8


def test_two_officers_propose_for_one_finding_at_once(at_once, placed):
    judge_owed(AT)
    choice = confirm(finding(placed, "GD02", "admonitory_talk"))
    keys = ("one officer", "another one")
    found = at_once(*[lambda key=key: propose(actor=OFFICER, choices=[choice], key=key) for key in keys])
    assert sorted(isinstance(each, Refused) for each in found) == [False, True]
    assert Disposition.objects.count() == 1


def test_two_heads_agree_at_once(at_once, placed):
    judge_owed(AT)
    keys = proposed(
        *(confirm(finding(placed, "GD02", name)) for name in ("admonitory_talk", "rectification_order"))
    )
    works = [
        lambda key=key, step=step: agree(actor=HEAD, dispositions=keys[::step], key=key)
        for key, step in (("one head", 1), ("another", -1))
    ]
    found = at_once(*works)
    assert sorted(isinstance(each, Refused) for each in found) == [False, True]
    assert Case.objects.count() == 2
    assert Dossier.objects.count() == 1
    assert not verify().problems


def test_two_heads_start_the_same_at_once(at_once, placed):
    given = {"zone": zone("GD02"), "publication": placed, "kind": "warning", "basis": "纪要"}
    keys = ("one head", "another")
    found = at_once(*[lambda key=key: start_case(actor=HEAD, **given, key=key) for key in keys])
    assert sorted(isinstance(each, Refused) for each in found) == [False, True]
    assert Case.objects.count() == 1
