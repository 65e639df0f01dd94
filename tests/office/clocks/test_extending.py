"""More time: who asks, who decides, what comes of it."""

from datetime import date

import pytest

from kaohe.law import Period
from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.clocks.actions.extending import ask, decide
from kaohe.office.clocks.actions.pausing import pause
from kaohe.office.clocks.actions.running import end
from kaohe.office.clocks.models import Extension
from kaohe.office.clocks.queries.due import due_of
from kaohe.office.journal.models import Entry
from kaohe.office.notices.models import Notice

from .conftest import PEOPLE, START, TEN_WORKED, on

pytestmark = pytest.mark.django_db
FIVE = Period(days=5, counting="working")
ASK = {"gdd", "head", "officer"}
GRANT = {"head", "government"}


def wish(actor, clock, day="2026-06-10", **changed):
    given = {"reason": "材料较多", "key": f"ask-{clock.pk}"}
    if "until" not in changed:
        given["period"] = FIVE
    return ask(actor=on(actor, day), clock=clock, **given | changed)


def answer(actor, extension, granted=True, day="2026-06-11", said="同意", key="decide"):
    return decide(actor=on(actor, day), extension=extension, granted=granted, answer=said, key=key)


def refusal(work, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        work(*args, **kwargs)
    return refused.value.problems[0].code


def due_on(clock):
    return due_of(clock, START).due_on


def test_what_is_granted_counts_from_the_day_that_was_due(actors, begin):
    clock = begin()
    extension = wish(actors.gdd, clock)
    assert due_on(clock) == date(2026, 6, 16), "asking moves nothing"
    answer(actors.head, extension)
    assert due_on(clock) == date(2026, 6, 24), "17 and 18; Dragon Boat; 22, 23, 24"
    entry = Entry.objects.get(action="clocks.decide_extension")
    assert (entry.before, entry.after["due"]) == ({"due": "2026-06-16"}, "2026-06-24")
    assert set(Notice.objects.filter(code="clocks.told_asked").values_list("to__username", flat=True)) == {
        "head"
    }
    told = Notice.objects.filter(code="clocks.told_granted").values_list("to__username", flat=True)
    assert set(told) == {"gdd", "reporter", "head", "officer"}


def test_until_a_day_and_granted_after_the_day_that_was_due(actors, begin):
    clock = begin()
    extension = wish(actors.gdd, clock, until=date(2026, 7, 31))
    answer(actors.head, extension, day="2026-06-18")
    assert due_on(clock) == date(2026, 7, 31)


def test_refused_with_an_answer_and_then_asked_anew(actors, begin):
    clock = begin()
    extension = wish(actors.gdd, clock)
    assert refusal(answer, actors.head, extension, granted=False, said=" ") == "clocks.reason_missing"
    answer(actors.head, extension, granted=False, said="理由不足")
    assert due_on(clock) == date(2026, 6, 16)
    assert Notice.objects.filter(code="clocks.told_refused", to__username="gdd").exists()
    answer(actors.head, wish(actors.gdd, clock, key="again"), key="other")
    assert due_on(clock) == date(2026, 6, 24)


def test_what_can_not_be_asked(actors, begin):
    clock = begin()
    assert refusal(wish, actors.gdd, clock, reason="") == "clocks.reason_missing"
    assert refusal(wish, actors.gdd, clock, period=None) == "clocks.period_or_day"
    assert refusal(wish, actors.gdd, clock, until=date(2026, 6, 16)) == "clocks.until_before_due"
    assert refusal(wish, actors.gdd, clock, day="2026-06-17") == "clocks.past_due"
    wish(actors.gdd, clock)
    assert refusal(wish, actors.gdd, clock, key="second") == "clocks.asked_already"
    unknown = begin(start=date(2026, 12, 20), period=TEN_WORKED)
    assert refusal(wish, actors.gdd, unknown) == "clocks.due_unknown"


def test_the_same_request_sent_twice_is_one(actors, begin):
    clock = begin()
    assert wish(actors.gdd, clock) == wish(actors.gdd, clock)
    extension = Extension.objects.get()
    for _ in range(2):
        assert answer(actors.head, extension).state == "granted"
    assert Entry.objects.filter(action="clocks.decide_extension").count() == 1


def test_nobody_decides_their_own_nor_what_is_decided(actors, begin):
    extension = wish(actors.head, begin())
    assert refusal(answer, actors.head, extension) == "clocks.own_extension"
    answer(actors.government, extension)
    assert refusal(answer, actors.head, extension, key="late") in (
        "clocks.own_extension",
        "clocks.decided_already",
    )
    other = wish(actors.gdd, begin(), key="other")
    answer(actors.government, other, key="first")
    assert refusal(answer, actors.head, other, key="late") == "clocks.decided_already"


def test_nothing_is_granted_while_it_stands_or_after_its_end(actors, begin):
    clock = begin()
    extension = wish(actors.gdd, clock)
    pause(
        actor=on(actors.officer, "2026-06-11"), clock=clock, since=date(2026, 6, 11), reason="听证", key="p"
    )
    assert refusal(answer, actors.head, extension) == "clocks.stands"
    ended = begin()
    extension = wish(actors.gdd, ended)
    end(actor=on(actors.officer, "2026-06-11"), clock=ended, outcome="met", on=date(2026, 6, 11))
    assert refusal(answer, actors.head, extension, key="ended") == "clocks.ended"


@pytest.mark.parametrize("name", PEOPLE)
def test_who_may_ask_and_who_may_decide(actors, begin, name):
    clock, actor = begin(), getattr(actors, name)
    if name in ASK:
        wish(actor, clock)
    else:
        with pytest.raises(Denied):
            wish(actor, clock)
    other = begin()
    extension = wish(actors.gdd if name != "gdd" else actors.officer, other)
    if name in GRANT:
        answer(actor, extension)
    else:
        with pytest.raises(Denied):
            answer(actor, extension)
        assert Extension.objects.get(pk=extension.pk).state == "asked"
