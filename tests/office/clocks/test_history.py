"""The history of a clock, as somebody would read it who has nothing else."""

from datetime import date

import pytest

from kaohe.office.clocks.actions.calendars import load_year
from kaohe.office.clocks.actions.extending import ask, decide
from kaohe.office.clocks.actions.pausing import pause, resume
from kaohe.office.clocks.actions.running import end
from kaohe.office.clocks.queries.history import history_of
from kaohe.office.clocks.sweep import project_owed

from .conftest import noon, on
from .test_calendars import CHANGED, OFF
from .test_extending import FIVE

pytestmark = pytest.mark.django_db


@pytest.fixture
def lived(actors, begin):
    """A clock to which everything happened."""
    clock, officer, head = begin(period=FIVE), actors.officer, actors.head
    pause(actor=on(officer, "2026-06-03"), clock=clock, since=date(2026, 6, 3), reason="专家评审", key="p")
    resume(actor=on(officer, "2026-06-05"), clock=clock, on=date(2026, 6, 5), key="r")
    refused = ask(actor=on(actors.gdd, "2026-06-05"), clock=clock, reason="人手不足", period=FIVE, key="a")
    decide(actor=on(head, "2026-06-06"), extension=refused, granted=False, answer="理由不足", key="d")
    granted = ask(
        actor=on(actors.gdd, "2026-06-07"), clock=clock, reason="台风", until=date(2026, 6, 25), key="b"
    )
    decide(actor=on(head, "2026-06-08"), extension=granted, granted=True, answer="同意", key="e")
    load_year(
        actor=on(head, "2026-06-09"), year=2026, days=CHANGED | {date(2026, 6, 25): OFF}, document="通知"
    )
    project_owed(noon("2026-06-09"))
    end(actor=on(officer, "2026-06-20"), clock=clock, outcome="met", on=date(2026, 6, 20))
    return clock


def test_everything_is_there_in_order_with_who_when_why_and_the_day_due(lived):
    lines = history_of(lived)
    assert [(line.at.day, line.by, line.reason) for line in lines] == [
        (1, "officer", ""),
        (3, "officer", "专家评审"),
        (5, "officer", ""),
        (5, "gdd", "人手不足"),
        (6, "head", "理由不足"),
        (7, "gdd", "台风"),
        (8, "head", "同意"),
        (9, "", ""),
        (20, "officer", ""),
    ]
    assert [line.due_on and line.due_on.day for line in lines if line.counted] == [8, None, 10, 25, 25]
    assert all(line.words.zh != line.words.en for line in lines)
    assert "2026-06-02" in lines[0].steps[0].zh and "广州开发区管委会" in lines[0].words.zh


def test_a_calendar_is_told_only_where_it_moved_the_day(actors, begin):
    moved, stayed = begin(period=FIVE), begin()
    load_year(actor=on(actors.head, "2026-06-04"), year=2026, days=CHANGED, document="通知")
    project_owed(noon("2026-06-04"))
    last = history_of(moved)[-1]
    assert (last.by, last.due_on) == ("", date(2026, 6, 10))
    assert len(history_of(stayed)) == 1


def test_a_history_costs_the_same_however_long_it_is(lived, django_assert_num_queries):
    with django_assert_num_queries(4):
        history_of(lived)
