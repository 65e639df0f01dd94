"""The deadlines of the clocks' tests, seen through pages on a day."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from kaohe.office.accounts.models import User
from kaohe.office.accounts.roles import SECOND_FACTOR
from tests.office.clocks.conftest import actors, begin, noon

__all__ = ["actors", "begin"]


@pytest.fixture
def today(monkeypatch):
    """Moves the day of the pages; at first it is the tenth of June 2026."""

    def today(day):
        monkeypatch.setattr("django.utils.timezone.now", lambda: noon(day))

    today("2026-06-10")
    return today


@pytest.fixture
def client_of(actors, today, settings):
    """A client signed in as one of `actors`, by name."""

    def client_of(name):
        user, client = User.objects.get(username=name), Client()
        if getattr(actors, name).roles & SECOND_FACTOR and not user.authenticator_set.exists():
            TOTP.activate(user, generate_totp_secret())
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return client_of
