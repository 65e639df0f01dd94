"""The eight zones of the assessment tests, on their day, seen through pages; the clock can be moved."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from kaohe.office.accounts.models import User
from kaohe.office.accounts.roles import SECOND_FACTOR
from kaohe.office.assessment.actions.publishing import Proposal, approve, propose
from tests.office.assessment.conftest import (
    NOW,
    acts,
    catalogue,
    committee,
    head,
    home,
    officer,
    owed,
    scheme,
    scored,
    snapshot,
)

__all__ = [
    "acts",
    "catalogue",
    "committee",
    "head",
    "home",
    "officer",
    "owed",
    "scheme",
    "scored",
    "snapshot",
]


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """`clock.now` is the instant of every request."""

    class Clock:
        now = NOW

    monkeypatch.setattr("django.utils.timezone.now", lambda: Clock.now)
    return Clock


@pytest.fixture
def as_(settings):
    """A client signed in as an actor, with a second factor where the role asks for it."""

    def client_of(actor, lang="zh"):
        user, client = User.objects.get(pk=actor.user), Client()
        if actor.roles & SECOND_FACTOR and not user.authenticator_set.exists():
            TOTP.activate(user, generate_totp_secret())
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        client.cookies["lang"] = lang
        return client

    return client_of


@pytest.fixture
def out(scored, officer, head, catalogue):
    """Gives what was proposed and approved."""

    def of(key="n", **more):
        fields = {"field": "nation", "title": "二〇一八年度结果", "document": "粤商务函〔2018〕1号"}
        proposal = Proposal(scored, **fields | more)
        return approve(actor=head, publication=propose(actor=officer, proposal=proposal, key=key))

    return of
