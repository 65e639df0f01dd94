"""The first page: what waits, the most urgent first."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.roles import Role
from kaohe.web.pages import home
from kaohe.web.waiting import SOON, Waiting
from tests.web.everybody import person

NOW = timezone.now()
ACTOR = Actor(1, "x", NOW)


def waiting(count=1, days=None):
    due = None if days is None else NOW + timedelta(days=days)
    return Waiting("web_style.waiting_report", f"/{days}/", count, due=due)


def test_the_most_urgent_comes_first_and_nothing_is_left_out(monkeypatch):
    first, second = (
        [waiting(days=9), waiting()],
        [waiting(days=-1), waiting(days=1), waiting(count=0, days=-9)],
    )
    monkeypatch.setattr(home, "PROVIDERS", [lambda actor: first, lambda actor: second])
    found = [(each.link, lamp) for each, lamp in home.waiting_for(ACTOR)]
    assert found == [("/-1/", "red"), ("/1/", "yellow"), ("/9/", "green"), ("/None/", "grey")]


@pytest.mark.parametrize(
    ("left", "lamp"),
    [
        (timedelta(seconds=-1), "red"),
        (timedelta(0), "red"),
        (SOON, "yellow"),
        (SOON + timedelta(seconds=1), "green"),
    ],
)
def test_the_lamp_turns_at_the_deadline_and_three_days_before(left, lamp):
    assert Waiting("web.home", "/", 1, due=NOW + left).lamp(NOW) == lamp


@pytest.mark.django_db
def test_an_empty_page_says_so_and_a_full_one_says_what(client, monkeypatch):
    client.force_login(person(Role.COMMITTEE_REPORTER))
    assert "目前没有待办事项" in client.get("/").content.decode()
    monkeypatch.setattr(home, "PROVIDERS", [lambda actor: [waiting(count=3, days=1)]])
    page = client.get("/").content.decode()
    assert "份报表尚未提交" in page
    assert "目前没有待办事项" not in page


@pytest.mark.django_db
def test_who_is_not_signed_in_is_led_to_it(client):
    assert client.get("/").headers["Location"].startswith(reverse("account_login"))
