from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaohe.law import Citation, Period, due_date, load_calendar
from kaohe.messages import Refused
from kaohe.packs import read_model

CALENDAR = load_calendar()
SOME_SENTENCE = Citation(
    instrument="guangdong-2016", chapter="二", clause="四", sentence=2, quote="由省商务厅进行书面提醒。"
)
FIFTEEN_DAYS = Period(days=15, counting="calendar")


def test_fifteen_days_over_spring_festival_do_not_move():
    due = due_date(date(2020, 1, 10), FIFTEEN_DAYS, CALENDAR)
    assert due.due_on == date(2020, 1, 25), "the first day counted is the 11th"
    assert due.reminder_on == date(2020, 1, 23), "the last working day before the festival"
    assert due.reason.code == "law.due_stays"
    assert "春节" in due.reason.words("zh")
    assert "Spring Festival" in due.reason.words("en")


def test_a_last_day_off_moves_where_the_rule_cites_why():
    moving = Period(days=15, counting="calendar", rolls=SOME_SENTENCE)
    due = due_date(date(2020, 1, 10), moving, CALENDAR)
    assert due.due_on == date(2020, 2, 3)
    assert due.reminder_on == date(2020, 1, 23)
    assert due.reason.code == "law.due_moved"
    assert SOME_SENTENCE.quote in due.reason.words("zh")


def test_a_last_day_worked_stays_whatever_the_rule_says():
    for period in (FIFTEEN_DAYS, Period(days=15, counting="calendar", rolls=SOME_SENTENCE)):
        due = due_date(date(2019, 11, 12), period, CALENDAR)
        assert (due.due_on, due.reminder_on) == (date(2019, 11, 27), date(2019, 11, 26))
        assert due.reason.code == "law.due_on_working_day"


def test_working_days_skip_holidays_and_count_make_up_days():
    due = due_date(date(2019, 9, 27), Period(days=5, counting="working"), CALENDAR)
    assert due.due_on == date(2019, 10, 10), "28 is off, 29 (a Sunday) worked, 30, then 8, 9, 10 October"


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2019-01-31", 1, "2019-02-28"),
        ("2020-01-31", 1, "2020-02-29"),
        ("2019-03-15", 24, "2021-03-15"),
        ("2019-11-30", 3, "2020-02-29"),
        ("2019-12-01", 1, "2020-01-01"),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last_of_the_month(start, months, end):
    due = due_date(date.fromisoformat(start), Period(months=months, counting="calendar"), CALENDAR)
    assert due.due_on == date.fromisoformat(end)


@pytest.mark.parametrize("start", [date(2026, 12, 28), date(2015, 12, 31), date.max])
@pytest.mark.parametrize("period", [FIFTEEN_DAYS, Period(months=24, counting="calendar")])
def test_nothing_is_counted_from_a_day_that_no_notice_covers(start, period):
    with pytest.raises(Refused):
        due_date(start, period, CALENDAR)


@pytest.mark.parametrize(
    "period",
    [Period(days=15, counting="calendar", rolls=SOME_SENTENCE), Period(days=15, counting="working")],
)
def test_a_day_that_hangs_on_a_notice_that_lacks_is_an_error(period):
    with pytest.raises(Refused):
        due_date(date(2026, 12, 20), period, CALENDAR)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{counting: calendar}", "law.days_or_months"),
        ("{days: 3, months: 1, counting: calendar}", "law.days_or_months"),
        ("{months: 1, counting: working}", "law.months_by_calendar"),
        ("{days: 0, counting: calendar}", "packs.not_allowed"),
        ('{days: "15", counting: calendar}', "packs.want_whole_number"),
    ],
)
def test_a_period_that_means_nothing_is_refused(text, code):
    with pytest.raises(Refused) as refused:
        read_model(Period, text, "rule.yaml")
    assert refused.value.problems[0].code == code


@settings(max_examples=60)
@given(st.dates(date(2017, 1, 1), date(2026, 6, 1)), st.integers(1, 90), st.booleans())
def test_the_reminder_comes_before_on_a_working_day_and_a_moved_day_is_worked(start, days, moves):
    period = Period(days=days, counting="calendar", rolls=SOME_SENTENCE if moves else None)
    due = due_date(start, period, CALENDAR)
    assert due.reminder_on < due.due_on
    assert CALENDAR.is_working(due.reminder_on)
    assert (due.due_on - start).days >= days
    assert CALENDAR.is_working(due.due_on) if moves else (due.due_on - start).days == days
