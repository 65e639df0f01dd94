import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaohe.law import load_calendar
from kaohe.messages import Refused, Text

REFERENCE = (
    Path(__file__).parents[2] / ".." / "shared" / "reference" / "calendar" / "cn_holidays_2016_2026.csv"
)
CALENDAR = load_calendar()
SETTLED = st.dates(date(2016, 1, 1), date(2026, 11, 30))


def refusal(ask):
    with pytest.raises(Refused) as refused:
        ask()
    return refused.value.problems[0].code


def test_every_day_of_the_notices_is_there():
    if not REFERENCE.is_file():
        pytest.skip("the reference calendar is not beside the project")
    with REFERENCE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    given_days = {date.fromisoformat(row["date"]): (row["kind"], row["name"]) for row in rows}
    assert {day: (noticed.kind, noticed.name.en) for day, noticed in CALENDAR.days.items()} == given_days
    assert CALENDAR.years == frozenset(range(2016, 2027))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2020-01-23", True),  # Thursday before Spring Festival
        ("2020-01-24", False),  # the festival begins
        ("2020-02-02", False),  # a Sunday, day off as extended that year
        ("2020-01-19", True),  # a Sunday worked to make up
        ("2019-10-05", False),  # National Day, a Saturday
        ("2019-10-12", True),  # the Saturday that makes up for it
        ("2019-10-13", False),  # an ordinary Sunday
        ("2019-10-14", True),
    ],
)
def test_working_days(day, works):
    assert CALENDAR.is_working(date.fromisoformat(day)) is works


def test_why_a_day_is_off():
    assert CALENDAR.rest(date(2020, 1, 25)) == Text("春节", "Spring Festival")
    assert CALENDAR.rest(date(2019, 10, 13)) == Text("周末", "weekend")
    assert CALENDAR.rest(date(2020, 1, 19)) is None


def test_the_notice_of_a_year_reaches_into_the_december_before():
    assert CALENDAR.is_working(date(2018, 12, 29)), "a Saturday worked for New Year 2019"
    assert not CALENDAR.is_working(date(2018, 12, 31)), "a Monday off for New Year 2019"
    assert CALENDAR.working_before(date(2019, 1, 1)) == date(2018, 12, 29)


@pytest.mark.parametrize("day", [date(2015, 12, 31), date(2027, 1, 1), date(1999, 5, 5)])
def test_a_year_not_loaded_is_an_error(day):
    assert refusal(lambda: CALENDAR.is_working(day)) == "law.year_not_loaded"


def test_the_end_of_the_last_year_is_not_settled_before_the_next_notice():
    assert CALENDAR.is_working(date(2026, 12, 24))
    assert refusal(lambda: CALENDAR.is_working(date(2026, 12, 25))) == "law.year_end_not_settled"
    assert refusal(lambda: CALENDAR.working_after(date(2026, 12, 24))) == "law.year_end_not_settled"
    assert refusal(lambda: CALENDAR.working_before(date(2016, 1, 1))) == "law.year_not_loaded"


@given(SETTLED)
def test_the_nearest_working_days_have_only_days_off_between(day):
    after, before = CALENDAR.working_after(day), CALENDAR.working_before(day) if day.year > 2016 else None
    assert after > day
    assert CALENDAR.is_working(after)
    assert not any(CALENDAR.is_working(day + timedelta(n)) for n in range(1, (after - day).days))
    if before:
        assert before < day
        assert CALENDAR.is_working(before)
        assert not any(CALENDAR.is_working(before + timedelta(n)) for n in range(1, (day - before).days))


@settings(max_examples=50)
@given(st.dates(date(2016, 1, 1), date(2026, 6, 1)), st.integers(1, 60))
def test_the_nth_working_day_has_n_working_days_up_to_it(day, number):
    last = CALENDAR.working_after(day, number)
    assert sum(CALENDAR.is_working(day + timedelta(n)) for n in range(1, (last - day).days + 1)) == number
