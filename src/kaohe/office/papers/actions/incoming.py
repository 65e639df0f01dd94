"""来文: 签收 - 拟办 - 批示 - 承办. What was issued here is taken by a receipt, the rest entered as a file."""

from dataclasses import dataclass

from django.db.models import F

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import Concern, require
from kaohe.office.files.storing import Received, enter
from kaohe.office.journal.actions import once, record
from kaohe.office.papers.models import Delivery, Incoming, IncomingStep
from kaohe.office.papers.queries.papers import issued_title
from kaohe.office.papers.steps import INCOMING_WAYS


@dataclass(frozen=True, slots=True)
class Arrived:
    """A paper from outside as its head shows it."""

    sender: str
    title: str
    number: str = ""
    secrecy: str = ""
    urgency: str = ""
    subject: str = ""


def receive(*, actor: Actor, office: Office, arrived: Arrived, file: Received, key: str) -> Incoming:
    """签收 of a paper that came from outside."""
    require(actor, "papers.receive", Concern(office=office.pk))
    if not arrived.sender.strip() or not arrived.title.strip():
        raise Refused.because("papers.sender_and_title")

    def work() -> dict[str, int]:
        stored = enter(file, at=actor.at)
        new = Incoming.objects.create(
            office=office,
            sender=arrived.sender.strip(),
            title=arrived.title.strip(),
            number=arrived.number.strip(),
            secrecy=arrived.secrecy,
            urgency=arrived.urgency,
            subject=arrived.subject,
            file=stored,
            file_name=file.name,
            received_at=actor.at,
        )
        return _received(actor, new)

    return Incoming.objects.get(pk=once(actor.who, key, work)["incoming"])


def take_delivery(*, actor: Actor, delivery: Delivery) -> Incoming:
    """签收 of a paper issued here: the sender sees who took it, when. Taking it twice takes it once."""
    require(actor, "papers.receive", Concern(office=delivery.office_id))
    issued = delivery.issue

    def work() -> dict[str, int]:
        mine = Delivery.objects.filter(pk=delivery.pk, received_at=None)
        if not mine.update(received_by=actor.name, received_at=actor.at):
            return {"incoming": Incoming.objects.get(delivery=delivery).pk}
        new = Incoming.objects.create(
            office_id=delivery.office_id,
            sender=str(issued.paper.office),
            title=issued_title(issued),
            number=issued.number,
            secrecy=issued.paper.secrecy,
            urgency=issued.paper.urgency,
            subject=issued.paper.subject,
            delivery=delivery,
            received_at=actor.at,
        )
        return _received(actor, new)

    return Incoming.objects.get(pk=once(actor.who, f"delivery-{delivery.pk}", work)["incoming"])


def take_step(*, actor: Actor, incoming: Incoming, step: str, note: str, seen: int, key: str) -> Incoming:
    """拟办, 批示 or 承办, in words. Raises `Denied` or `Refused`."""
    if step not in INCOMING_WAYS:
        raise Refused.because("papers.no_step", found=step, allowed=", ".join(INCOMING_WAYS))
    way = INCOMING_WAYS[step]
    require(actor, way.action, incoming.concern)
    if not note.strip():
        raise Refused.because("papers.reason_missing")

    def work() -> dict[str, int]:
        mine = Incoming.objects.filter(pk=incoming.pk, revision=seen, state__in=way.sources)
        if not mine.update(state=way.target, revision=F("revision") + 1):
            raise Refused.because("papers.changed_meanwhile", state=incoming.state)
        _step(actor, incoming, step, note.strip())
        before, after = {"state": incoming.state}, {"state": way.target, "step": step}
        reason = "" if incoming.secrecy else note.strip()
        record(actor.who, way.action, incoming, before=before, after=after, reason=reason)
        return {"incoming": incoming.pk}

    once(actor.who, key, work)
    return Incoming.objects.get(pk=incoming.pk)


def _received(actor: Actor, new: Incoming) -> dict[str, int]:
    _step(actor, new, "receive", "")
    told = {"sender": new.sender, "number": new.number, "title": "" if new.secrecy else new.title}
    record(actor.who, "papers.receive", new, after=told)
    return {"incoming": new.pk}


def _step(actor: Actor, incoming: Incoming, step: str, note: str) -> None:
    IncomingStep.objects.create(
        incoming=incoming, step=step, by_id=actor.user or 0, by=actor.name, at=actor.at, note=note
    )
