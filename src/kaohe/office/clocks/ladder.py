"""The ladder by which a deadline is minded: when, and who is told."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kaohe.law import Calendar, Count
from kaohe.messages import Refused

Side = Literal["holder", "watcher", "watcher_heads"]
Step = tuple[str, tuple[Side, ...]]


@dataclass(frozen=True, slots=True)
class Rung:
    """So many days after the due day these are told; its words are the message `clocks.NAME`."""

    name: str
    to: tuple[Side, ...]
    days: Count
    counting: Literal["calendar", "working"] = "calendar"


BEFORE = "due_soon"
"""Told from the reminder's day until the day before the due day, to whoever owes."""

ON_THE_DAY = "due_today"
"""Told on the due day, to whoever owes."""

AFTER = (
    Rung("overdue", ("holder", "watcher"), 1),
    Rung("overdue_long", ("watcher_heads",), 5, "working"),
    Rung("overdue_very_long", ("watcher_heads",), 15, "working"),
)
"""What follows an overdue day, in order."""


def reached(due: date, reminder: date | None, day: date, calendar: Calendar) -> list[Step]:
    """The steps of the ladder that hold on a day, with whom they are told to."""
    if day == due:
        return [(ON_THE_DAY, ("holder",))]
    if day < due:
        return [(BEFORE, ("holder",))] if reminder is not None and reminder <= day else []
    return [(rung.name, rung.to) for rung in AFTER if _is_reached(rung, due, day, calendar)]


def _is_reached(rung: Rung, due: date, day: date, calendar: Calendar) -> bool:
    if rung.counting == "calendar":
        return day >= due + timedelta(days=rung.days)
    try:
        return day >= calendar.working_after(due, rung.days)
    except Refused:  # a year isn't loaded: a working day that nobody can count isn't reached
        return False
