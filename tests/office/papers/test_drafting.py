"""Drafts: what may stand in them, who may change them, two who change one."""

import pytest

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.journal.models import Entry
from kaohe.office.papers.actions.drafting import draft, edit
from kaohe.office.papers.models import Paper
from kaohe.office.papers.queries.papers import draft_of
from tests.office.papers.conftest import key, refused, values_of
from tests.office.people import office

pytestmark = pytest.mark.django_db


def test_a_draft_is_the_template_with_its_values(drafted):
    letter = draft_of(drafted(zone="湛江经济技术开发区"))
    assert "湛江经济技术开发区" in letter.title.replace("\n", "")
    assert letter.number is None and letter.dated is None


def test_a_draft_is_journaled_once_however_often_it_is_sent(people):
    same = key()
    papers = {
        draft(actor=people.drafter, office=office("commerce"), kind="written_reminder", key=same).pk
        for _ in range(2)
    }
    assert len(papers) == Paper.objects.count() == Entry.objects.filter(action="papers.draft").count() == 1


def test_an_unknown_field_is_refused_by_its_name_and_nothing_is_left(people):
    with pytest.raises(Refused, match="nonsense"):
        draft(
            actor=people.drafter,
            office=office("commerce"),
            kind="written_reminder",
            key=key(),
            values={"nonsense": 1},
        )
    assert not Paper.objects.exists()


def test_a_missing_field_is_named_when_the_paper_is_handed_in(people, go):
    values = values_of("written_reminder")
    del values["published_on"]
    paper = draft(
        actor=people.drafter, office=office("commerce"), kind="written_reminder", key=key(), values=values
    )
    with pytest.raises(Refused, match="day of publication"):
        go(paper, "hand_in")
    assert Paper.objects.get(pk=paper.pk).state == Paper.State.DRAFTING


def test_only_the_own_office_drafts(people):
    for other in (people.stranger, people.committee, people.statistics):
        with pytest.raises(Denied):
            draft(actor=other, office=office("commerce"), kind="written_reminder", key=key())


def test_lines_are_edited_and_marks_set(people, drafted):
    paper = drafted()
    paper = edit(
        actor=people.checker,
        paper=paper,
        seen=paper.revision,
        key=key(),
        body="一、事由\n请查收。",
        marks={"urgency": "特急"},
    )
    letter = draft_of(paper)
    assert [block.text for block in letter.body] == ["一、事由", "请查收。"]
    assert letter.urgency == "特急"


@pytest.mark.parametrize("marks", [{"secrecy": "绝密级"}, {"secrecy": "秘密★1年", "openness": "主动公开"}])
def test_marks_that_no_paper_has_are_refused_and_nothing_changes(people, drafted, marks):
    paper = drafted()
    with pytest.raises(Refused):
        edit(actor=people.drafter, paper=paper, seen=paper.revision, key=key(), marks=marks)
    assert Paper.objects.get(pk=paper.pk).revision == paper.revision


def test_who_comes_second_is_told_so(people, drafted):
    paper = drafted()
    edit(actor=people.drafter, paper=paper, seen=paper.revision, key=key(), title="一")
    with refused("papers.changed_meanwhile"):
        edit(actor=people.checker, paper=paper, seen=paper.revision, key=key(), title="二")
    assert Paper.objects.get(pk=paper.pk).title == "一"


def test_what_was_handed_in_is_no_longer_edited(people, drafted, go):
    paper = go(drafted(), "hand_in")
    with refused("papers.changed_meanwhile"):
        edit(actor=people.drafter, paper=paper, seen=paper.revision, key=key(), title="二")


def test_a_draft_begins_for_whom_its_kind_is_and_with_who_can_sign(people):
    given = {"actor": people.drafter, "office": office("commerce"), "kind": "rectification_order"}
    with refused("papers.not_addressee"):
        draft(**given, key=key(), addressee=office("statistics"))
    with refused("papers.not_cosigner"):
        draft(**given, key=key(), addressee=office("zetdz"), cosigners=[office("nansha")])
    assert not Paper.objects.exists()
    assert draft(**given, key=key(), addressee=office("zetdz"), cosigners=[office("statistics")])
