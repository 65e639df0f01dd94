"""Things owed, each done in a transaction of its own, as sweeps do.

Run with their number and the seconds by which the clock is ahead.
"""

import sys
from datetime import datetime, timedelta

import django
from django.utils import timezone

django.setup()

from kaohe.office.accounts.models import Office  # noqa: E402
from kaohe.office.journal.actions import Who, once, record  # noqa: E402
from kaohe.office.journal.models import Receipt  # noqa: E402
from kaohe.web.operations.working import work  # noqa: E402
from kaohe.web.sweeps import Sweep  # noqa: E402

OWED = [f"write-{number}" for number in range(int(sys.argv[1]))]


def do(now: datetime) -> int:
    who, done = Who(None, "kaohe", now), set(Receipt.objects.values_list("key", flat=True))
    for key in OWED:
        if key not in done:
            once(who, key, lambda key=key: give(who, key))
            print(key, flush=True)
    return len(OWED) - len(done)


def give(who: Who, key: str) -> dict[str, int]:
    office = Office.objects.create(code=key, kind="committee")
    return {"position": record(who, "accounts.manage_offices", office, after={"code": key}).position}


if __name__ == "__main__":
    later = timedelta(seconds=int(sys.argv[2]))
    work([Sweep("owed", do, 60)], lambda: timezone.now() + later, lambda sweep, count: None, once=True)
