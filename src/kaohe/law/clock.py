"""When something is due that may have been stopped and extended since it began.

How days are counted, and on what basis:

- From the day after the event (Civil Code, article 201); 天 counts every day, 工作日 the working days of
  the calendar. Months end on the corresponding day, or on the last of a month that has none (article 202),
  and are counted on as the days they come to.
- A pause takes out its days, from its first until the day before the count goes on; what was left then runs
  on. Time taken out is told in writing to whom it concerns, so every pause stands among the reasons.
- An extension counts from the day after the day that was due, or names a day.
- A last day off moves only where the period cites what moves it, and then to the next day that is worked and
  not taken out. A day that was set stands as it was set: an extension moves it, days off and pauses don't.
- Where a year's notice isn't loaded nothing is guessed; a day that stays whatever a notice says is known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice

from kaohe.law.calendar import Calendar
from kaohe.law.deadlines import Period, last_day_reason, months_after
from kaohe.messages import Problem, Refused

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """The count stands from `since` until the day before `until`; None: it hasn't gone on yet."""

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Extension:
    """More time: a period from the day that was due, or a day. Exactly one of them."""

    period: Period | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """A duty that began on `start`: a period or a set day, and what has happened to it since."""

    start: date
    period: Period | None = None
    set_on: date | None = None
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()

    @property
    def last_period(self) -> Period | None:
        """The period that ends it; None where its last day was set, so that only an extension moves it."""
        return self.extensions[-1].period if self.extensions else self.period


@dataclass(frozen=True, slots=True)
class Projection:
    """The day that is due (None while the count stands), its reminder, and every step that led there.

    `reminder_on` is also None where a day that stays lies beyond the notices that are loaded.
    """

    due_on: date | None
    reminder_on: date | None
    reasons: tuple[Problem, ...]


def projected(running: Running, calendar: Calendar) -> Projection:
    """When it is due by what has happened. Raises `Refused` where counting needs a year that isn't loaded."""
    due, reasons = _first_due(running, calendar)
    for extension in running.extensions:
        if due is None:
            break
        due, more = _extended(due, extension, running.pauses, calendar)
        reasons += more
    if due is None:
        return Projection(None, None, tuple(reasons))
    reminder, more = _reminder(due, calendar, running.last_period)
    return Projection(due, reminder, (*reasons, *more))


def _first_due(running: Running, calendar: Calendar) -> tuple[date | None, list[Problem]]:
    if running.period is None:
        return running.set_on, [_note("law.clock_set", day=running.set_on)]
    calendar.rest(running.start)  # nothing is counted from a day that no notice covers
    return _counted(running.start, running.period, running.pauses, calendar)


def _extended(
    due: date, extension: Extension, pauses: Sequence[Pause], calendar: Calendar
) -> tuple[date | None, list[Problem]]:
    if extension.period is None:
        until = max(due, extension.until or due)  # an extension never shortens
        return until, [_note("law.clock_extended_until", due=due, until=until)]
    later, reasons = _counted(due, extension.period, pauses, calendar)
    return later, [_note("law.clock_extended", due=due), *reasons]


def _counted(
    start: date, period: Period, pauses: Sequence[Pause], calendar: Calendar
) -> tuple[date | None, list[Problem]]:
    """The last day of a period from the day after `start`; None where an open pause comes before it."""
    number = (months_after(start, period.months) - start).days if period.months else period.days or 0
    stop = min((pause.since for pause in pauses if pause.until is None), default=date.max)
    days = list(islice(_days(start, period, pauses, stop, calendar), number))
    reasons = [_begun(start, period)]
    if len(days) < number:
        left = number - len(days)
        return None, [*reasons, *_taken_out(start, stop, pauses), _stands(stop, period, left)]
    last = days[-1]
    due = _moved(last, pauses, stop, calendar) if period.rolls and calendar.rest(last) else last
    if due is None:
        return None, [*reasons, *_taken_out(start, stop, pauses), _stands(stop, period, 0)]
    return due, [*reasons, *_taken_out(start, due, pauses), *_ended(period, last, due, calendar)]


def _days(
    start: date, period: Period, pauses: Sequence[Pause], stop: date, calendar: Calendar
) -> Iterator[date]:
    """The days that count after `start`, up to where the count stands."""
    for day in _each_after(start, stop):
        if any(pause.covers(day) for pause in pauses):
            continue
        if period.counting == "calendar" or calendar.is_working(day):
            yield day


def _moved(last: date, pauses: Sequence[Pause], stop: date, calendar: Calendar) -> date | None:
    days = _each_after(last, stop)
    free = (day for day in days if not any(pause.covers(day) for pause in pauses))
    return next((day for day in free if calendar.is_working(day)), None)


def _each_after(start: date, stop: date) -> Iterator[date]:
    return (start + number * _DAY for number in islice(count(1), max((stop - start).days - 1, 0)))


def _taken_out(start: date, end: date, pauses: Sequence[Pause]) -> Iterator[Problem]:
    """The pauses over by `end` that took days out after `start`."""
    for pause in sorted(pauses, key=lambda pause: pause.since):
        if pause.until is not None and start < pause.until - _DAY and pause.since <= end:
            first, last = max(pause.since, start + _DAY), pause.until - _DAY
            days = (last - first).days + 1
            yield _note("law.clock_paused", since=first, last=last, days=days, until=pause.until)


def _ended(period: Period, last: date, due: date, calendar: Calendar) -> Iterator[Problem]:
    """Why it is due on that day; for one that stays where no notice reaches, the reminder says what lacks."""
    try:
        yield last_day_reason(period, last, due, calendar)
    except Refused:
        if not period.stays:
            raise


def _reminder(due: date, calendar: Calendar, period: Period | None) -> tuple[date | None, list[Problem]]:
    """The last working day before. What stays is due whether or not a notice covers it, and says so."""
    try:
        rest = calendar.rest(due)
        reasons = [_note("law.clock_set_rest", day=due, rest=rest)] if period is None and rest else []
        return calendar.working_before(due), reasons
    except Refused as refused:
        if period is not None and not period.stays:
            raise
        return None, list(refused.problems)


def _begun(start: date, period: Period) -> Problem:
    if period.months:
        return _note("law.clock_counts_months", start=start, first=start + _DAY, number=period.months)
    return _note(f"law.clock_counts_{period.counting}", first=start + _DAY, start=start, number=period.days)


def _stands(stop: date, period: Period, left: int) -> Problem:
    return _note(f"law.clock_stands_{period.counting}", since=stop, left=left)


def _note(code: str, **params: object) -> Problem:
    return Problem(code, params, level="note")
