"""When clocks are due, asked of a day: from the last working-out of each, nothing else is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import Exists, Max, OuterRef

from kaohe.messages import Text
from kaohe.office.clocks.models import Clock, Ending, Pause, Projection
from kaohe.office.notices.words import text_of

Lamp = Literal["running", "due_soon", "due", "overdue", "paused", "unknown", "met", "met_late", "fell_away"]
LAMPS: tuple[Lamp, ...] = (
    "overdue",
    "due",
    "due_soon",
    "running",
    "paused",
    "unknown",
    "met",
    "met_late",
    "fell_away",
)
"""The most urgent first. `unknown`: a year's notice isn't loaded, so the day can't be told yet."""


STOPPED = Exists(Pause.objects.filter(clock=OuterRef("clock"), resumption=None))
"""Of a working-out: whether its clock stands now."""


@dataclass(frozen=True, slots=True)
class Due:
    """When a clock is due as seen on a day; `days_left` is negative when overdue, None where there is no day.

    `ended_on` is the day it was met or fell away.
    """

    due_on: date | None
    reminder_on: date | None
    reasons: tuple[Text, ...]
    days_left: int | None
    lamp: Lamp
    ended_on: date | None = None


def due_of(clock: Clock, day: date) -> Due:
    """When a clock is due, as seen on `day`. Two queries."""
    return dues_of([clock], day)[clock.pk]


def dues_of(clocks: Iterable[Clock], day: date) -> dict[int, Due]:
    """When each clock is due, by its key, as seen on `day`. Two queries, however many."""
    keys = [clock.pk for clock in clocks]
    endings = {ending.clock_id: ending for ending in Ending.objects.filter(clock__in=keys)}
    last = Projection.objects.filter(clock__in=keys).order_by().values("clock").annotate(last=Max("pk"))
    found = Projection.objects.filter(pk__in=last.values("last")).annotate(stopped=STOPPED)
    rows = found.values("clock_id", "due_on", "reminder_on", "reasons", "stopped")
    return {row["clock_id"]: _due(row, endings.get(row["clock_id"]), day) for row in rows}


def reasons_in_words(kept: list[dict[str, Any]]) -> tuple[Text, ...]:
    """The steps of a working-out in both languages."""
    return tuple(text_of(reason["code"], reason["params"]) for reason in kept)


def _due(row: Mapping[str, Any], ending: Ending | None, day: date) -> Due:
    due = row["due_on"]
    return Due(
        due,
        row["reminder_on"],
        reasons_in_words(row["reasons"]),
        None if due is None or ending else (due - day).days,
        _ended(ending, due) if ending else _running(row, day),
        ending.on if ending else None,
    )


def _ended(ending: Ending, due: date | None) -> Lamp:
    if ending.outcome == Ending.Outcome.FELL_AWAY:
        return "fell_away"
    return "met_late" if due is not None and ending.on > due else "met"


def _running(row: Mapping[str, Any], day: date) -> Lamp:
    due, reminder = row["due_on"], row["reminder_on"]
    if due is None:
        return "paused" if row["stopped"] else "unknown"
    if day > due:
        return "overdue"
    if day == due:
        return "due"
    return "due_soon" if reminder is not None and day >= reminder else "running"
