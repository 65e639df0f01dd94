"""What has happened to a clock, as `kaohe.law` counts it, and what is asked of it to go on."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from kaohe.law import Calendar, Extension, Pause, Period, Projection, Running, projected
from kaohe.messages import Refused
from kaohe.office.clocks import models


def running_of(clock: models.Clock) -> Running:
    """A clock with its pauses and granted extensions. Two queries."""
    return runnings_of([clock])[clock.pk]


def runnings_of(clocks: Collection[models.Clock]) -> dict[int, Running]:
    """Each clock, by its key, with its pauses and granted extensions. Two queries, however many."""
    pauses: dict[int, list[Pause]] = defaultdict(list)
    for each in models.Pause.objects.filter(clock__in=clocks).select_related("resumption"):
        pauses[each.clock_id].append(Pause(each.since, _resumed_on(each)))
    extensions: dict[int, list[Extension]] = defaultdict(list)
    granted = models.Extension.State.GRANTED
    for more in models.Extension.objects.filter(clock__in=clocks, state=granted):
        extensions[more.clock_id].append(Extension(period_of(more.period), more.until))
    return {
        clock.pk: Running(
            clock.start,
            period_of(clock.period),
            clock.set_on,
            tuple(pauses[clock.pk]),
            tuple(extensions[clock.pk]),
        )
        for clock in clocks
    }


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


def _resumed_on(pause: models.Pause) -> date | None:
    return pause.resumption.on if hasattr(pause, "resumption") else None
