"""The offices of the tests of papers, seen through pages."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from kaohe.office.accounts.models import User
from kaohe.office.accounts.roles import SECOND_FACTOR
from tests.office.papers.conftest import drafted, go, issued, people
from tests.office.people import AT

__all__ = ["drafted", "go", "issued", "people"]
KEY = "0123456789abcdef"


@pytest.fixture(autouse=True)
def today(monkeypatch, tmp_path, settings):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    settings.HOME = tmp_path


def ready(name):
    """One of `people` by name, with a second factor where the role asks for it."""
    user = User.objects.get(username=name)
    roles = set(user.posts.values_list("role", flat=True))
    if roles & SECOND_FACTOR and not user.authenticator_set.exists():
        TOTP.activate(user, generate_totp_secret())
    return user


@pytest.fixture
def client_of(people, settings):
    """A client signed in as one of `people`, by name."""

    def client_of(name):
        client = Client()
        client.force_login(ready(name), backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return client_of


def sent(html):
    """What the hidden fields of a page's forms hold, the last of each name."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}
