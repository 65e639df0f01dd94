"""A clock is stopped, and goes on. The time taken out is told in writing to both sides."""

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.office.clocks.actions.holding import (
    day_said,
    hold,
    last_projection,
    needed_reason,
    project,
    tell_both,
)
from kaohe.office.clocks.models import Clock, Pause, Resumption
from kaohe.office.clocks.queries.calendars import calendar_on
from kaohe.office.clocks.queries.running import open_pause, running_of
from kaohe.office.journal.actions import once, record


def pause(*, actor: Actor, clock: Clock, since: date, reason: str, key: str) -> Pause:
    """Stop a clock from a day on that isn't to come; the same key stops it once.

    Raises `Refused` where it has ended, stands already, was due before, or has a day that was set.
    """
    require(actor, "clocks.pause", clock.concern)
    why = needed_reason(reason)
    done = once(actor.who, key, lambda: {"pause": _pause(actor, clock, since, why).pk})
    return Pause.objects.get(pk=done["pause"])


def resume(*, actor: Actor, clock: Clock, on: date, key: str) -> Resumption:
    """Let a clock go on from a day, which counts again; the same key does it once.

    Raises `Refused` where it doesn't stand, or for a day to come or not after the first day of the pause.
    """
    require(actor, "clocks.pause", clock.concern)
    done = once(actor.who, key, lambda: {"resumption": _resume(actor, clock, on).pk})
    return Resumption.objects.get(pk=done["resumption"])


def _pause(actor: Actor, clock: Clock, since: date, reason: str) -> Pause:
    with transaction.atomic():
        held, today = hold(clock), localdate(actor.at)
        _refuse_pause(held, since, today)
        paused = Pause.objects.create(clock=held, since=since, reason=reason, by=actor.name, at=actor.at)
        project(held, "paused", calendar_on(actor.at), actor.at)
        said = {"since": day_said(since), "reason": reason, "by": actor.name}
        tell_both(held, f"clock:{held.pk}:paused:{paused.pk}", "clocks.told_paused", actor.at, **said)
        record(actor.who, "clocks.pause", held, after={"since": str(since)}, reason=reason)
    return paused


def _refuse_pause(clock: Clock, since: date, today: date) -> None:
    """Overdue stays overdue; a day can't be taken out twice, nor before the clock began."""
    if (standing := open_pause(clock)) is not None:
        raise Refused.because("clocks.stands", since=standing.since)
    if running_of(clock).last_period is None:
        raise Refused.because("clocks.set_is_extended")
    due = last_projection(clock).due_on
    if due is not None and today > due:
        raise Refused.because("clocks.past_due", due=due)
    resumed = Resumption.objects.filter(pause__clock=clock).order_by("-on").first()
    first = max(clock.start, resumed.on if resumed else clock.start)
    if not first <= since <= today or since == clock.start:
        raise Refused.because("clocks.pause_day", found=since, after=first, today=today)


def _resume(actor: Actor, clock: Clock, on: date) -> Resumption:
    with transaction.atomic():
        held, today = hold(clock), localdate(actor.at)
        standing = open_pause(held)
        if standing is None:
            raise Refused.because("clocks.runs")
        if not standing.since < on <= today:
            raise Refused.because("clocks.resume_day", found=on, since=standing.since, today=today)
        resumed = Resumption.objects.create(pause=standing, on=on, by=actor.name, at=actor.at)
        due = project(held, "resumed", calendar_on(actor.at), actor.at).due_on
        days = (on - standing.since).days
        said = {"on": day_said(on), "since": day_said(standing.since), "days": days, "due": day_said(due)}
        tell_both(held, f"clock:{held.pk}:resumed:{resumed.pk}", "clocks.told_resumed", actor.at, **said)
        record(actor.who, "clocks.resume", held, after={"on": str(on), "due": day_said(due)})
    return resumed
