"""A year's notice is loaded or corrected: open clocks are worked out anew, and what moved is told once."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaohe.law import NoticedDay, load_calendar
from kaohe.messages import Refused, Text
from kaohe.office.accounts.permissions import Denied
from kaohe.office.clocks import sweep as sweeping
from kaohe.office.clocks.actions.calendars import load_year
from kaohe.office.clocks.actions.running import end
from kaohe.office.clocks.models import CalendarYear, Projection
from kaohe.office.clocks.queries.calendars import calendar_on
from kaohe.office.clocks.queries.due import due_of
from kaohe.office.clocks.sweep import project_owed
from kaohe.office.journal.models import Entry
from kaohe.office.notices.models import Notice

from .conftest import PEOPLE, START, TEN_WORKED, noon, on
from .test_extending import FIVE

pytestmark = pytest.mark.django_db
OFF = NoticedDay("holiday", Text("测试", "a test"))
YEAR = 2026
BEFORE = load_calendar().notice(YEAR)
CHANGED = BEFORE | {date(2026, 6, 2): OFF, date(2026, 6, 3): OFF}
NEXT = {date(2027, 1, 1): NoticedDay("holiday", Text("元旦", "New Year's Day"))}
"""Invented: the notice of 2027 isn't out. Only its presence is tried."""


def load(actor, days=CHANGED, year=YEAR, day="2026-06-04"):
    return load_year(actor=on(actor, day), year=year, days=days, document="国办发明电〔2026〕1号")


def test_what_is_loaded_counts_from_then_on_over_what_was_shipped(actors):
    loaded = load(actors.head)
    assert (loaded.version, loaded.by) == (1, "head")
    assert not calendar_on(noon("2026-06-04")).is_working(date(2026, 6, 2))
    assert calendar_on(noon("2026-06-03")).is_working(date(2026, 6, 2)), "before it was loaded"
    assert load(actors.head, BEFORE, day="2026-06-05").version == 2
    assert calendar_on(noon("2026-06-05")) == load_calendar()
    assert Entry.objects.filter(action="clocks.load_calendar").count() == 2


def test_the_same_days_again_change_nothing(actors):
    assert load(actors.head, BEFORE) is None, "as it is shipped"
    load(actors.head)
    assert load(actors.head, day="2026-06-05") is None
    assert CalendarYear.objects.count() == 1


def test_a_calendar_without_its_document_is_refused(actors):
    with pytest.raises(Refused) as refused:
        load_year(actor=actors.head, year=YEAR, days=CHANGED, document=" ")
    assert refused.value.problems[0].code == "clocks.document_missing"


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"head"}))
def test_only_the_head_loads_a_calendar(actors, name):
    with pytest.raises(Denied):
        load(getattr(actors, name))
    assert not CalendarYear.objects.exists()


def test_open_clocks_are_worked_out_anew_and_what_moved_is_told(actors, begin):
    moves, stays, ended = begin(period=FIVE), begin(), begin(period=FIVE)
    end(actor=actors.officer, clock=ended, outcome="met", on=START)
    assert due_of(moves, START).due_on == date(2026, 6, 8)
    load(actors.head)
    assert project_owed(noon("2026-06-04")) == 2
    assert due_of(moves, START).due_on == date(2026, 6, 10)
    assert due_of(stays, START).due_on == date(2026, 6, 16)
    told = Notice.objects.filter(code="clocks.told_moved")
    assert {each.to.username for each in told} == {"gdd", "reporter", "head", "officer"}
    assert told[0].params["was"] == "2026-06-08" and told[0].params["due"] == "2026-06-10"
    [entry] = Entry.objects.filter(action="clocks.reproject")
    assert entry.key == str(moves.pk)
    assert (entry.before, entry.after) == ({"due": "2026-06-08"}, {"due": "2026-06-10"})
    assert project_owed(noon("2026-06-04")) == 0
    assert Projection.objects.filter(clock=ended).count() == 1


def test_a_day_that_was_not_known_is_known_when_the_year_is_loaded(actors, begin):
    clock = begin(start=date(2026, 12, 20), period=TEN_WORKED)
    assert due_of(clock, START).lamp == "unknown"
    load(actors.head, NEXT, 2027, "2026-12-21")
    project_owed(noon("2026-12-21"))
    assert due_of(clock, START).due_on == date(2027, 1, 4)
    assert Notice.objects.filter(code="clocks.told_moved", to__username="gdd").get().params["was"] == "–"


def test_a_day_that_stays_is_known_before_its_reminder_is(actors, begin):
    clock = begin(start=date(2026, 12, 20))
    before = due_of(clock, START)
    assert (before.due_on, before.reminder_on) == (date(2027, 1, 4), None)
    load(actors.head, NEXT, 2027, "2026-12-21")
    project_owed(noon("2026-12-21"))
    after = due_of(clock, START)
    assert (after.due_on, after.reminder_on) == (date(2027, 1, 4), date(2026, 12, 31))


def test_a_sweep_that_was_stopped_goes_on_where_it_was(actors, begin, monkeypatch):
    clocks = [begin(period=FIVE, subject=f"cases.case:{number}") for number in range(4)]
    load(actors.head)
    plain, left = sweeping.tell_both, [2]

    def stopped(*args, **params):
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return plain(*args, **params)

    monkeypatch.setattr(sweeping, "tell_both", stopped)
    with pytest.raises(KeyboardInterrupt):
        project_owed(noon("2026-06-04"))
    monkeypatch.setattr(sweeping, "tell_both", plain)
    assert project_owed(noon("2026-06-04")) == 2
    assert {due_of(clock, START).due_on for clock in clocks} == {date(2026, 6, 10)}
    assert Notice.objects.filter(code="clocks.told_moved", to__username="gdd").count() == 4
    assert Entry.objects.filter(action="clocks.reproject").count() == 4


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 20), max_size=4), st.integers(1, 12))
def test_loading_the_same_days_and_sweeping_again_moves_nothing(actors, begin, off, number):
    days = BEFORE | {START + timedelta(each): OFF for each in off}
    clock = begin(period=FIVE.model_copy(update={"days": number}))
    load(actors.head, days)
    project_owed(noon("2026-06-04"))
    due, rows = due_of(clock, START), Projection.objects.count()
    assert load(actors.head, days) is None
    assert project_owed(noon("2026-06-04")) == 0
    assert (due_of(clock, START), Projection.objects.count()) == (due, rows)
