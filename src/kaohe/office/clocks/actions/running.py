"""A clock begins, and ends. Both belong to another action, which asks for the permission."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kaohe.law import Citation, Period
from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.lengths import refuse_too_long
from kaohe.office.accounts.models import Office
from kaohe.office.clocks.actions.holding import day_said, hold, needed_reason, project
from kaohe.office.clocks.models import Clock, Ending
from kaohe.office.clocks.queries.calendars import calendar_on
from kaohe.office.journal.actions import record
from kaohe.office.notices.words import plain


def start(  # noqa: PLR0913  a duty has all these parts: by whom, towards whom, of what, from when, until when
    *,
    actor: Actor,
    subject: str,
    code: str,
    params: Mapping[str, Any],
    link: str,
    holder: Office,
    watcher: Office,
    cites: Citation | None,
    event: str,
    start: date,
    period: Period | None = None,
    set_on: date | None = None,
) -> Clock:
    """Begin a duty: a period from the day after `start`, or a day that was set; one of the two is given.

    `code` and `params` say what is due, `link` leads to it, `event` is what began it. Raises `Refused` for a
    set day that isn't after `start`. A period that the calendar doesn't reach begins all the same: its day is
    told as soon as the year's notice is loaded.
    """
    if set_on is not None and set_on <= start:
        raise Refused.because("clocks.set_before_start", found=set_on, start=start)
    clock = Clock(
        subject=subject,
        code=code,
        params=plain(params),
        link=link,
        holder=holder,
        watcher=watcher,
        cites=None if cites is None else cites.model_dump(mode="json"),
        event=event,
        start=start,
        period=None if period is None else period.model_dump(mode="json"),
        set_on=set_on,
        by=actor.name,
        at=actor.at,
    )
    refuse_too_long(clock)
    with transaction.atomic():
        clock.save()
        due = project(clock, "started", calendar_on(actor.at), actor.at).due_on
        after = {"subject": subject, "holder": holder.code, "start": str(start), "due": day_said(due)}
        record(actor.who, "clocks.start", clock, after=after)
    return clock


def end(*, actor: Actor, clock: Clock, outcome: str, on: date, reason: str = "") -> None:
    """The duty was met on a day, or fell away for a reason. Raises `Refused` where it has ended already."""
    ended = Ending.Outcome(outcome)
    why = needed_reason(reason) if ended is Ending.Outcome.FELL_AWAY else reason.strip()
    if on > localdate(actor.at):
        raise Refused.because("clocks.day_to_come", found=on, today=localdate(actor.at))
    with transaction.atomic():
        held = hold(clock)
        Ending.objects.create(clock=held, outcome=ended.value, on=on, reason=why, by=actor.name, at=actor.at)
        after = {"outcome": ended.value, "on": str(on)}
        record(actor.who, "clocks.end", held, after=after, reason=why)
