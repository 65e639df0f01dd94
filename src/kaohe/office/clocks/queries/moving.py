"""What a calendar would move, before it is loaded."""

from dataclasses import dataclass
from datetime import date

from kaohe.law import Calendar
from kaohe.office.clocks.models import Clock
from kaohe.office.clocks.queries.running import due_by, runnings_of


@dataclass(frozen=True, slots=True)
class Moved:
    """A running clock whose day would be another; None: not known."""

    clock: Clock
    before: date | None
    after: date | None


def moved_by(calendar: Calendar, now: Calendar) -> tuple[Moved, ...]:
    """The running clocks that another calendar would move. Three queries."""
    clocks = list(Clock.objects.filter(ending=None).select_related("holder", "watcher"))
    running = runnings_of(clocks)
    days = [
        Moved(clock, due_by(running[clock.pk], now).due_on, due_by(running[clock.pk], calendar).due_on)
        for clock in clocks
    ]
    return tuple(each for each in days if each.before != each.after)
