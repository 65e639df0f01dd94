"""What has happened to a clock, as `kaohe.law` counts it, and what is asked of it to go on."""

from datetime import date

from kaohe.law import Calendar, Extension, Pause, Period, Projection, Running, projected
from kaohe.messages import Refused
from kaohe.office.clocks import models


def running_of(clock: models.Clock) -> Running:
    """A clock with its pauses and granted extensions. Two queries."""
    pauses = models.Pause.objects.filter(clock=clock).select_related("resumption")
    granted = models.Extension.objects.filter(clock=clock, state=models.Extension.State.GRANTED)
    return Running(
        clock.start,
        period_of(clock.period),
        clock.set_on,
        tuple(Pause(each.since, _resumed_on(each)) for each in pauses),
        tuple(Extension(period_of(each.period), each.until) for each in granted),
    )


def projection_of(clock: models.Clock, calendar: Calendar) -> Projection:
    """When a clock is due; not known, with the reason, where the calendar doesn't reach."""
    return due_by(running_of(clock), calendar)


def due_by(running: Running, calendar: Calendar) -> Projection:
    """When it is due; not known, with the reason, where the calendar doesn't reach."""
    try:
        return projected(running, calendar)
    except Refused as refused:
        return Projection(None, None, refused.problems)


def period_of(kept: dict[str, object] | None) -> Period | None:
    """A period as it is kept."""
    return None if kept is None else Period.model_validate(kept)


def open_pause(clock: models.Clock) -> models.Pause | None:
    """The pause that stops a clock now."""
    return models.Pause.objects.filter(clock=clock, resumption=None).first()


def last_is_set(running: Running) -> bool:
    """Whether the day due is one that was set, so that only an extension moves it."""
    last = running.extensions[-1] if running.extensions else None
    return running.period is None if last is None else last.period is None


def _resumed_on(pause: models.Pause) -> date | None:
    return pause.resumption.on if hasattr(pause, "resumption") else None
