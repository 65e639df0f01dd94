"""A paper that is secret: who reads it, and that neither journal nor notices tell what it says."""

import json

import pytest

from kaohe.office.accounts.roles import Role
from kaohe.office.files.storing import Received
from kaohe.office.journal.models import Entry
from kaohe.office.notices.models import Notice
from kaohe.office.papers.actions.drafting import edit
from kaohe.office.papers.actions.incoming import Arrived, receive
from kaohe.office.papers.queries.lists import incoming_readable, readable
from tests.office.papers.conftest import key
from tests.office.people import actor, office

pytestmark = pytest.mark.django_db
WORDS = "只有经办人知道的话"


@pytest.fixture
def secret(people, drafted):
    paper = drafted()
    return edit(
        actor=people.drafter,
        paper=paper,
        seen=paper.revision,
        key=key(),
        title=WORDS,
        marks={"secrecy": "秘密★1年", "openness": "不公开"},
    )


def reads(who, paper):
    return readable(who).filter(pk=paper.pk).exists()


def test_who_reads_a_paper_and_who_a_secret_one(people, secret, drafted, go):
    auditor = actor("auditor", (Role.AUDITOR, "commerce"))
    admin = actor("sys", (Role.SYSTEM_ADMIN, "commerce"))
    plain = drafted()
    before = {who: (reads(who, plain), reads(who, secret)) for who in (people.checker, auditor, admin)}
    assert before == {people.checker: (True, True), auditor: (True, False), admin: (False, False)}
    plain, secret = (go(paper, "hand_in", "check", "sign") for paper in (plain, secret))
    for who, expected in ((people.reporter, True), (people.stranger, False), (people.statistics, False)):
        assert (reads(who, plain), reads(who, secret)) == (expected, expected)
    assert not reads(auditor, secret)


def test_who_countersigns_reads_it_once_it_was_handed_in(people, drafted, go):
    paper = drafted(cosigners=["statistics"])
    assert not reads(people.statistics, paper)
    go(paper, "hand_in")
    assert reads(people.statistics, paper)


def test_neither_journal_nor_notices_tell_what_a_secret_paper_says(people, secret, go):
    go(go(secret, "hand_in", "return_checked", note=WORDS), "hand_in", "check", "sign", "void", note=WORDS)
    told = list(Entry.objects.values_list("before", "after", "reason"))
    told += list(Notice.objects.values_list("params"))
    assert WORDS not in json.dumps(told, ensure_ascii=False)
    assert {notice.code for notice in Notice.objects.all()} == {"papers.delivered", "papers.voided"}


def test_the_journal_has_no_words_of_any_draft_but_tells_them_apart(people, drafted):
    paper = drafted()
    for title in ("甲", "乙"):
        paper = edit(actor=people.drafter, paper=paper, seen=paper.revision, key=key(), title=title)
    first, second = Entry.objects.filter(action="papers.edit").order_by("position")
    assert first.after == second.before and first.after["title"] != second.after["title"]
    assert "甲" not in json.dumps(first.after, ensure_ascii=False)


def test_a_secret_paper_that_came_in_is_read_in_its_office_only(people):
    auditor = actor("auditor", (Role.AUDITOR, "auditors"))
    file = Received("0" * 64, 1, "application/pdf", "a.pdf")
    for secrecy in ("", "机密"):
        receive(
            actor=people.checker,
            office=office("commerce"),
            arrived=Arrived("商务部", WORDS, secrecy=secrecy),
            file=file,
            key=key(),
        )
    assert incoming_readable(people.checker).count() == 2
    assert [each.secrecy for each in incoming_readable(auditor)] == [""]
    assert not incoming_readable(people.committee).exists()
    titles = [entry.after["title"] for entry in Entry.objects.filter(action="papers.receive")]
    assert sorted(titles) == ["", WORDS]
