"""Who is told what, and once: due soon, overdue, sent back, a cell opened again; nudges."""

from datetime import timedelta

import pytest

from kaohe.messages import Refused
from kaohe.office.notices.models import Notice
from kaohe.office.notices.owed import tell_owed
from kaohe.office.reporting.actions.reopening import reopen
from kaohe.office.reporting.actions.reviewing import Word, decide, send_back
from kaohe.office.reporting.reminders import nudge

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


def test_a_nudge_is_told_once_however_often_it_is_sent(actors, round, report_of):
    gz = report_of("gz").pk
    assert nudge(actor=actors.officer, round=round, reports=[gz], key="n") == 2
    assert nudge(actor=actors.officer, round=round, reports=[gz], key="n") == 0
    assert nudge(actor=actors.guangzhou, round=round, reports=[gz], key="m") == 2
    for stranger in (actors.zhanjiang, actors.gz, actors.auditor):
        with pytest.raises(Refused, match="may not do this"):
            nudge(actor=stranger, round=round, reports=[gz], key="x")
    with pytest.raises(Refused, match="nobody to nudge"):
        nudge(actor=actors.officer, round=round, reports=[], key="y")
