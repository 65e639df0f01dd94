"""The small province of the reporting tests, seen through pages."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from kaohe.office.accounts.actors import actor_of
from kaohe.office.accounts.models import User
from kaohe.office.accounts.roles import SECOND_FACTOR
from tests.office.reporting.conftest import (
    NOW,
    actors,
    fill,
    hand_in,
    home,
    report_of,
    round,
    scheme,
)

__all__ = ["actors", "fill", "hand_in", "home", "report_of", "round", "scheme"]


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def client_of(actors, settings):
    """A client signed in as one of `actors`, by name, with a second factor where the role asks for it."""

    def client_of(name):
        user, client = User.objects.get(username=name), Client()
        if actor_of(user, NOW).roles & SECOND_FACTOR and not user.authenticator_set.exists():
            TOTP.activate(user, generate_totp_secret())
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return client_of
