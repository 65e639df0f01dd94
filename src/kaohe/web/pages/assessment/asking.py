"""What a request is about, and who may see it: what one may not see is not there."""

from django.http import Http404

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import may
from kaohe.office.assessment.models import Publication
from kaohe.office.assessment.queries.published import ever_published, published
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest


def readable(actor: Actor) -> None:
    """Raises Http404 for whoever may not read assessments."""
    if not may(actor, "assessment.read"):
        raise Http404


def public(request: ActingRequest, year: int, field: str, origin: str) -> Publication:
    """What is public now of a year; with `version` one that it superseded. Raises Http404 for all else."""
    wanted = {"assessment_year": year, "field": field, "origin": origin}
    version, now = whole_number(request.GET.get("version", "")), request.actor.at
    chosen = published(now) if version is None else ever_published(now).filter(pk=version)
    found = chosen.filter(**wanted).select_related("scoring__snapshot__round", "supersedes").first()
    if found is None:
        raise Http404
    return found
