"""The ladder: who is told at which step, each once for each day that was due."""

from datetime import date, timedelta

import pytest

from kaohe.law import load_calendar
from kaohe.office.accounts.roles import Role
from kaohe.office.clocks.actions.extending import ask, decide
from kaohe.office.clocks.actions.pausing import pause, resume
from kaohe.office.clocks.actions.running import end
from kaohe.office.clocks.ladder import reached
from kaohe.office.clocks.reminders import owed_reminders
from kaohe.office.notices.models import Notice
from kaohe.office.notices.owed import tell_owed
from tests.office.people import user

from .conftest import START, TEN_WORKED, noon, on

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 16)


def told(step):
    return sorted(Notice.objects.filter(code=f"clocks.{step}").values_list("to__username", flat=True))


def sweep(*days):
    return [tell_owed(noon(day)) for day in days]


@pytest.mark.parametrize(
    ("day", "steps"),
    [
        ("2026-06-14", []),
        ("2026-06-15", ["due_soon"]),
        ("2026-06-16", ["due_today"]),
        ("2026-06-17", ["overdue"]),
        ("2026-06-23", ["overdue"]),
        ("2026-06-24", ["overdue", "overdue_long"]),  # 17 18, Dragon Boat, 22 23 24
        ("2026-07-07", ["overdue", "overdue_long"]),
        ("2026-07-08", ["overdue", "overdue_long", "overdue_very_long"]),  # ten working days later
    ],
)
def test_the_steps_of_the_ladder_by_the_day(day, steps):
    found = reached(DUE, date(2026, 6, 15), date.fromisoformat(day), load_calendar())
    assert [name for name, _ in found] == steps


def test_each_step_is_told_once_to_whom_the_ladder_says(begin):
    begin()
    assert sweep(START, "2026-06-14") == [0, 0]
    assert sweep("2026-06-15", "2026-06-15", "2026-06-16", "2026-06-16") == [2, 0, 2, 0]
    assert told("due_soon") == told("due_today") == ["gdd", "reporter"]
    assert sweep("2026-06-17", "2026-06-18") == [4, 0]
    assert told("overdue") == ["gdd", "head", "officer", "reporter"]
    assert sweep("2026-06-24", "2026-06-25", "2026-07-08", "2026-07-09") == [1, 0, 1, 0]
    assert told("overdue_long") == told("overdue_very_long") == ["head"]


def test_after_days_without_a_sweep_what_holds_by_then_is_told(begin):
    begin()
    assert sweep("2026-07-08") == [6]
    assert told("due_soon") == told("due_today") == []


def test_a_day_that_moved_is_minded_anew_and_never_twice(actors, begin):
    clock = begin()
    sweep("2026-06-15")
    asked = ask(
        actor=on(actors.gdd, "2026-06-15"), clock=clock, reason="材料", until=date(2026, 6, 30), key="a"
    )
    decide(actor=on(actors.head, "2026-06-16"), extension=asked, granted=True, answer="", key="d")
    assert sweep("2026-06-16", "2026-06-17") == [0, 0], "no longer due then"
    assert sweep("2026-06-29", "2026-06-29") == [2, 0]
    assert len(told("due_soon")) == 4


def test_nothing_is_told_while_it_stands_nor_after_its_end(actors, begin):
    clock, ended = begin(), begin()
    pause(actor=on(actors.officer, "2026-06-05"), clock=clock, since=date(2026, 6, 5), reason="听证", key="p")
    end(actor=on(actors.officer, "2026-06-05"), clock=ended, outcome="met", on=date(2026, 6, 5))
    assert sweep("2026-06-15", "2026-06-30") == [0, 0]
    resume(actor=on(actors.officer, "2026-07-01"), clock=clock, on=date(2026, 7, 1), key="r")
    assert sweep("2026-07-01", "2026-07-13") == [0, 4], "due on Sunday the 12th; reminded on Friday the 10th"


def test_whoever_takes_a_post_while_it_is_overdue_is_told_too(actors, begin):
    begin()
    sweep("2026-06-17")
    user("new", (Role.COMMITTEE_REPORTER, "gdd"))
    assert sweep("2026-06-18") == [1]


def test_the_notice_of_a_year_is_asked_for_once_where_a_day_can_not_be_told(begin):
    begin(start=date(2026, 12, 20), period=TEN_WORKED)
    begin(start=date(2026, 12, 21), period=TEN_WORKED)
    assert sweep("2026-12-21", "2026-12-22") == [1, 0]
    notice = Notice.objects.get(code="clocks.calendar_wanted")
    assert (notice.to.username, notice.params["year"]) == ("head", "2027")


def test_a_set_day_beyond_the_calendar_is_minded_all_the_same(begin):
    begin(set_on=date(2027, 3, 1))
    assert sweep("2027-03-01", "2027-03-02") == [2, 4]


def test_many_deadlines_cost_no_more_queries(begin, django_assert_num_queries):
    for number in range(12):
        begin(subject=f"cases.case:{number}", start=START - timedelta(number))
    with django_assert_num_queries(7):
        assert len(list(owed_reminders(noon("2026-06-18")))) > 12
