"""Whom a draft goes to and who signs with it: changed by the drafter's office, until it is handed in."""

from datetime import date

import pytest

from kaohe.letters import letter_kinds, letter_template
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import Denied
from kaohe.office.journal.models import Entry
from kaohe.office.papers.actions.addressing import readdress
from kaohe.office.papers.models import Paper
from kaohe.office.papers.queries.papers import draft_of
from kaohe.office.papers.queries.parties import addressee_field, addressees
from tests.office.papers.conftest import key, refused
from tests.office.people import office

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 1)


def change(actor, paper, to, *signing, **given):
    given = {"seen": paper.revision, "key": key()} | given
    offices = [office(code) for code in signing]
    return readdress(actor=actor, paper=paper, addressee=to and office(to), signing=offices, **given)


def test_the_paper_goes_elsewhere_and_its_words_follow(people, drafted):
    paper = drafted("rectification_order", committee=office("zetdz").name_zh, joint_offices=[])
    paper = change(people.drafter, paper, "nansha", "statistics")
    assert paper.addressee == office("nansha")
    letter = draft_of(paper)
    assert letter.addressee == office("nansha").name_zh
    assert letter.issuers[1:] == (office("statistics").name_zh,)
    entry = Entry.objects.last()
    assert entry.action == "papers.edit"
    assert entry.before == {"addressee": "zetdz", "cosigners": []}
    assert entry.after == {"addressee": "nansha", "cosigners": ["statistics"]}
    paper = change(people.checker, paper, "nansha")
    assert not paper.cosigners.exists() and "joint_offices" not in paper.values


def test_words_that_the_drafter_chose_stay(people, drafted):
    paper = drafted(committee="某管委会")
    assert change(people.drafter, paper, "nansha").values["committee"] == "某管委会"


def test_sent_twice_it_is_done_once_and_who_comes_second_is_told(people, drafted):
    paper, same = drafted(), key()
    for _ in range(2):
        after = change(people.drafter, paper, "nansha", key=same)
    assert after.revision == paper.revision + 1
    with refused("papers.changed_meanwhile"):
        change(people.checker, paper, "zetdz")


def test_what_was_handed_in_keeps_its_offices_until_it_is_taken_back(people, drafted, go):
    paper = go(drafted(), "hand_in")
    with refused("papers.changed_meanwhile"):
        change(people.drafter, paper, "nansha")
    paper = go(paper, "take_back")
    assert change(people.drafter, paper, "nansha").addressee == office("nansha")


@pytest.mark.parametrize("to", ["guangzhou", "statistics"])
def test_a_kind_goes_only_to_offices_of_its_addressee(people, drafted, to):
    paper = drafted()
    with refused("papers.not_addressee"):
        change(people.drafter, paper, to)
    Office.objects.filter(pk=office("nansha").pk).update(until=date(2020, 1, 1))
    with refused("papers.not_addressee"):
        change(people.drafter, paper, "nansha")
    assert Paper.objects.get().addressee == office("zetdz")


@pytest.mark.parametrize("signing", ["zetdz", "nansha", "commerce"])
def test_neither_itself_nor_a_committee_countersigns(people, drafted, signing):
    with refused("papers.not_cosigner"):
        change(people.drafter, drafted(), "nansha", signing)


def test_nobody_of_another_office_changes_it(people, drafted):
    paper = drafted()
    for other in (people.committee, people.statistics, people.stranger):
        with pytest.raises(Denied):
            change(other, paper, "nansha")


@pytest.mark.parametrize("kind", letter_kinds())
def test_the_addressee_of_every_kind_is_a_field_of_it_and_somebody_can_be_it(people, kind):
    template = letter_template(kind)
    assert addressee_field(template) in {"", *template.fields}
    Office.objects.get_or_create(
        code="government", defaults={"kind": "provincial_government", "name_zh": "省政府", "name_en": "G"}
    )
    writer = "zetdz" if template.written_by == "committee" else "commerce"
    office("guangzhou"), office("nansha")
    assert addressees(template, office(writer), DAY).exists()
