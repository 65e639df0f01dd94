"""Two at once on one clock: the second waits, and then sees the first. Only PostgreSQL lets two write."""

import threading
from datetime import date

import pytest
from django.db import connection, connections

from kaohe.messages import Refused
from kaohe.office.clocks.actions.extending import decide
from kaohe.office.clocks.actions.pausing import pause
from kaohe.office.clocks.actions.running import end
from kaohe.office.clocks.models import Ending, Extension, Pause
from kaohe.office.journal.models import Entry

from .conftest import on
from .test_extending import wish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def only_where_two_can_write(db):
    if connection.vendor != "postgresql":
        pytest.skip("needs a database in which two can write at once")


def at_once(*works):
    """What each returned, or the code of what it was refused for."""
    found, both = [None] * len(works), threading.Barrier(len(works))

    def run(place, work):
        try:
            both.wait(10)
            found[place] = work()
        except Refused as refused:
            found[place] = refused.problems[0].code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


def test_two_officers_decide_an_extension(actors, begin):
    extension = wish(actors.gdd, begin())

    def say(actor, granted):
        who = on(actor, "2026-06-11")
        return decide(actor=who, extension=extension, granted=granted, answer="意见", key=f"{granted}").state

    found = at_once(lambda: say(actors.head, True), lambda: say(actors.government, False))
    assert "clocks.decided_already" in found
    extension.refresh_from_db()
    assert extension.state in found and extension.state != Extension.State.ASKED
    assert Entry.objects.filter(action="clocks.decide_extension").count() == 1


def test_two_stop_a_clock(actors, begin):
    clock = begin()

    def stop(actor):
        who = on(actor, "2026-06-05")
        return pause(actor=who, clock=clock, since=date(2026, 6, 5), reason="评审", key=actor.name).pk

    found = at_once(lambda: stop(actors.head), lambda: stop(actors.officer))
    assert "clocks.stands" in found
    assert Pause.objects.count() == 1


def test_it_is_met_while_it_is_stopped(actors, begin):
    clock, officer = begin(), on(actors.officer, "2026-06-05")
    day = date(2026, 6, 5)

    found = at_once(
        lambda: end(actor=officer, clock=clock, outcome="met", on=day),
        lambda: pause(actor=officer, clock=clock, since=day, reason="评审", key="p").pk,
    )
    assert Ending.objects.count() == 1
    assert found[1] == "clocks.ended" or Pause.objects.count() == 1
