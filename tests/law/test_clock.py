"""When something is due: the hand-checked table, and what holds for every clock."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaohe.law import Extension, Pause, Running, due_date, load_calendar, projected
from kaohe.messages import Refused

from .running import day, period, running

CALENDAR = load_calendar()
TABLE = Path(__file__).parent / "deadlines.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
DAYS = st.dates(date(2016, 1, 4), date(2025, 6, 1))
PERIODS = st.one_of(
    st.builds(
        lambda number, unit, roll: period(f"{number}{unit}{roll}"),
        st.integers(1, 60),
        st.sampled_from("dw"),
        st.sampled_from(("", " roll")),
    ),
    st.builds(lambda number: period(f"{number}m"), st.integers(1, 6)),
)


@st.composite
def clocks(draw):
    """A clock with up to two pauses that are over and up to two extensions."""
    start, pauses, at = draw(DAYS), [], 1
    for _ in range(draw(st.integers(0, 2))):
        since = start + timedelta(at + draw(st.integers(0, 20)))
        until = since + timedelta(draw(st.integers(1, 30)))
        pauses.append(Pause(since, until))
        at = (until - start).days
    extensions = draw(st.lists(st.builds(Extension, PERIODS), max_size=2))
    return Running(start, draw(PERIODS), None, tuple(pauses), tuple(extensions))


def test_the_table_is_long_enough_and_spans_the_years():
    assert len(ROWS) >= 60
    assert {row["start"][:4] for row in ROWS} == {str(year) for year in range(2016, 2027)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['start']} {row['period']} {row['due']}")
def test_the_hand_checked_deadlines(row):
    found = projected(running(row), CALENDAR)
    assert (found.due_on, found.reminder_on) == (day(row["due"]), day(row["reminder"])), row["why"]
    for reason in found.reasons:
        assert reason.words("zh") and reason.words("en")


def test_the_steps_are_told_in_order():
    row = {
        "start": "2018-03-01",
        "period": "15d",
        "pauses": "2018-03-06..2018-03-16",
        "extensions": "5w",
    }
    codes = [reason.code for reason in projected(running(row), CALENDAR).reasons]
    assert codes == [
        "law.clock_counts_calendar",
        "law.clock_paused",
        "law.due_on_working_day",
        "law.clock_extended",
        "law.clock_counts_working",
        "law.due_on_working_day",
    ]


def test_what_is_left_is_told_while_it_stands():
    row = {"start": "2018-03-01", "period": "15d", "pauses": "2018-03-06..", "extensions": ""}
    last = projected(running(row), CALENDAR).reasons[-1]
    assert (last.code, last.params["left"]) == ("law.clock_stands_calendar", 11)


def test_it_stands_before_an_extension_and_before_the_day_it_would_move_to():
    extended = {"start": "2018-03-01", "period": "15d", "pauses": "2018-03-18..", "extensions": "10d"}
    assert projected(running(extended), CALENDAR).due_on is None
    moving = {"start": "2021-06-04", "period": "8d roll", "pauses": "2021-06-13..", "extensions": ""}
    stands = projected(running(moving), CALENDAR)
    assert stands.due_on is None and stands.reasons[-1].params["left"] == 0


@pytest.mark.parametrize("row", ["2026-12-20 15d_roll", "2026-12-01 20w", "2015-12-31 3d", "2026-12-27 3d"])
def test_a_year_that_is_not_loaded_is_refused(row):
    start, whole = row.split()
    with pytest.raises(Refused) as refused:
        projected(Running(date.fromisoformat(start), period(whole.replace("_", " "))), CALENDAR)
    assert refused.value.problems[0].code in ("law.year_not_loaded", "law.year_end_not_settled")


@pytest.mark.parametrize(
    "row",
    ["2026-12-20 15d 2027-01-04", "2026-11-30 1m 2026-12-30", "2026-03-01 24m 2028-03-01"],
)
def test_a_day_that_stays_is_due_where_no_notice_reaches_and_says_what_lacks(row):
    start, whole, due = row.split()
    running = Running(date.fromisoformat(start), period(whole))
    found, plain = projected(running, CALENDAR), due_date(running.start, running.period, CALENDAR)
    assert (str(found.due_on), found.reminder_on) == (due, None)
    assert (str(plain.due_on), plain.reminder_on, plain.reason) == (due, None, found.reasons[-1])
    assert plain.reason.code in ("law.year_not_loaded", "law.year_end_not_settled")


def test_a_set_day_beyond_the_calendar_says_that_its_reminder_is_not_settled():
    found = projected(Running(date(2026, 9, 1), set_on=date(2027, 6, 30)), CALENDAR)
    assert [reason.code for reason in found.reasons] == ["law.clock_set", "law.year_not_loaded"]


@settings(max_examples=80)
@given(DAYS, PERIODS)
def test_without_pauses_and_extensions_it_is_the_deadline_of_the_rule(start, whole):
    found, plain = projected(Running(start, whole), CALENDAR), due_date(start, whole, CALENDAR)
    assert (found.due_on, found.reminder_on) == (plain.due_on, plain.reminder_on)
    assert found.reasons[-1] == plain.reason


@settings(max_examples=80)
@given(clocks(), st.integers(1, 90), st.integers(1, 40))
def test_a_pause_never_brings_a_deadline_forward(clock, after, days):
    since = clock.start + timedelta(after)
    more = replace(clock, pauses=(*clock.pauses, Pause(since, since + timedelta(days))))
    before, later = projected(clock, CALENDAR).due_on, projected(more, CALENDAR).due_on
    assert later >= before
    if since > before:
        assert later == before


@settings(max_examples=80)
@given(clocks(), st.integers(1, 40), st.integers(1, 60))
def test_the_longer_the_pause_the_later_it_is(clock, first, days):
    since = max([clock.start, *(pause.until for pause in clock.pauses)]) + timedelta(first)
    short, longer = (
        projected(
            replace(clock, pauses=(*clock.pauses, Pause(since, since + timedelta(length)))), CALENDAR
        ).due_on
        for length in (days, days + 1)
    )
    assert longer >= short


@settings(max_examples=80)
@given(clocks(), st.one_of(PERIODS.map(Extension), DAYS.map(lambda day: Extension(until=day))))
def test_an_extension_never_shortens(clock, extension):
    more = replace(clock, extensions=(*clock.extensions, extension))
    assert projected(more, CALENDAR).due_on >= projected(clock, CALENDAR).due_on


@settings(max_examples=50)
@given(clocks(), st.integers(2016, 2026))
def test_reloading_the_same_calendar_changes_nothing(clock, year):
    again = CALENDAR.with_notice(year, CALENDAR.notice(year))
    assert again == CALENDAR and again.hash == CALENDAR.hash
    assert projected(clock, again) == projected(clock, CALENDAR)
