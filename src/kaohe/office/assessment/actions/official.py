"""The ministry's ranking comes in: from its publication as a file, with document and date, by two people."""

from typing import Any

from django.core.files.base import File
from django.db import transaction

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.lengths import refuse_too_long
from kaohe.office.accounts.permissions import require
from kaohe.office.assessment.actions.publishing import save_proposal, told
from kaohe.office.assessment.models import Publication
from kaohe.office.assessment.official_files import Read, read_upload
from kaohe.office.assessment.queries.published import effective
from kaohe.office.files.places import place_of
from kaohe.office.files.storing import Received, enter, receive
from kaohe.office.journal.actions import once, record
from kaohe.standings import Standings


def look_at(*, actor: Actor, file: "File[Any]", extent: str) -> tuple[Received, Read]:
    """Keep a file and read it, before anything is proposed. Raises `Refused` with every bad line."""
    require(actor, "assessment.propose")
    received = receive(file)
    return received, read_upload(place_of(received.sha256), received.name, extent, actor.at)


def propose_official(
    *, actor: Actor, received: Received, extent: str, reason: str = "", key: str
) -> tuple[Publication, ...]:
    """Propose what a file says, one publication a year. A year that has official places already is corrected:
    that needs a reason. Raises `Refused` as reading does."""
    require(actor, "assessment.propose")
    read = read_upload(place_of(received.sha256), received.name, extent, actor.at)
    outcome = once(actor.who, key, lambda: _propose(actor, received, read, reason.strip()))
    found = Publication.objects.filter(pk__in=outcome["publications"])
    return tuple(found.order_by("assessment_year"))


def _propose(actor: Actor, received: Received, read: Read, reason: str) -> dict[str, list[int]]:
    with transaction.atomic():
        file = enter(received, at=actor.at)
        made = [_made(actor, each, reason) for each in read.standings]
        for proposed in made:
            proposed.file, proposed.file_name = file, received.name
            refuse_too_long(proposed)
            save_proposal(proposed)
        for proposed in made:
            after = {
                **told(proposed),
                "file": received.name,
                "sha256": received.sha256,
                "extent": proposed.extent,
            }
            record(actor.who, "assessment.propose", proposed, after=after, reason=reason)
    return {"publications": [proposed.pk for proposed in made]}


def _made(actor: Actor, standings: Standings, reason: str) -> Publication:
    year, published_on = standings.assessment_year, standings.published_on
    if year is None or published_on is None:
        raise ValueError("an official publication has a year and a date")
    corrected = effective(actor.at, Publication.Origin.OFFICIAL, Publication.Field.NATION, year)
    if corrected is not None and not reason:
        raise Refused.because("assessment.year_has_places", year=year, title=corrected.title)
    return Publication(
        origin=Publication.Origin.OFFICIAL,
        field=Publication.Field.NATION,
        extent=standings.extent,
        assessment_year=year,
        data_year=standings.data_year,
        title=standings.document[:200],
        document=standings.document,
        published_on=published_on,
        public_from=actor.at,
        supersedes=corrected,
        reason=reason if corrected else "",
        proposed_by_id=actor.user or 0,
        proposed_by=actor.name,
        proposed_at=actor.at,
    )
