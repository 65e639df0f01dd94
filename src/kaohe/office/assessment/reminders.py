"""Who is told what: proposals to approve, objections to review, places that became public."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localdate

from kaohe.office.accounts.models import Post, User
from kaohe.office.accounts.roles import Role
from kaohe.office.assessment.models import Objection, Publication
from kaohe.office.assessment.queries.published import published
from kaohe.office.notices.owed import Owed
from kaohe.office.zones.models import Spell

FRESH = timedelta(days=30)
"""So long after its minute a publication is still told to whoever was not told yet."""


def owed_news(now: datetime) -> Iterator[Owed]:
    """Each once: what waits for the heads of the province, what became public for the zones' committees."""
    heads = _holding(now, Q(role=Role.PROVINCE_HEAD))
    for proposal in Publication.objects.filter(state=Publication.State.PROPOSED):
        others = [user for user in heads if user.pk != proposal.proposed_by_id]
        words = {"title": proposal.title, "by": proposal.proposed_by}
        link = f"/assessments/publications/{proposal.pk}/"
        yield Owed(others, f"publication:{proposal.pk}:proposed", "assessment.to_approve", words, link)
    for objection in Objection.objects.filter(review=None).select_related("publication"):
        words = {"title": objection.publication.title, "unit": objection.unit}
        yield Owed(
            heads,
            f"objection:{objection.pk}",
            "assessment.to_review",
            words,
            f"/objections/{objection.pk}/",
        )
    for publication in published(now).filter(public_from__gt=now - FRESH):
        link = f"/published/{publication.assessment_year}/{publication.field}/{publication.origin}/"
        words = {"title": publication.title}
        committees = _committees(publication, now)
        yield Owed(committees, f"publication:{publication.pk}", "assessment.now_public", words, link)


def _committees(publication: Publication, now: datetime) -> list[User]:
    """Heads and reporters of the committees whose zones are on it."""
    units = publication.standings.order_by().values("unit").distinct()
    offices = Spell.objects.filter(zone__code__in=units).exclude(committee=None).values("committee")
    where = Q(office__in=offices, role__in=(Role.COMMITTEE_HEAD, Role.COMMITTEE_REPORTER))
    return _holding(now, where)


def _holding(now: datetime, where: Q) -> list[User]:
    """Who holds such a post on the day, each once."""
    day = localdate(now)
    held = Post.objects.filter(Q(until=None) | Q(until__gte=day), where, since__lte=day)
    return list({post.user_id: post.user for post in held.select_related("user")}.values())
