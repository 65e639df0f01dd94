"""People who sign in, and places that were published and judged."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from kaohe.office.accounts.models import Office, Post, User
from kaohe.office.accounts.roles import SECOND_FACTOR, Role
from kaohe.office.cases.sweep import judge_owed
from tests.office.cases.places import catalogue, official
from tests.office.people import AT, PASSWORD, office

PEOPLE = {
    "officer": (Role.PROVINCE_OFFICER, "commerce"),
    "head": (Role.PROVINCE_HEAD, "commerce"),
    "government": (Role.GOVERNMENT_OFFICER, "government"),
    "auditor": (Role.AUDITOR, "commerce"),
    "committee": (Role.COMMITTEE_HEAD, "committee_GD02"),
    "other": (Role.COMMITTEE_HEAD, "committee_GD01"),
    "city": (Role.CITY_OFFICER, "city_government_湛江市"),
    "reviewer": (Role.OUTSIDE_REVIEWER, "auditors"),
}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def published():
    """Two national zones of Guangdong, one of them last but two."""
    catalogue("GD01", "GD02")
    publication = official(2025, {"GD01": 210, "GD02": 217})
    judge_owed(AT)
    return publication


@pytest.fixture
def client_of(settings):
    """A client signed in as one of `PEOPLE`."""

    def client_of(name):
        role, code = PEOPLE[name]
        user = User.objects.filter(username=name).first()
        if user is None:
            user = User.objects.create_user(name, PASSWORD, name=name)
            at = Office.objects.filter(code=code).first() or office(code)
            Post.objects.create(user=user, office=at, role=role, since="2026-01-01")
            if role in SECOND_FACTOR:
                TOTP.activate(user, generate_totp_secret())
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return client_of
