"""Who is told what, and once: due soon, overdue, sent back, a cell opened again; nudges."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kaohe.messages import Refused
from kaohe.office.journal.models import Entry
from kaohe.office.notices.models import Notice
from kaohe.office.notices.owed import tell_owed
from kaohe.office.reporting.actions.reopening import reopen
from kaohe.office.reporting.actions.reviewing import Word, decide, send_back
from kaohe.office.reporting.reminders import Nudged, nudge

from .conftest import NOW

pytestmark = pytest.mark.django_db


def told(code):
    return sorted(Notice.objects.filter(code=f"reporting.{code}").values_list("to__username", flat=True))


def test_what_is_due_soon_and_overdue_is_told_once_to_whose_move_it_is(round, hand_in):
    hand_in("ns")
    assert tell_owed(NOW) == 0
    tell_owed(NOW + timedelta(days=18))
    assert told("due_soon") == ["guangzhou", "gz", "gz_reporter", "zhanjiang", "zj"]
    assert tell_owed(NOW + timedelta(days=18, hours=1)) == 0
    tell_owed(NOW + timedelta(days=21))
    assert told("overdue") == ["guangzhou", "gz", "gz_reporter", "zhanjiang", "zj"]


def test_what_is_sent_back_and_what_is_opened_again_is_told(actors, round, report_of, hand_in):
    hand_in("gz")
    word = Word("gdp", "return", "有误")
    decide(actor=actors.guangzhou, report=report_of("gz"), level="city", words=[word], seen=1, key="k")
    assert tell_owed(NOW) == 0, "as long as the city has it, nobody is told"
    send_back(actor=actors.guangzhou, report=report_of("gz"), level="city", seen=1, key="b")
    tell_owed(NOW)
    assert told("sent_back") == ["gz", "gz_reporter"]
    until = NOW + timedelta(days=2)
    reopen(actor=actors.head, report=report_of("zj"), item="tax", until=until, reason="笔误")
    assert tell_owed(NOW) == 1
    assert told("cell_reopened") == ["zj"]
    assert tell_owed(NOW + timedelta(days=1)) == 0


def test_a_nudge_is_told_once_a_day_however_often_it_is_sent(actors, round, report_of):
    gz, ns = report_of("gz").pk, report_of("ns").pk
    given = {"round": round, "reports": [gz]}
    assert nudge(actor=actors.officer, **given, key="n") == Nudged(2)
    assert nudge(actor=actors.officer, **given, key="n") == Nudged(2), "a retry gives the first outcome"
    later = replace(actors.guangzhou, at=NOW + timedelta(hours=2))
    assert nudge(actor=later, **given, key="m") == Nudged(0, 1, NOW)
    assert nudge(actor=later, round=round, reports=[gz, ns], key="o") == Nudged(1, 1, NOW)
    assert len(told("nudged")) == 3
    assert Entry.objects.filter(action="reporting.nudge").count() == 2
    tomorrow = replace(actors.officer, at=NOW + timedelta(days=1))
    assert nudge(actor=tomorrow, **given, key="p") == Nudged(2)


def test_a_nudge_is_for_those_who_watch_the_report(actors, round, report_of):
    gz = report_of("gz").pk
    for stranger in (actors.zhanjiang, actors.gz, actors.auditor):
        with pytest.raises(Refused, match="may not do this"):
            nudge(actor=stranger, round=round, reports=[gz], key="x")
    with pytest.raises(Refused, match="nobody to nudge"):
        nudge(actor=actors.officer, round=round, reports=[], key="y")
