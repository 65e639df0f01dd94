"""Clocks begin and end: what is kept, what is refused, how each looks on a day."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from kaohe.law import Period
from kaohe.messages import Refused
from kaohe.office.clocks.actions.running import end
from kaohe.office.clocks.models import Clock, Projection
from kaohe.office.clocks.queries.due import due_of, dues_of
from kaohe.office.journal.models import Entry

from .conftest import START, TEN_WORKED, on

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 16)


def code(refused):
    return [problem.code for problem in refused.value.problems]


def test_a_clock_says_when_it_is_due_and_how_that_was_counted(begin):
    due = due_of(begin(), START)
    assert (due.due_on, due.reminder_on, due.days_left, due.lamp) == (DUE, date(2026, 6, 15), 15, "running")
    assert "2026-06-02" in due.reasons[0].zh and "2026-06-02" in due.reasons[0].en
    assert Entry.objects.get(action="clocks.start").after["due"] == "2026-06-16"


@pytest.mark.parametrize(
    ("day", "left", "lamp"),
    [
        ("2026-06-14", 2, "running"),
        ("2026-06-15", 1, "due_soon"),
        ("2026-06-16", 0, "due"),
        ("2026-06-17", -1, "overdue"),
    ],
)
def test_the_lamp_is_asked_of_a_day_and_kept_nowhere(begin, day, left, lamp):
    due = due_of(begin(), date.fromisoformat(day))
    assert (due.days_left, due.lamp) == (left, lamp)


@pytest.mark.parametrize(
    ("outcome", "ended", "lamp"),
    [
        ("met", "2026-06-16", "met"),
        ("met", "2026-06-17", "met_late"),
        ("fell_away", "2026-06-30", "fell_away"),
    ],
)
def test_a_duty_is_met_in_time_or_late_or_falls_away(actors, begin, outcome, ended, lamp):
    clock = begin()
    day = date.fromisoformat(ended)
    end(actor=on(actors.officer, ended), clock=clock, outcome=outcome, on=day, reason="撤回")
    due = due_of(clock, date(2026, 12, 1))
    assert (due.lamp, due.days_left, due.ended_on) == (lamp, None, day)


def test_an_end_is_refused_twice_for_a_day_to_come_and_without_a_reason_to_fall_away(actors, begin):
    clock, officer = begin(), on(actors.officer, "2026-06-10")
    with pytest.raises(Refused) as refused:
        end(actor=officer, clock=clock, outcome="met", on=date(2026, 6, 11))
    assert code(refused) == ["clocks.day_to_come"]
    with pytest.raises(Refused) as refused:
        end(actor=officer, clock=clock, outcome="fell_away", on=date(2026, 6, 10), reason=" ")
    assert code(refused) == ["clocks.reason_missing"]
    end(actor=officer, clock=clock, outcome="met", on=date(2026, 6, 10))
    with pytest.raises(Refused) as refused:
        end(actor=officer, clock=clock, outcome="met", on=date(2026, 6, 10))
    assert code(refused) == ["clocks.ended"]
    assert Entry.objects.filter(action="clocks.end").count() == 1


def test_a_day_that_was_set_is_due_as_it_was_set(begin):
    due = due_of(begin(set_on=date(2026, 6, 20)), START)
    assert (due.due_on, due.reminder_on) == (date(2026, 6, 20), date(2026, 6, 18)), (
        "Dragon Boat from the 19th"
    )
    with pytest.raises(Refused) as refused:
        begin(set_on=START)
    assert code(refused) == ["clocks.set_before_start"]


def test_a_period_or_a_day_and_never_both(begin):
    with pytest.raises(DatabaseError), transaction.atomic():
        begin(set_on=date(2026, 6, 20), period=Period(days=3, counting="working"))


def test_beyond_the_calendar_the_day_is_not_known_and_it_says_why(begin):
    due = due_of(begin(start=date(2026, 12, 20), period=TEN_WORKED), date(2026, 12, 20))
    assert (due.due_on, due.lamp, due.days_left) == (None, "unknown", None)
    assert "2027" in due.reasons[-1].en


def test_a_text_that_fits_no_column_is_refused(begin):
    with pytest.raises(Refused) as refused:
        begin(subject="x" * 81)
    assert code(refused) == ["accounts.too_long"]


def test_many_are_asked_in_two_queries(begin, django_assert_num_queries):
    clocks = [begin(subject=f"cases.case:{n}") for n in range(5)]
    with django_assert_num_queries(2):
        dues = dues_of(clocks, START)
    assert {due.due_on for due in dues.values()} == {DUE}


def test_what_happened_can_not_be_changed_even_in_the_database(begin):
    clock = begin()
    for model in (Clock, Projection):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete() if model is Projection else model.objects.filter(pk=clock.pk).update(
                code="x"
            )
