"""Deadlines as the worker minds them: worked out anew, and told. Run with the day and the seconds ahead."""

import sys
from datetime import UTC, datetime, timedelta

import django
from django.utils import timezone

django.setup()

from kaohe.web.operations.working import work  # noqa: E402
from kaohe.web.sweeps import SWEEPS, Sweep  # noqa: E402

DAY = datetime.fromisoformat(sys.argv[1]).replace(hour=4, tzinfo=UTC)


def on_the_day(sweep: Sweep) -> Sweep:
    return Sweep(sweep.name, lambda _: sweep.do(DAY), sweep.seconds)


if __name__ == "__main__":
    minded = [on_the_day(sweep) for sweep in SWEEPS if sweep.name in ("clocks", "notices")]
    later = timedelta(seconds=int(sys.argv[2]))
    print("minding", flush=True)
    work(minded, lambda: timezone.now() + later, lambda sweep, count: None, once=True)
