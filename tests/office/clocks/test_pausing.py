"""Clocks are stopped and go on: what is taken out, who is told, what is refused."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.clocks.actions.pausing import pause, resume
from kaohe.office.clocks.actions.running import end
from kaohe.office.clocks.models import Pause, Projection
from kaohe.office.clocks.queries.due import due_of
from kaohe.office.journal.models import Entry
from kaohe.office.notices.models import Notice

from .conftest import PEOPLE, on

pytestmark = pytest.mark.django_db
MAY = {"head", "officer", "government"}


def stop(actor, clock, since, today=None, **changed):
    given = {"reason": "专家评审", "key": f"pause-{since}"} | changed
    return pause(actor=on(actor, today or since), clock=clock, since=date.fromisoformat(since), **given)


def go_on(actor, clock, day, today=None, key="resume"):
    return resume(actor=on(actor, today or day), clock=clock, on=date.fromisoformat(day), key=f"{key}-{day}")


def refusal(work, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        work(*args, **kwargs)
    return refused.value.problems[0].code


def test_while_it_stands_no_day_is_known_and_what_was_left_runs_on(actors, begin):
    clock = begin()
    stop(actors.officer, clock, "2026-06-05")
    due = due_of(clock, date(2026, 7, 20))
    assert (due.due_on, due.lamp) == (None, "paused")
    assert "12" in due.reasons[-1].zh, "three of fifteen days were used"
    go_on(actors.officer, clock, "2026-06-15")
    assert due_of(clock, date(2026, 6, 15)).due_on == date(2026, 6, 26), "twelve days from the 15th on"


def test_the_time_taken_out_is_told_in_writing_to_both_sides_once(actors, begin):
    clock = begin()
    for _ in range(2):
        stop(actors.officer, clock, "2026-06-05")
        assert Pause.objects.count() == 1
    told = Notice.objects.filter(code="clocks.told_paused").values_list("to__username", flat=True)
    assert set(told) == {"gdd", "reporter", "head", "officer"}
    go_on(actors.head, clock, "2026-06-15")
    resumed = Notice.objects.filter(code="clocks.told_resumed", to__username="gdd").get()
    assert resumed.params["days"] == 10 and resumed.params["due"] == "2026-06-26"


def test_each_step_is_in_the_journal_with_its_reason(actors, begin):
    clock = begin()
    stop(actors.officer, clock, "2026-06-05")
    go_on(actors.officer, clock, "2026-06-15")
    paused, resumed = Entry.objects.filter(action__in=("clocks.pause", "clocks.resume")).order_by("position")
    assert (paused.reason, paused.after) == ("专家评审", {"since": "2026-06-05"})
    assert resumed.after == {"on": "2026-06-15", "due": "2026-06-26"}
    causes = Projection.objects.filter(clock=clock).values_list("cause", flat=True)
    assert list(causes) == ["started", "paused", "resumed"]


def test_days_that_can_not_be_taken_out(actors, begin):
    clock, officer = begin(), actors.officer
    assert refusal(stop, officer, clock, "2026-06-01", "2026-06-05") == "clocks.pause_day", "it hadn't begun"
    assert refusal(stop, officer, clock, "2026-06-06", "2026-06-05") == "clocks.pause_day", "to come"
    assert refusal(stop, officer, clock, "2026-06-10", "2026-06-17") == "clocks.past_due", "overdue stays so"
    assert refusal(stop, officer, clock, "2026-06-05", reason=" ") == "clocks.reason_missing"
    assert refusal(stop, officer, clock, "2026-06-05", reason="长" * 2001) == "clocks.reason_too_long"
    assert refusal(go_on, officer, clock, "2026-06-05") == "clocks.runs"
    stop(officer, clock, "2026-06-05")
    assert refusal(stop, officer, clock, "2026-06-06", key="second") == "clocks.stands"
    assert refusal(go_on, officer, clock, "2026-06-05") == "clocks.resume_day", "no day was taken out"
    assert refusal(go_on, officer, clock, "2026-06-08", "2026-06-07") == "clocks.resume_day", "to come"
    go_on(officer, clock, "2026-06-08")
    assert refusal(stop, officer, clock, "2026-06-07", "2026-06-09", key="third") == "clocks.pause_day"
    assert Pause.objects.count() == 1


def test_a_day_that_was_set_and_a_clock_that_ended_are_not_stopped(actors, begin):
    clock = begin(set_on=date(2026, 6, 30))
    assert refusal(stop, actors.officer, clock, "2026-06-05") == "clocks.set_is_extended"
    ended = begin()
    end(actor=actors.officer, clock=ended, outcome="met", on=date(2026, 6, 1))
    assert refusal(stop, actors.officer, ended, "2026-06-05") == "clocks.ended"


@pytest.mark.parametrize("name", PEOPLE)
def test_who_may_stop_a_clock_and_let_it_go_on(actors, begin, name):
    clock, actor = begin(), getattr(actors, name)
    if name in MAY:
        stop(actor, clock, "2026-06-05")
        go_on(actor, clock, "2026-06-08")
        return
    with pytest.raises(Denied):
        stop(actor, clock, "2026-06-05")
    stop(actors.officer, clock, "2026-06-05")
    with pytest.raises(Denied):
        go_on(actor, clock, "2026-06-08")
    assert due_of(clock, date(2026, 6, 8)).lamp == "paused"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 9)), max_size=3))
def test_no_pause_ever_brings_the_day_forward(actors, begin, pauses):
    clock, day, last = begin(), 2, date(2026, 6, 16)
    for wait, length in pauses:
        if (since := day + wait) > 14:
            break
        stop(actors.officer, clock, f"2026-06-{since:02}", key=f"p-{clock.pk}-{since}")
        day = since + length
        go_on(actors.officer, clock, f"2026-06-{day:02}", key=f"r-{clock.pk}")
        due = due_of(clock, date(2026, 6, 1)).due_on
        assert (due - last).days == length
        last = due
