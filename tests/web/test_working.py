"""Sweeps: one holder at a time, none lost, none doubled, whatever the clock does."""

from datetime import UTC, datetime, timedelta

import pytest

from kaohe.web.models import Lease
from kaohe.web.operations.working import release, take, work
from kaohe.web.sweeps import Sweep

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
SWEEP = Sweep("heads", lambda now: 1, 300)

pytestmark = pytest.mark.django_db


def test_of_two_only_one_holds_a_sweep():
    assert take(SWEEP, NOW, "one")
    assert not take(SWEEP, NOW + SECOND, "two")


def test_done_is_done_until_it_is_due_again():
    assert take(SWEEP, NOW, "one")
    release(SWEEP, NOW, "one")
    assert not take(SWEEP, NOW + 299 * SECOND, "two")
    assert take(SWEEP, NOW + 300 * SECOND, "two")


def test_once_asks_for_no_date():
    assert take(SWEEP, NOW, "one")
    release(SWEEP, NOW, "one")
    assert take(SWEEP, NOW, "two", due_only=False)


def test_who_was_killed_loses_the_sweep_a_minute_later():
    assert take(SWEEP, NOW, "killed")
    assert take(SWEEP, NOW + 60 * SECOND, "two")
    release(SWEEP, NOW + 61 * SECOND, "killed")  # a process that was only slow
    assert Lease.objects.get().holder == "two"
    assert not take(SWEEP, NOW + 61 * SECOND, "three")


def test_a_clock_set_back_stops_nothing():
    assert take(SWEEP, NOW, "one")
    assert take(SWEEP, NOW - timedelta(days=1), "two")
    release(SWEEP, NOW - timedelta(days=1), "two")
    assert take(SWEEP, NOW - timedelta(days=2), "three")


@pytest.mark.django_db(transaction=True)
def test_a_sweep_that_fails_does_not_stop_the_others(caplog):
    def fail(now):
        raise ValueError("of the sweep")

    done = []
    sweeps = [Sweep("fails", fail, 60), Sweep("works", lambda now: 3, 60), Sweep("idle", lambda now: 0, 60)]
    work(sweeps, lambda: NOW, lambda sweep, count: done.append((sweep.name, count)), once=True)
    assert done == [("works", 3)]
    assert "of the sweep" in caplog.text
    assert not take(sweeps[0], NOW, "another")
    assert take(sweeps[0], NOW + 60 * SECOND, "another")
