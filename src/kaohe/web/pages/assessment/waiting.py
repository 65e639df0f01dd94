"""What waits in this room: proposals of others to approve, objections to review."""

from collections.abc import Iterator

from django.urls import reverse

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import may
from kaohe.office.assessment.models import Objection, Publication
from kaohe.web.waiting import Waiting


def waiting(actor: Actor) -> Iterator[Waiting]:
    """For whoever may do them."""
    if may(actor, "assessment.approve"):
        proposals = Publication.objects.filter(state=Publication.State.PROPOSED)
        count = proposals.exclude(proposed_by_id=actor.user or 0).count()
        yield Waiting("web_assessment.proposals_wait", reverse("assessments"), count)
    if may(actor, "assessment.review_objection"):
        count = Objection.objects.filter(review=None).count()
        yield Waiting("web_assessment.objections_wait", reverse("objections"), count)
