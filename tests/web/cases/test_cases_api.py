"""Cases by the API: those that the caller may read, narrowed and in pages; it changes nothing."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from kaohe.office.accounts.actions.tokens import hash_of_secret
from kaohe.office.accounts.models import Token, User
from kaohe.office.accounts.roles import Role
from tests.office.cases.casework import case

pytestmark = pytest.mark.django_db


def reading(client_as, role, code):
    client_as(role, code)
    secret = f"kaohe_{role}_{code}"
    Token.objects.create(
        user=User.objects.get(username=f"{role}-{code}"),
        purpose="年度分析",
        secret_hash=hash_of_secret(secret),
        scopes=["cases.read"],
        since=date(2026, 1, 1),
        until=date(2026, 12, 31),
    )
    cache.clear()
    return lambda **query: Client().get("/api/v1/cases", query, headers={"Authorization": f"Bearer {secret}"})


def test_the_caller_reads_what_they_see_on_pages(client_as):
    shown, hidden = case("written_reminder", "sent", shown=True), case("admonitory_talk", "listed")
    officer = reading(client_as, Role.PROVINCE_OFFICER, "commerce")
    assert [each["id"] for each in officer().json()["items"]] == [shown.pk, hidden.pk]
    (one,) = officer(kind="written_reminder", state="open").json()["items"]
    assert one["stands"] == {"zh": "已发出", "en": "sent"} and one["zone"] == "GD-ZJ"
    assert officer(limit=1).json()["next"] == shown.pk
    assert officer(state="closed").json()["items"] == []
    committee = reading(client_as, Role.COMMITTEE_HEAD, "zetdz")
    assert [each["id"] for each in committee().json()["items"]] == [shown.pk]
    assert reading(client_as, Role.OUTSIDE_REVIEWER, "auditors")().status_code == 403
