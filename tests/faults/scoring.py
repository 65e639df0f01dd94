"""What is owed, worked on as its sweep does.

Run with the seconds by which the clock is ahead, and `scorings` or `alternatives`.
"""

import sys
from datetime import datetime, timedelta

import django
from django.utils import timezone

django.setup()

from kaohe.office.assessment.sweep import score_owed, try_owed  # noqa: E402
from kaohe.web.operations.working import work  # noqa: E402
from kaohe.web.sweeps import Sweep  # noqa: E402

OWED = {"scorings": score_owed, "alternatives": try_owed}


def do(now: datetime) -> int:
    print("begun", flush=True)
    return OWED[sys.argv[2]](now)


if __name__ == "__main__":
    later = timedelta(seconds=int(sys.argv[1]))
    work([Sweep(sys.argv[2], do, 5)], lambda: timezone.now() + later, lambda sweep, count: None, once=True)
