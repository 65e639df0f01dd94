"""A scoring that is owed, worked on as the sweep does; run with the seconds by which the clock is ahead."""

import sys
from datetime import datetime, timedelta

import django
from django.utils import timezone

django.setup()

from kaohe.office.assessment.sweep import score_owed  # noqa: E402
from kaohe.web.operations.working import work  # noqa: E402
from kaohe.web.sweeps import Sweep  # noqa: E402


def do(now: datetime) -> int:
    print("begun", flush=True)
    return score_owed(now)


if __name__ == "__main__":
    later = timedelta(seconds=int(sys.argv[1]))
    work([Sweep("scorings", do, 5)], lambda: timezone.now() + later, lambda sweep, count: None, once=True)
