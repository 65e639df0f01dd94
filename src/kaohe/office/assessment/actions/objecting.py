"""A committee objects to its place; the province reviews, and forwards those to the ministry's places."""

from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.lengths import refuse_too_long
from kaohe.office.accounts.permissions import Concern, require
from kaohe.office.assessment.actions.checks import refuse_texts
from kaohe.office.assessment.models import Objection, Publication, Review
from kaohe.office.assessment.queries.objections import committee_of
from kaohe.office.assessment.queries.published import published
from kaohe.office.files.storing import Received, enter, receive
from kaohe.office.journal.actions import once, record


def object_to(
    *,
    actor: Actor,
    publication: Publication,
    unit: str,
    text: str,
    file: "File[Any] | None" = None,
    key: str,
) -> Objection:
    """Object to a zone's place, as its committee: to a notice while it runs, to the ministry's at any time.

    Raises `Refused` where the publication isn't public, is final, or doesn't place the zone.
    """
    office = committee_of(unit, localdate(actor.at))
    require(actor, "assessment.object", Concern(office=office))
    refuse_texts(objection=text)
    row = Objection(publication=publication, office_id=office or 0, unit=unit, text=text.strip())
    received = receive(file) if file else None
    outcome = once(actor.who, key, lambda: _object(actor, row, received))
    return Objection.objects.get(pk=outcome["objection"])


def review(*, actor: Actor, objection: Objection, outcome: str, reason: str) -> Review:
    """Say what came of an objection: upheld or dismissed; of one to the ministry's places, forwarded."""
    require(actor, "assessment.review_objection")
    refuse_texts(reason=reason)
    allowed = outcomes_of(objection.publication)
    if outcome not in allowed:
        words = {"found": outcome, "allowed": ", ".join(allowed)}
        raise Refused.because("assessment.outcome_not_open", **words)
    row = Review(objection=objection, outcome=outcome, reason=reason.strip(), by=actor.name, at=actor.at)
    with transaction.atomic():
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise Refused.because("assessment.reviewed_already") from None
        after = {"outcome": outcome}
        record(actor.who, "assessment.review_objection", objection, after=after, reason=row.reason)
    return row


def outcomes_of(publication: Publication) -> tuple[str, ...]:
    """What may come of an objection: the province doesn't decide on the ministry's places."""
    if publication.origin == Publication.Origin.OFFICIAL:
        return (Review.Outcome.FORWARDED.value,)
    return (Review.Outcome.UPHELD.value, Review.Outcome.DISMISSED.value)


def _object(actor: Actor, row: Objection, received: Received | None) -> dict[str, int]:
    with transaction.atomic():
        held = Publication.objects.select_for_update().get(pk=row.publication_id)
        _refuse_closed(actor, held, row.unit)
        row.by, row.at = actor.name, actor.at
        if received is not None:
            row.file, row.file_name = enter(received, at=actor.at), received.name
        refuse_too_long(row)
        row.save()
        record(actor.who, "assessment.object", row, after={"publication": held.pk, "unit": row.unit})
    return {"objection": row.pk}


def _refuse_closed(actor: Actor, publication: Publication, unit: str) -> None:
    if not published(actor.at).filter(pk=publication.pk).exists():
        raise Refused.because("assessment.not_public", title=publication.title)
    if not publication.standings.filter(unit=unit).exists():
        raise Refused.because("assessment.not_placed", unit=unit, title=publication.title)
    if publication.origin == Publication.Origin.OFFICIAL:
        return
    if publication.notice_until is None:
        raise Refused.because("assessment.final_already", title=publication.title)
    if actor.at >= publication.notice_until:
        raise Refused.because("assessment.notice_over")
