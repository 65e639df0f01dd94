"""What waits and what became public is told once, to whoever it concerns, and not before its minute."""

from datetime import timedelta

import pytest

from kaohe.office.accounts.roles import Role
from kaohe.office.assessment.actions.objecting import object_to
from kaohe.office.assessment.actions.publishing import Proposal, approve, propose
from kaohe.office.notices.models import Notice
from kaohe.office.notices.owed import tell_owed
from tests.office.assessment.conftest import NOW

pytestmark = pytest.mark.django_db
EMBARGO = NOW + timedelta(days=2)


def told():
    return sorted(Notice.objects.values_list("to__username", "code"))


def test_others_than_the_proposer_are_told_that_a_proposal_waits(acts, scored):
    own, other = acts(Role.PROVINCE_HEAD, 1), acts(Role.PROVINCE_HEAD, 2)
    propose(actor=own, proposal=Proposal(scored, "nation", "甲", "乙"), key="k")
    for _ in range(2):
        tell_owed(NOW)
    assert told() == [(other.name, "assessment.to_approve")]


def test_committees_are_told_at_the_minute(officer, head, scored, committee):
    sixth = committee("z6")
    proposal = Proposal(scored, "nation", "甲", "乙", EMBARGO)
    approve(actor=head, publication=propose(actor=officer, proposal=proposal, key="k"))
    tell_owed(EMBARGO - timedelta(seconds=1))
    assert told() == []
    for _ in range(2):
        tell_owed(EMBARGO)
    assert told() == [(sixth.name, "assessment.now_public")]


def test_an_objection_waits_for_the_heads(officer, head, scored, committee):
    sixth = committee("z6")
    proposal = Proposal(scored, "province", "甲", "乙", notice_until=EMBARGO)
    notice = approve(actor=head, publication=propose(actor=officer, proposal=proposal, key="k"))
    object_to(actor=sixth, publication=notice, unit="z6", text="漏报", key="o")
    tell_owed(NOW)
    assert (head.name, "assessment.to_review") in told()
