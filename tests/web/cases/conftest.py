"""Cases of the small province at the pages, on the day of the other tests of cases."""

from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from kaohe.office.accounts.models import Post, User
from kaohe.office.accounts.roles import SECOND_FACTOR
from tests.office.cases.casework import NOW, body
from tests.office.people import PASSWORD


@pytest.fixture(autouse=True)
def today(monkeypatch, settings, tmp_path):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    settings.HOME = tmp_path


@pytest.fixture
def client_as(db):
    """A browser in which somebody with a role in an office is signed in."""

    def client_as(role, code, lang="zh"):
        name = f"{role}-{code}"
        somebody = User.objects.filter(username=name).first()
        if somebody is None:
            somebody = User.objects.create_user(name, PASSWORD, name="陈处长")
            Post.objects.create(user=somebody, office=body(code), role=role, since=date(2026, 1, 1))
            if role in SECOND_FACTOR:
                TOTP.activate(somebody, generate_totp_secret())
        client = Client()
        client.force_login(somebody)
        client.cookies["lang"] = lang
        return client

    return client_as
