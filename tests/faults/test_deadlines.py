"""kill -9 while deadlines are worked out anew and told: each is moved once and told once at each step."""

import os
import random
import time

import pytest

from tests.offices import office

KILLS = int(os.environ.get("KAOHE_KILLS", "3"))
CLOCKS = 60
BEGIN = f"""
from datetime import UTC, date, datetime
from kaohe.law import NoticedDay, Period, load_calendar
from kaohe.messages import Text
from kaohe.office.accounts.actors import Actor, Held
from kaohe.office.accounts.models import Office, Post, User
from kaohe.office.accounts.roles import Role
from kaohe.office.clocks.actions.calendars import load_year
from kaohe.office.clocks.actions.running import start

offices = [
    Office.objects.create(code=code, kind=kind, name_zh=code, name_en=code)
    for code, kind in (("commerce", "department"), ("gdd", "committee"))
]
for each, role in zip(offices, (Role.PROVINCE_HEAD, Role.COMMITTEE_HEAD)):
    person = User.objects.create_user(role, name=role)
    Post.objects.create(user=person, office=each, role=role, since=date(2026, 1, 1))
head = Held(Role.PROVINCE_HEAD, offices[0].pk, "department", "")
at = datetime(2026, 6, 1, 4, tzinfo=UTC)
actor = Actor(None, "head", at, "", (head,))
five = Period(days=5, counting="working")
for number in range({CLOCKS}):
    start(
        actor=actor, subject=f"x:{{number}}", code="web.note", params={{}}, link="", holder=offices[1],
        watcher=offices[0], cites=None, event="order", start=date(2026, 6, 1), period=five,
    )
off = NoticedDay("holiday", Text("测试", "a test"))
load_year(
    actor=actor, year=2026, days=load_calendar().notice(2026) | {{date(2026, 6, 2): off}}, document="通知"
)
"""
STATE = """
from django.db.models import Count
from kaohe.office.clocks.models import Projection
from kaohe.office.journal.models import Entry
from kaohe.office.notices.models import Notice
print(
    Projection.objects.filter(cause="calendar").count(),
    Projection.objects.filter(cause="calendar").values("clock").distinct().count(),
    Entry.objects.filter(action="clocks.reproject").count(),
    Notice.objects.filter(code="clocks.told_moved").count(),
    Notice.objects.filter(code="clocks.overdue").count(),
    Notice.objects.values("to", "key").distinct().count() - Notice.objects.count(),
)
"""


@pytest.mark.fault
def test_a_worker_killed_while_it_minds_deadlines_loses_and_doubles_nothing(tmp_path):
    made, chance = office(tmp_path), random.Random(KILLS)
    assert made.kaohe("work", "--once").returncode == 0
    made.python(BEGIN)
    for kill in range(KILLS):
        with made.running("tests.faults.minding", "2026-06-12", str(61 * kill)) as worker:
            worker.stdout.readline()
            time.sleep(chance.random())
            worker.kill()
    with made.running("tests.faults.minding", "2026-06-12", str(61 * KILLS)) as worker:
        out, _ = worker.communicate()
        assert worker.returncode == 0, out
    found = [int(number) for number in made.python(STATE).split()]
    assert found == [CLOCKS, CLOCKS, CLOCKS, 2 * CLOCKS, 2 * CLOCKS, 0]
