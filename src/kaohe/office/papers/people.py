"""Whom a paper reaches in an office."""

from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate

from kaohe.office.accounts.models import Office, User
from kaohe.office.accounts.permissions import WRITERS


def people_of(office: Office, at: datetime) -> list[User]:
    """Active people who hold a post in which papers are received."""
    day = localdate(at)
    held = Q(posts__until=None) | Q(posts__until__gte=day)
    found = User.objects.filter(
        held, posts__office=office, posts__since__lte=day, posts__role__in=WRITERS, is_active=True
    )
    return list(found.distinct())
