"""Objections and what came of them, as those who may see them do."""

from datetime import date

from django.db.models import QuerySet

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import Concern, may
from kaohe.office.assessment.models import Objection
from kaohe.office.zones.models import Spell


def committee_of(unit: str, day: date) -> int | None:
    """The office that answers for a zone on a day; None for a zone that the catalogue doesn't have."""
    spells = Spell.objects.filter(zone__code=unit, since__lte=day).order_by("-since", "-pk")
    return spells.values_list("committee", flat=True).first()


def objections_for(actor: Actor) -> QuerySet[Objection]:
    """All for whoever reads assessments; else those of the actor's own committee. The latest first."""
    chosen = Objection.objects.select_related("publication", "review", "office").order_by("-at", "-pk")
    if may(actor, "assessment.read"):
        return chosen
    return chosen.filter(office__in=own_offices(actor))


def own_offices(actor: Actor) -> tuple[int, ...]:
    """The committees that the actor may object for."""
    held = {post.office for post in actor.posts}
    return tuple(office for office in sorted(held) if may(actor, "assessment.object", Concern(office=office)))
