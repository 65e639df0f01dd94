"""More time: asked for before it is due, granted or refused by another person."""

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from kaohe.law import Calendar, Period
from kaohe.law import Extension as MoreTime
from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.office.clocks.actions.holding import (
    day_said,
    hold,
    last_projection,
    needed_reason,
    page_of,
    project,
    tell_both,
)
from kaohe.office.clocks.models import Clock, Extension
from kaohe.office.clocks.queries.calendars import calendar_on
from kaohe.office.clocks.queries.people import people_of
from kaohe.office.clocks.queries.running import open_pause
from kaohe.office.journal.actions import once, record
from kaohe.office.notices.telling import tell


def ask(
    *,
    actor: Actor,
    clock: Clock,
    reason: str,
    key: str,
    period: Period | None = None,
    until: date | None = None,
) -> Extension:
    """Ask for a period more, from the day that is due, or until a day; the same key asks once.

    Raises `Refused` where it has ended, stands, is past due, its day isn't known, something is asked already,
    or the day named isn't after the one that is due.
    """
    require(actor, "clocks.ask_extension", clock.concern)
    why = needed_reason(reason)
    if (period is None) == (until is None):
        raise Refused.because("clocks.period_or_day")
    more = MoreTime(period, until)
    done = once(actor.who, key, lambda: {"extension": _ask(actor, clock, more, why).pk})
    return Extension.objects.get(pk=done["extension"])


def decide(*, actor: Actor, extension: Extension, granted: bool, answer: str, key: str) -> Extension:
    """Grant what was asked, or refuse it with an answer; the same key decides once.

    Raises `Refused` for one's own, for one that is decided, and where the clock has ended or stands.
    """
    require(actor, "clocks.grant_extension", extension.clock.concern)
    said = answer.strip() if granted and not answer.strip() else needed_reason(answer)
    once(actor.who, key, lambda: _decide(actor, extension, granted, said))
    return Extension.objects.get(pk=extension.pk)


def _ask(actor: Actor, clock: Clock, more: MoreTime, reason: str) -> Extension:
    with transaction.atomic():
        held = hold(clock)
        due = _known_due(held)
        if localdate(actor.at) > due:
            raise Refused.because("clocks.past_due", due=due)
        if more.until is not None and more.until <= due:
            raise Refused.because("clocks.until_before_due", found=more.until, due=due)
        if Extension.objects.filter(clock=held, state=Extension.State.ASKED).exists():
            raise Refused.because("clocks.asked_already")
        asked = Extension.objects.create(
            clock=held,
            period=None if more.period is None else more.period.model_dump(mode="json"),
            until=more.until,
            reason=reason,
            asked_by_id=actor.user or 0,
            asked_by=actor.name,
            asked_at=actor.at,
        )
        _tell_heads(held, asked, actor)
        record(actor.who, "clocks.ask_extension", held, after=_journaled(asked), reason=reason)
    return asked


def _decide(actor: Actor, extension: Extension, granted: bool, answer: str) -> dict[str, str]:
    with transaction.atomic():
        held = hold(extension.clock)
        before = _known_due(held)
        if extension.asked_by_id == actor.user:
            raise Refused.because("clocks.own_extension")
        state = Extension.State.GRANTED if granted else Extension.State.REFUSED
        mine = Extension.objects.filter(pk=extension.pk, state=Extension.State.ASKED)
        if not mine.update(state=state, decided_by=actor.name, decided_at=actor.at, answer=answer):
            raise Refused.because("clocks.decided_already")
        due = _project(held, calendar_on(actor.at), actor) if granted else before
        code = "clocks.told_granted" if granted else "clocks.told_refused"
        said = {"due": day_said(due), "by": actor.name, "answer": answer or "–"}
        tell_both(held, f"clock:{held.pk}:decided:{extension.pk}", code, actor.at, **said)
        after = {"state": state.value, "due": day_said(due)}
        was = {"due": day_said(before)}
        record(actor.who, "clocks.decide_extension", held, before=was, after=after, reason=answer)
    return {"state": state.value}


def _project(clock: Clock, calendar: Calendar, actor: Actor) -> date | None:
    return project(clock, "extended", calendar, actor.at).due_on


def _known_due(clock: Clock) -> date:
    """The day that is due now; there is none to extend while the clock stands or a notice is missing."""
    if (standing := open_pause(clock)) is not None:
        raise Refused.because("clocks.stands", since=standing.since)
    due = last_projection(clock).due_on
    if due is None:
        raise Refused.because("clocks.due_unknown")
    return due


def _tell_heads(clock: Clock, asked: Extension, actor: Actor) -> None:
    heads = people_of((clock.watcher_id,), localdate(actor.at))[clock.watcher_id].heads
    tell(
        to_users=list(heads.values()),
        key=f"clock:{clock.pk}:asked:{asked.pk}",
        code="clocks.told_asked",
        params={"name": clock.name, "by": actor.name, "reason": asked.reason},
        link=page_of(clock),
        at=actor.at,
    )


def _journaled(asked: Extension) -> dict[str, object]:
    return {"period": asked.period, "until": None if asked.until is None else str(asked.until)}
