"""What every change of a clock begins and ends with: the clock held, its day worked out anew, people told."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.timezone import localdate

from kaohe.law import Calendar
from kaohe.law import Projection as WorkedOut
from kaohe.messages import Problem, Refused
from kaohe.office.clocks.models import Clock, Ending, Projection
from kaohe.office.clocks.queries.people import people_of
from kaohe.office.clocks.queries.running import projection_of
from kaohe.office.notices.telling import tell
from kaohe.office.notices.words import plain

LONGEST = 2000
"""Characters of a reason."""


def hold(clock: Clock) -> Clock:
    """The clock, locked until the action is done. Raises `Refused` where it has ended."""
    held = Clock.objects.select_for_update(of=("self",)).select_related("holder", "watcher").get(pk=clock.pk)
    if (ending := Ending.objects.filter(clock=held).first()) is not None:
        raise Refused.because("clocks.ended", name=held.name, on=ending.on)
    return held


def needed_reason(reason: str) -> str:
    """The reason without spaces around it. Raises `Refused` for none and for one that is too long."""
    said = reason.strip()
    if not said:
        raise Refused.because("clocks.reason_missing")
    if len(said) > LONGEST:
        raise Refused.because("clocks.reason_too_long", found=len(said), allowed=LONGEST)
    return said


def project(clock: Clock, cause: str, calendar: Calendar, at: datetime) -> Projection:
    """Work out when a clock is due, and keep it."""
    return keep(clock, cause, projection_of(clock, calendar), calendar, at)


def keep(clock: Clock, cause: str, found: WorkedOut, calendar: Calendar, at: datetime) -> Projection:
    """Keep when a clock is due, and why."""
    return Projection.objects.create(
        clock=clock,
        cause=cause,
        due_on=found.due_on,
        reminder_on=found.reminder_on,
        reasons=kept(found.reasons),
        calendar_hash=calendar.hash,
        at=at,
    )


def last_projection(clock: Clock) -> Projection:
    """The working-out that counts."""
    return Projection.objects.filter(clock=clock).latest("pk")


def kept(reasons: Iterable[Problem]) -> list[dict[str, object]]:
    """Reasons as they are kept: code and parameters."""
    return [{"code": reason.code, "params": plain(reason.params)} for reason in reasons]


def tell_both(clock: Clock, key: str, code: str, at: datetime, **params: object) -> None:
    """Tell the people of whoever owes and of whoever watches, once."""
    found = people_of((clock.holder_id, clock.watcher_id), localdate(at))
    users = {pk: user for people in found.values() for pk, user in people.staff.items()}
    said = {"name": clock.name, **params}
    tell(to_users=list(users.values()), key=key, code=code, params=said, link=page_of(clock), at=at)


def page_of(clock: Clock) -> str:
    """Where a clock is read."""
    return f"/deadlines/{clock.pk}/"


def day_said(day: date | None) -> str:
    """A day as notices and the journal have it; a dash where none is known."""
    return "–" if day is None else f"{day:%Y-%m-%d}"
