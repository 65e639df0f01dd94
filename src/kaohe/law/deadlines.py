"""How long a period runs: 天 counts every day, 工作日 the working days, both from the day after the event.

A period of months ends on the corresponding day, or on the last of a month that has none (Civil Code,
article 202). Whether a last day that isn't worked moves is for the rule to say, with what it rests on; where
nothing says so, it stays, and the reminder comes on the last working day before.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field, model_validator

from kaohe.law.calendar import Calendar
from kaohe.law.citations import Citation
from kaohe.messages import Problem, Refused
from kaohe.packs import Model, wrong

Count = Annotated[int, Field(ge=1, le=3660)]


class Period(Model):
    """So many days or months; `rolls` cites what moves a last day off to the next working day."""

    days: Count | None = None
    months: Count | None = None
    counting: Literal["calendar", "working"]
    rolls: Citation | None = None

    @model_validator(mode="after")
    def _one_measure(self) -> "Period":
        if (self.days is None) == (self.months is None):
            raise wrong("law.days_or_months")
        if self.months is not None and self.counting == "working":
            raise wrong("law.months_by_calendar")
        return self

    @property
    def stays(self) -> bool:
        """Whether its last day is known without any notice: every day counts, and nothing moves the end."""
        return self.counting == "calendar" and self.rolls is None


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day of a period counted from the day after `start`, the reminder, and the reason.

    `reminder_on` is None for a day that stays beyond the loaded notices: the reason says which lacks.
    """

    start: date
    due_on: date
    reminder_on: date | None
    reason: Problem


def due_date(start: date, period: Period, calendar: Calendar) -> DueDate:
    """The end of a period counted from the day after `start`.

    Raises `Refused` where counting needs a year that isn't loaded.
    """
    calendar.rest(start)  # nothing is counted from a day that no notice covers
    last = _last_day(start, period, calendar)
    due_on = calendar.working_after(last) if period.rolls and calendar.rest(last) else last
    try:
        reason = last_day_reason(period, last, due_on, calendar)
        return DueDate(start, due_on, calendar.working_before(due_on), reason)
    except Refused as refused:
        if not period.stays:
            raise
        return DueDate(start, due_on, None, refused.problems[0])


def _last_day(start: date, period: Period, calendar: Calendar) -> date:
    if period.months is not None:
        return months_after(start, period.months)
    days = period.days or 0
    if period.counting == "working":
        return calendar.working_after(start, days)
    return start + timedelta(days=days)


def months_after(start: date, months: int) -> date:
    """The corresponding day so many months on, or the last of a month that has none."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def last_day_reason(period: Period, last: date, due_on: date, calendar: Calendar) -> Problem:
    """Why a period that ends on `last` is due on `due_on`: worked, a day off that stays, or moved."""
    rest = calendar.rest(last)
    if rest is None:
        return Problem("law.due_on_working_day", {"day": last}, level="note")
    if period.rolls is None:
        return Problem("law.due_stays", {"day": last, "rest": rest}, level="note")
    params = {"day": last, "rest": rest, "to": due_on, "by": period.rolls.words}
    return Problem("law.due_moved", params, level="note")
