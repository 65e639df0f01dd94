"""What others decide about a zone is recorded with who, when and in which document; slips are recanted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from kaohe.messages import Refused, Text
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.lengths import refuse_too_long
from kaohe.office.accounts.permissions import require
from kaohe.office.assessment.actions.checks import refuse_texts
from kaohe.office.assessment.models import OutsideEvent
from kaohe.office.assessment.queries.events import standing_events
from kaohe.office.files.storing import Received, enter, receive
from kaohe.office.journal.actions import once, record
from kaohe.office.zones.models import Zone
from kaohe.office.zones.spells import zone_called
from kaohe.rules import event_kinds


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about the zone of that code: a `kind` that some pack of rules reads."""

    zone: str
    kind: str
    on: date
    decider: str
    document: str


def kinds() -> dict[str, Text]:
    """Every kind of event that may be recorded, by code."""
    return dict(event_kinds())


def record_outside_event(
    *, actor: Actor, decided: Decided, file: "File[Any] | None" = None, key: str
) -> OutsideEvent:
    """Record an event. Raises `Refused` for an unknown zone or kind, a day to come, one that stands."""
    require(actor, "assessment.record_event")
    refuse_texts(decider=decided.decider, document=decided.document)
    if decided.kind not in kinds():
        words = {"found": decided.kind, "allowed": ", ".join(sorted(kinds()))}
        raise Refused.because("assessment.event_unknown", **words)
    if decided.on > localdate(actor.at):
        raise Refused.because("assessment.event_to_come", found=f"{decided.on:%Y-%m-%d}")
    received = receive(file) if file else None
    outcome = once(actor.who, key, lambda: _record(actor, decided, received))
    return OutsideEvent.objects.get(pk=outcome["event"])


def recant(*, actor: Actor, event: OutsideEvent, reason: str) -> OutsideEvent:
    """Let an event that was recorded by mistake no longer count; both rows stay. It needs a reason."""
    require(actor, "assessment.record_event")
    refuse_texts(reason=reason)
    if event.recants_id is not None:
        raise Refused.because("assessment.recants_already")
    row = OutsideEvent(
        zone_id=event.zone_id,
        kind=event.kind,
        on=event.on,
        decider=event.decider,
        document=event.document,
        recants=event,
        reason=reason.strip(),
        by=actor.name,
        at=actor.at,
    )
    with transaction.atomic():
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise Refused.because("assessment.recanted_already") from None
        record(actor.who, "assessment.recant", event, reason=row.reason)
    return row


def _record(actor: Actor, decided: Decided, received: Received | None) -> dict[str, int]:
    with transaction.atomic():
        zone = zone_called(decided.zone)
        _hold(zone)
        if standing_events(actor.at).filter(zone=zone, kind=decided.kind, on=decided.on).exists():
            raise Refused.because("assessment.event_twice", zone=zone.code, on=f"{decided.on:%Y-%m-%d}")
        row = OutsideEvent(
            zone=zone,
            kind=decided.kind,
            on=decided.on,
            decider=decided.decider.strip(),
            document=decided.document.strip(),
            file=enter(received, at=actor.at) if received else None,
            file_name=received.name if received else "",
            by=actor.name,
            at=actor.at,
        )
        refuse_too_long(row)
        row.save()
        after = {"unit": zone.code, "event": row.kind, "on": f"{row.on:%Y-%m-%d}"}
        after |= {"decider": row.decider, "document": row.document}
        record(actor.who, "assessment.record_event", row, after=after)
    return {"event": row.pk}


def _hold(zone: Zone) -> None:
    """Of two who record the same at once the second sees what the first did."""
    Zone.objects.select_for_update().get(pk=zone.pk)
