"""Papers that come in: receipts of what was issued here, papers from outside, the way through the office."""

from dataclasses import replace

import pytest
from django.core.files.base import ContentFile

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.files.storing import receive as received
from kaohe.office.notices.models import Notice
from kaohe.office.papers.actions.incoming import Arrived, receive, take_delivery, take_step
from kaohe.office.papers.models import Delivery, Incoming
from kaohe.office.papers.steps import INCOMING_WAYS
from tests.office.papers.conftest import key, refused
from tests.office.people import office

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery(issued):
    return Delivery.objects.get(issue__paper=issued())


def test_people_of_the_addressee_are_told(delivery):
    told = Notice.objects.filter(code="papers.delivered")
    assert {each.to.username for each in told} == {"committee", "reporter"}


def test_taking_it_is_the_receipt(people, delivery):
    taken = [take_delivery(actor=who, delivery=delivery) for who in (people.reporter, people.committee)]
    delivery.refresh_from_db()
    assert delivery.received_by == "reporter" and taken[0] == taken[1]
    assert taken[0].number == delivery.issue.number and taken[0].steps.count() == 1


@pytest.mark.parametrize("who", ["stranger", "head", "statistics"])
def test_nobody_else_takes_it(people, delivery, who):
    with pytest.raises(Denied):
        take_delivery(actor=getattr(people, who), delivery=delivery)


def test_the_way_through_the_office(people, delivery):
    paper = take_delivery(actor=people.reporter, delivery=delivery)
    for step, who in (
        ("propose", people.reporter),
        ("instruct", people.committee),
        ("handle", people.reporter),
    ):
        paper = take_step(actor=who, incoming=paper, step=step, note="意见", seen=paper.revision, key=key())
    assert paper.state == Incoming.State.HANDLED
    assert [each.step for each in paper.steps.all()] == ["receive", "propose", "instruct", "handle"]


@pytest.mark.parametrize("step", INCOMING_WAYS)
def test_no_step_out_of_turn_or_without_words_or_by_a_stranger(people, delivery, step):
    paper = take_delivery(actor=people.reporter, delivery=delivery)
    if step != "propose":
        with pytest.raises(Refused):
            take_step(actor=people.committee, incoming=paper, step=step, note="意见", seen=1, key=key())
    with refused("papers.reason_missing"):
        take_step(actor=people.committee, incoming=paper, step=step, note=" ", seen=1, key=key())
    with pytest.raises(Denied):
        take_step(actor=people.stranger, incoming=paper, step=step, note="意见", seen=1, key=key())


def test_a_reporter_does_not_instruct(people, delivery):
    paper = take_delivery(actor=people.reporter, delivery=delivery)
    paper = take_step(actor=people.reporter, incoming=paper, step="propose", note="拟办", seen=1, key=key())
    with pytest.raises(Denied):
        take_step(actor=people.reporter, incoming=paper, step="instruct", note="同意", seen=2, key=key())


def test_a_paper_from_outside_comes_with_its_file(people, tmp_path, settings):
    settings.HOME = tmp_path
    file = received(ContentFile(b"%PDF-1.4\n%%EOF\n", "来文.pdf"))
    arrived = Arrived("商务部", "关于考核结果的通知", "商资函〔2026〕1号")
    same = {
        "actor": people.head,
        "office": office("commerce"),
        "arrived": arrived,
        "file": file,
        "key": key(),
    }
    assert receive(**same) == receive(**same)
    assert Incoming.objects.get().file_name == "来文.pdf"
    with refused("papers.sender_and_title"):
        receive(**same | {"arrived": replace(arrived, sender=" "), "key": key()})
    with pytest.raises(Denied):
        receive(**same | {"actor": people.stranger, "key": key()})
