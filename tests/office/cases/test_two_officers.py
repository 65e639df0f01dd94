"""Two officers at once: of two steps from one revision one is taken, of two same requests one is done."""

import threading

import pytest
from django.db import connection, connections

from kaohe.messages import Refused
from kaohe.office.accounts.roles import Role
from kaohe.office.cases.actions.letters import draft_letter
from kaohe.office.cases.actions.moving import take_step
from kaohe.office.cases.models import Case, Move
from kaohe.office.papers.models import Paper
from tests.office.cases.casework import acting, case, issue, talk

pytestmark = pytest.mark.django_db(transaction=True)
OFFICER = (Role.PROVINCE_OFFICER, "commerce")
HEAD = (Role.PROVINCE_HEAD, "commerce")


@pytest.fixture(autouse=True)
def only_where_two_can_write(db):
    if connection.vendor != "postgresql":
        pytest.skip("needs a database in which two can write at once")


def at_once(*works):
    found = [None] * len(works)

    def run(place, work):
        try:
            found[place] = work()
        except Refused as refused:
            found[place] = {problem.code for problem in refused.problems}
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


def step(held, who, name, key, user, note=""):
    actor = acting(*who, user=user)
    return lambda: take_step(actor=actor, case=held, step=name, seen=1, key=key, note=note)


def test_of_two_steps_one_is_taken():
    held = case("written_reminder")
    issue(held.subject, "written_reminder", "commerce")
    found = at_once(
        step(held, OFFICER, "send", "key-0001", 7), step(held, HEAD, "withdraw", "key-0002", 8, "误")
    )
    assert [each for each in found if isinstance(each, set)] == [{"cases.moved_meanwhile"}]
    assert Move.objects.count() == 1 and Case.objects.get().revision == 2


def test_of_a_step_sent_twice_one_is_taken_and_both_hear_of_it():
    held = case("written_reminder")
    issue(held.subject, "written_reminder", "commerce")
    one, other = at_once(*[step(held, OFFICER, "send", "key-0001", 7)] * 2)
    assert one == other == Move.objects.get()


def test_of_two_who_begin_the_notice_of_one_talk_from_two_of_its_cases_one_does():
    held, other = case("admonitory_talk", "approved"), case("admonitory_talk", "approved")
    meeting = talk(held, other)
    works = [
        lambda each=each, user=user: draft_letter(
            actor=acting(*OFFICER, user=user), case=each, kind="talk_notice", key=f"key-{user:04}"
        )
        for each, user in ((held, 7), (other, 8))
    ]
    found = at_once(*works)
    assert [each for each in found if isinstance(each, set)] == [{"cases.letter_not_wanted"}]
    assert Paper.objects.get().subject == meeting.subject
