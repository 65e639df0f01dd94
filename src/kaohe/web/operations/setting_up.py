"""Django's set-up for a home, and a database that fits this version."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

_LOCK = 4_152_016
"""The key of our advisory lock in PostgreSQL."""


def set_up(home: Path) -> None:
    """Settings for this home, once a process. Makes the home and its key where there are none."""
    os.environ["KAOHE_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaohe.web.settings")
    django.setup()


def now() -> datetime:
    """The clock, in local time. Commands read it; actions are told."""
    return timezone.localtime()


@contextmanager
def prepared(home: Path) -> Iterator[None]:
    """Tables as this version wants them; inside, no other process prepares this office."""
    with _alone(home):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        yield
    connections.close_all()  # none may be inherited by a forked server


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Of several that start at once the others wait: by a file for SQLite, by the database itself else."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            yield
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
        return
    with (home / "prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # ends with the process
        yield
