"""Open clocks that another calendar was used for are worked out anew, one a transaction."""

from datetime import datetime

from django.db import transaction

from kaohe.law import Calendar
from kaohe.messages import Refused
from kaohe.office.accounts.actors import system
from kaohe.office.clocks.actions.holding import day_said, hold, last_projection, project, tell_both
from kaohe.office.clocks.models import Clock
from kaohe.office.clocks.queries.calendars import calendar_on
from kaohe.office.clocks.queries.open import projected_otherwise
from kaohe.office.journal.actions import record


def project_owed(now: datetime) -> int:
    """Work out anew what the calendar of `now` may have moved, and tell both sides what did move. How many.

    Stopped anywhere, what is left is found again: its last working-out names another calendar.
    """
    calendar = calendar_on(now)
    owed = list(projected_otherwise(calendar.hash))
    return sum(_again(clock, calendar, now) for clock in owed)


def _again(clock: Clock, calendar: Calendar, now: datetime) -> bool:
    with transaction.atomic():
        try:
            held = hold(clock)
        except Refused:  # it ended meanwhile
            return False
        before = last_projection(held)
        if before.calendar_hash == calendar.hash:
            return False
        after = project(held, "calendar", calendar, now)
        if after.due_on != before.due_on:
            said = {"was": day_said(before.due_on), "due": day_said(after.due_on)}
            tell_both(held, f"clock:{held.pk}:moved:{after.pk}", "clocks.told_moved", now, **said)
            was, due = {"due": said["was"]}, {"due": said["due"]}
            record(system(now).who, "clocks.reproject", held, before=was, after=due)
    return True
