"""Our places are made known: one person proposes, another approves; from their minute on they are public."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.lengths import too_long
from kaohe.office.accounts.permissions import require
from kaohe.office.assessment.actions.checks import may_be_final, refuse_own, refuse_texts, wrong_proposal
from kaohe.office.assessment.models import Publication, Scoring, Standing
from kaohe.office.assessment.queries.proposed import places_proposed
from kaohe.office.journal.actions import once, record


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be published. `public_from` None: as soon as it is approved; `notice_until`: a notice for
    objections until then; `supersedes` with a `reason`: a correction, or what a notice becomes."""

    scoring: Scoring
    field: str
    title: str
    document: str
    public_from: datetime | None = None
    notice_until: datetime | None = None
    supersedes: Publication | None = None
    reason: str = ""


def propose(*, actor: Actor, proposal: Proposal, key: str) -> Publication:
    """Propose to publish what a scoring gave. Raises `Refused` with everything that is wrong.

    Places of provincial zones are first a notice; they are final once it is over and objections are reviewed.
    """
    require(actor, "assessment.propose")
    proposed = _proposed(actor, proposal)
    outcome = once(actor.who, key, lambda: _propose(actor, proposed))
    return Publication.objects.get(pk=outcome["publication"])


def approve(*, actor: Actor, publication: Publication) -> Publication:
    """Approve a proposal of somebody else: its places are written down in the same transaction.

    It is public from the minute asked for, or from now where that is over or another's is later. Pressed
    twice it is done once. Raises `Refused` for one's own proposal, or one that was decided already.
    """
    require(actor, "assessment.approve")
    if publication.state == Publication.State.APPROVED and publication.decided_by_id == actor.user:
        return publication
    refuse_own(actor, publication)
    places = places_proposed(publication)
    with transaction.atomic():
        publication = _held(publication)
        may_be_final(publication, actor.at)
        before = publication.supersedes
        public_from = max(publication.public_from, actor.at, before.public_from if before else actor.at)
        fields = {"state": Publication.State.APPROVED, "public_from": public_from}
        if publication.origin == Publication.Origin.COMPUTED:
            fields["published_on"] = localdate(public_from)
        _decide(actor, publication, fields)
        Standing.objects.bulk_create(places)
        after = {"public_from": public_from.isoformat(), "places": len(places)}
        record(actor.who, "assessment.approve", publication, after=after, reason=publication.reason)
    return publication


def withdraw(*, actor: Actor, publication: Publication, reason: str) -> Publication:
    """Take back a proposal that isn't approved, or decline it: whoever may propose may. It needs a reason."""
    require(actor, "assessment.propose")
    refuse_texts(reason=reason)
    with transaction.atomic():
        _decide(actor, publication, {"state": Publication.State.WITHDRAWN})
        record(actor.who, "assessment.withdraw", publication, reason=reason.strip())
    return publication


def _held(publication: Publication) -> Publication:
    """The publication as it stands now, locked together with what it corrects: no objection comes between."""
    keys = [key for key in (publication.pk, publication.supersedes_id) if key]
    held = {
        each.pk: each for each in Publication.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    }
    locked = held[publication.pk]
    if locked.supersedes_id is not None:
        locked.supersedes = held[locked.supersedes_id]
    return locked


def _decide(actor: Actor, publication: Publication, fields: dict[str, object]) -> None:
    """Of two who decide at once only one does. Raises `Refused`."""
    fields |= {"decided_by_id": actor.user, "decided_by": actor.name, "decided_at": actor.at}
    open_still = Publication.objects.filter(pk=publication.pk, state=Publication.State.PROPOSED)
    if not open_still.update(**fields):
        raise Refused.because("assessment.decided_already", title=publication.title)
    publication.refresh_from_db()


def _proposed(actor: Actor, proposal: Proposal) -> Publication:
    """The row. `published_on` is that of its minute until it is approved."""
    public_from = proposal.public_from or actor.at
    snapshot = proposal.scoring.snapshot
    year = snapshot.round.assessment_year if snapshot.round else snapshot.data_year + 1
    return Publication(
        origin=Publication.Origin.COMPUTED,
        field=proposal.field,
        assessment_year=year,
        data_year=snapshot.data_year,
        title=proposal.title.strip(),
        document=proposal.document.strip(),
        published_on=localdate(public_from),
        public_from=public_from,
        notice_until=proposal.notice_until,
        scoring=proposal.scoring,
        supersedes=proposal.supersedes,
        reason=proposal.reason.strip(),
        proposed_by_id=actor.user or 0,
        proposed_by=actor.name,
        proposed_at=actor.at,
    )


def _propose(actor: Actor, proposed: Publication) -> dict[str, int]:
    refuse_texts(title=proposed.title, document=proposed.document)
    problems = [*wrong_proposal(proposed, actor.at), *too_long(proposed)]
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        may_be_final(proposed, None)
        save_proposal(proposed)
        record(actor.who, "assessment.propose", proposed, after=told(proposed), reason=proposed.reason)
    return {"publication": proposed.pk}


def save_proposal(proposed: Publication) -> None:
    """Insert it. Raises `Refused` where the year has places already, or others correct the same ones."""
    try:
        with transaction.atomic():
            proposed.save()
    except IntegrityError:
        words = {"year": proposed.assessment_year, "title": proposed.title}
        taken = "assessment.corrected_already" if proposed.supersedes else "assessment.published_already"
        raise Refused.because(taken, **words) from None


def told(proposed: Publication) -> dict[str, object]:
    """A proposal as the journal keeps it."""
    return {
        "origin": proposed.origin,
        "field": proposed.field,
        "year": proposed.assessment_year,
        "document": proposed.document,
        "public_from": proposed.public_from.isoformat(),
        "scoring": proposed.scoring_id,
        "supersedes": proposed.supersedes_id,
    }
