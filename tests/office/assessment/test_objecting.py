"""A committee objects to its own zone's place; the province reviews, or forwards."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.accounts.roles import Role
from kaohe.office.assessment.actions.objecting import object_to, outcomes_of, review
from kaohe.office.assessment.actions.official import look_at, propose_official
from kaohe.office.assessment.actions.publishing import Proposal, approve, propose
from kaohe.office.assessment.models import Objection, Review
from kaohe.office.assessment.queries.objections import objections_for
from tests.office.assessment.conftest import NOW
from tests.office.assessment.test_official import PART, upload

pytestmark = pytest.mark.django_db
UNTIL = NOW + timedelta(days=7)


@pytest.fixture
def notice(scored, officer, head, catalogue):
    proposal = Proposal(scored, "province", "公示", "粤商务函〔2018〕2号", notice_until=UNTIL)
    return approve(actor=head, publication=propose(actor=officer, proposal=proposal, key="n"))


@pytest.fixture
def official(officer, head, catalogue):
    received, _ = look_at(actor=officer, file=upload(PART), extent="part")
    (waiting,) = propose_official(actor=officer, received=received, extent="part", key="o")
    return approve(actor=head, publication=waiting)


def objected(actor, publication, unit="z6", key="k", **more):
    return object_to(actor=actor, publication=publication, unit=unit, text="产值漏报", key=key, **more)


def test_it_is_kept_and_reviewed_once(notice, committee, head):
    file = ContentFile("证明".encode(), name="证明.txt")
    made = objected(committee("z6"), notice, file=file)
    assert (made.unit, made.file_name, made.office.code) == ("z6", "证明.txt", "committee_z6")
    found = review(actor=head, objection=made, outcome="upheld", reason="补报属实")
    assert found.outcome == "upheld"
    with pytest.raises(Refused, match="reviewed already"):
        review(actor=head, objection=made, outcome="dismissed", reason="再议")


def test_the_same_key_objects_once(notice, committee):
    assert objected(committee("z6"), notice) == objected(committee("z6"), notice)


def test_objections_to_the_ministrys_places_are_forwarded(official, committee, head):
    made = objected(committee("z2", at=UNTIL + timedelta(days=99)), official, unit="z2")
    assert outcomes_of(official) == ("forwarded",)
    for outcome in ("upheld", "dismissed", "whatever"):
        with pytest.raises(Refused, match="allowed are forwarded"):
            review(actor=head, objection=made, outcome=outcome, reason="因")
    assert review(actor=head, objection=made, outcome="forwarded", reason="已报部里").pk


def test_our_own_are_not_forwarded(notice, committee, head):
    made = objected(committee("z6"), notice)
    with pytest.raises(Refused, match="upheld, dismissed"):
        review(actor=head, objection=made, outcome="forwarded", reason="因")


def test_a_notice_takes_objections_until_its_minute(notice, committee):
    objected(committee("z6", at=UNTIL - timedelta(seconds=1)), notice)
    with pytest.raises(Refused, match="The notice is over"):
        objected(committee("z6", at=UNTIL), notice, key="late")


def test_what_is_not_public_yet_is_not_objected_to(scored, officer, head, committee):
    proposal = Proposal(scored, "province", "公示", "函", NOW + timedelta(days=1), UNTIL)
    waiting = propose(actor=officer, proposal=proposal, key="n")
    for publication in (waiting, approve(actor=head, publication=waiting)):
        with pytest.raises(Refused, match="isn't what is public"):
            objected(committee("z6"), publication, key=f"k{publication.state}")


def test_a_zone_that_is_not_listed_has_nothing_to_object_to(official, committee):
    with pytest.raises(Refused, match="doesn't list z7"):
        objected(committee("z7"), official, unit="z7")


@pytest.mark.parametrize(("text", "words"), [(" ", "filled in"), ("长" * 2001, "2001")])
def test_a_text_that_says_nothing_or_too_much_is_refused(notice, committee, text, words):
    with pytest.raises(Refused, match=words):
        object_to(actor=committee("z6"), publication=notice, unit="z6", text=text, key="k")


def test_only_a_zones_own_committee_objects(notice, committee, acts):
    with pytest.raises(Denied):
        objected(committee("z5"), notice, unit="z6")
    for role in Role:
        with pytest.raises(Denied):
            objected(acts(role), notice)
    assert not Objection.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROVINCE_HEAD])
def test_only_the_head_reviews(notice, committee, acts, role):
    made = objected(committee("z6"), notice)
    with pytest.raises(Denied):
        review(actor=acts(role), objection=made, outcome="upheld", reason="因")
    assert not Review.objects.exists()


def test_a_committee_sees_its_own_and_readers_see_all(notice, committee, officer, acts):
    objected(committee("z6"), notice)
    objected(committee("z7"), notice, unit="z7", key="7")
    assert [each.unit for each in objections_for(committee("z6"))] == ["z6"]
    assert {each.unit for each in objections_for(officer)} == {"z6", "z7"}
    assert not objections_for(acts(Role.CITY_OFFICER)).exists()
