"""What others decided about zones, as rules read it."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby

from django.db.models import QuerySet
from django.utils.timezone import localdate

from kaohe.office.assessment.models import OutsideEvent
from kaohe.office.zones.checks import LEVEL_AFTER
from kaohe.office.zones.models import Event as Began
from kaohe.office.zones.models import Spell
from kaohe.rules import Event


def events_on(now: datetime) -> tuple[Event, ...]:
    """Events recorded by an instant, by zone, kind and day: those of the office and the catalogue's changes
    of level. What both tell is told once, in the office's words: they name the decider."""
    recorded = (
        Event(each.zone.code, each.kind, each.on, each.decider, each.document)
        for each in standing_events(now).select_related("zone")
    )
    by_key = {
        (event.unit, event.kind, event.date): event for event in (*_of_catalogue(localdate(now)), *recorded)
    }
    return tuple(by_key[key] for key in sorted(by_key))


def standing_events(now: datetime) -> QuerySet[OutsideEvent]:
    """Events that were recorded by an instant and not recanted by then."""
    known = OutsideEvent.objects.filter(at__lte=now)
    return known.filter(recants=None).exclude(pk__in=known.exclude(recants=None).values("recants"))


def _of_catalogue(day: date) -> Iterable[Event]:
    spells = Spell.objects.filter(since__lte=day).select_related("zone").order_by("zone__code", "since", "pk")
    for _, same_day in groupby(spells, key=lambda spell: (spell.zone.code, spell.since)):
        told = list(same_day)
        counting = told[-1]  # of two that begin on one day the later row counts
        for spell in told:
            began = Began(spell.event)
            if began in LEVEL_AFTER and counting.level == LEVEL_AFTER[began]:
                yield Event(spell.zone.code, began.value, spell.since, "", spell.basis)
