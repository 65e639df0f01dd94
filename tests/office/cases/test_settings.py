"""What the policy leaves open: set with a basis, by a head, the last word counts, every word is kept."""

import pytest

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.cases.actions.settings import set_parameter
from kaohe.office.cases.models import Setting
from kaohe.office.cases.queries.evidence import settings
from kaohe.office.cases.queries.parameters import asked
from kaohe.office.journal.models import Entry
from tests.office.acting import HEAD, OTHERS, acting
from tests.office.zones.test_actions import codes

pytestmark = pytest.mark.django_db
GIVEN = {
    "pack": "guangdong-2016",
    "name": "front",
    "value": "3",
    "basis": "纪要",
    "seen": 0,
    "key": "set once",
}


def put(**given):
    set_parameter(**{"actor": HEAD, **GIVEN, **given})
    return Setting.objects.order_by("pk").last().pk


def test_the_last_word_counts_and_every_word_is_kept():
    first = put()
    second = put(value="5", seen=first, key="set again")
    assert settings()["guangdong-2016"]["front"].value == "5"
    put(value="", basis="撤销", seen=second, key="opened again")
    assert settings() == {"guangdong-2016": {}}
    history = next(each for each in asked() if each.name == "front").history
    assert [row.value for row in history] == ["", "5", "3"]
    assert Entry.objects.filter(action="cases.set").count() == 3


def test_a_retry_sets_once():
    put()
    put()
    assert Setting.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"pack": "nowhere"}, "rules.no_pack"),
        ({"name": "unknown"}, "rules.no_parameter"),
        ({"name": "unknown", "value": ""}, "rules.no_parameter"),
        ({"basis": "  "}, "rules.no_basis"),
        ({"value": "", "basis": " "}, "rules.no_basis"),
        ({"value": "几名"}, "rules.not_places"),
        ({"value": "0"}, "rules.not_places"),
        ({"name": "single_indicators", "value": "，，"}, "rules.not_scopes"),
        ({"name": "single_indicators", "value": "长" * 501}, "cases_findings.value_too_long"),
        ({"basis": "长" * 2001}, "reporting.text_too_long"),
        ({"value": ""}, "cases_findings.nothing_set"),
    ],
)
def test_what_cannot_be_set_is_said(given, code):
    with pytest.raises(Refused) as refused:
        put(**given)
    assert codes(refused) == [code]
    assert not Setting.objects.exists()


def test_a_word_meanwhile_is_seen_first():
    put()
    with pytest.raises(Refused) as refused:
        put(value="9", key="another")
    assert codes(refused) == ["cases_findings.set_meanwhile"]


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_but_a_head_sets(role):
    with pytest.raises(Denied):
        put(actor=acting(role))
