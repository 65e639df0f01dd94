"""The small province of the reporting tests, read by programmes."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from kaohe.office.accounts.actions.tokens import hash_of_secret
from kaohe.office.accounts.models import Token, User
from kaohe.office.accounts.permissions import READING
from kaohe.office.notices.models import Notice
from kaohe.office.reporting.actions.freezing import freeze
from kaohe.office.reporting.models import Decision, Figure, Report, Round
from kaohe.office.zones.importing import import_zones
from kaohe.packs import pack_file
from tests.office.acting import HEAD
from tests.office.cases.casework import case
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

WHO = {"journal": "auditor", "notices": "gz", "vouched": "statistics"}
"""Who may do what the province doesn't, by operation."""


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


def issued(username, scopes=READING, secret="", **changed):
    """The secret of a token that a user holds."""
    secret = secret or f"kaohe_{username}_{len(scopes)}_{Token.objects.count()}"
    days = {"since": date(2018, 3, 1), "until": date(2018, 3, 31)}
    Token.objects.create(
        user=User.objects.get(username=username),
        purpose="年度分析",
        secret_hash=hash_of_secret(secret),
        scopes=sorted(scopes),
        **{**days, **changed},
    )
    return secret


class Programme:
    """Reads with a token; `lang` is what it asks answers to be in."""

    def __init__(self, secret, lang="en"):
        self.client, self.secret, self.lang = Client(), secret, lang

    def get(self, path, query=None, **headers):
        shown = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        return self.client.get(
            f"/api/v1/{path}", query, headers={**shown, "Accept-Language": self.lang, **headers}
        )

    def json(self, path, **query):
        answer = self.get(path, query)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def all(self, path, limit, **query):
        """Every item of a list, a page at a time."""
        found, after = [], {}
        while True:
            page = self.json(path, limit=limit, **after, **query)
            assert len(page["items"]) <= limit
            found += page["items"]
            if page["next"] is None:
                return found
            after = {"after": page["next"]}


@pytest.fixture
def programme(actors):
    """A programme with a token of one of `actors`."""
    return lambda name, scopes=READING, lang="en": Programme(issued(name, scopes), lang)


@pytest.fixture
def zones(db):
    import_zones(actor=HEAD, file=pack_file("zones", "national-2024.csv"))


@pytest.fixture
def frozen(actors, round, hand_in):
    """The round frozen with three zones and their cities."""
    for code, who in (("gz", None), ("ns", None), ("zj", None)):
        hand_in(code, who)
    for code, who in (("广州市", actors.guangzhou), ("湛江市", actors.zhanjiang)):
        hand_in(code, who, gdp="20000")
    for figure in Figure.objects.all():
        Decision.objects.create(figure=figure, level="province", outcome="accept", by_id=1, by="周", at=NOW)
    Report.objects.update(stage=Report.Stage.ACCEPTED)
    return freeze(actor=actors.head, round=Round.objects.get(pk=round.pk), reason="", key="freeze")


@pytest.fixture
def told(actors):
    """Two notices of the head of gz, one of somebody else."""
    for name, key in (("gz", "a"), ("gz", "b"), ("zj", "c")):
        Notice.objects.create(
            to=User.objects.get(username=name), key=key, code="reporting.read", link="/reports/", at=NOW
        )


@pytest.fixture
def a_case(actors):
    """A reminder that has been sent."""
    return case("written_reminder", "sent", shown=True)
