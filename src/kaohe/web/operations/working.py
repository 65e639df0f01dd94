"""`kaohe work`: the sweeps on a timer. Nothing is kept in memory: what is owed stands in the database."""

import logging
import os
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

from django.db import close_old_connections, connection
from django.db.models import Q

from kaohe.web.models import Lease
from kaohe.web.sweeps import Sweep

Clock = Callable[[], datetime]
Done = Callable[[Sweep, int], None]

_LEASE = timedelta(seconds=60)
_RENEWED_EVERY = 15.0
_PAUSE = 1.0
_log = logging.getLogger("kaohe.work")


def work(sweeps: Sequence[Sweep], clock: Clock, done: Done, *, once: bool = False) -> None:
    """Do what is due, again and again, until SIGTERM or Ctrl-C; the sweep at work is finished first.

    With `once` every sweep is done a single time, due or not. A sweep that fails is logged and tried again
    when its lease is over, a minute later; the same where the database can't be reached.
    """
    with _stopping() as stop:
        while not stop.is_set():
            for sweep in sweeps:
                if not stop.is_set():
                    _try(sweep, clock, done, due_only=not once)
            if once:
                return
            stop.wait(_PAUSE)


def _try(sweep: Sweep, clock: Clock, done: Done, *, due_only: bool) -> None:
    close_old_connections()
    try:
        if not take(sweep, clock(), holder(), due_only=due_only):
            return
        with _renewed(sweep, clock):
            count = sweep.do(clock())
        release(sweep, clock(), holder())
    except Exception:  # whatever it was: the other sweeps go on, and this one is tried again
        _log.exception("%s", sweep.name)
    else:
        if count:
            done(sweep, count)


def holder() -> str:
    """This process, by machine and number."""
    return f"{socket.gethostname()}:{os.getpid()}"


def take(sweep: Sweep, now: datetime, who: str, *, due_only: bool = True) -> bool:
    """Whether the sweep is ours now. What lies too far ahead was written before the clock was set back."""
    Lease.objects.get_or_create(name=sweep.name, defaults={"until": now, "due": now})
    ended = Q(until__lte=now) | Q(until__gt=now + _LEASE)
    due = Q(due__lte=now) | Q(due__gt=now + timedelta(seconds=sweep.seconds))
    free = Lease.objects.filter(ended, due if due_only else Q(), name=sweep.name)
    return free.exists() and bool(free.update(holder=who, until=now + _LEASE))  # looking alone locks nothing


def release(sweep: Sweep, now: datetime, who: str) -> None:
    """Done, until it is due again."""
    due = now + timedelta(seconds=sweep.seconds)
    Lease.objects.filter(name=sweep.name, holder=who).update(until=now, due=due)


@contextmanager
def _renewed(sweep: Sweep, clock: Clock) -> Iterator[None]:
    """Keeps the lease while the sweep is at work, however long it takes."""
    over = Event()

    def renew() -> None:
        while not over.wait(_RENEWED_EVERY):
            try:
                Lease.objects.filter(name=sweep.name, holder=holder()).update(until=clock() + _LEASE)
            except Exception:  # the sweep itself will meet the same trouble
                _log.exception("%s", sweep.name)
        connection.close()

    thread = Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def _stopping() -> Iterator[Event]:
    """An event that SIGTERM and Ctrl-C set."""
    stop = Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
