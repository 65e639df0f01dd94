"""What is public at an instant. Every public page, download and rule reads places through here alone."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from kaohe.office.assessment.models import Publication


def published(now: datetime) -> QuerySet[Publication]:
    """Publications that count at an instant: approved, their minute come, not superseded by another such.

    Notices for objections (those with `notice_until`) are among them; nothing is judged by them: see `final`.
    """
    public = ever_published(now)
    return public.exclude(pk__in=public.exclude(supersedes=None).values("supersedes"))


def ever_published(now: datetime) -> QuerySet[Publication]:
    """The same with those that were superseded since: a correction erases nothing."""
    return Publication.objects.filter(state=Publication.State.APPROVED, public_from__lte=now)


def with_fate(now: datetime) -> QuerySet[Publication]:
    """All publications, public or not, each with whether it is `superseded` at an instant."""
    followers = ever_published(now).filter(supersedes=OuterRef("pk"))
    return Publication.objects.annotate(superseded=Exists(followers))


def final(now: datetime) -> QuerySet[Publication]:
    """What counts and isn't a notice that still awaits objections."""
    return published(now).filter(notice_until=None)


def effective(now: datetime, origin: str, field: str, year: int) -> Publication | None:
    """The final places of an assessment year; None where there are none yet."""
    return final(now).filter(origin=origin, field=field, assessment_year=year).first()
