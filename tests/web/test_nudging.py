"""Nudging from the page of progress: those ticked, or all that a filter left and that aren't done."""

import pytest
from django.test import Client
from django.urls import reverse

from kaohe.office.accounts.models import User
from kaohe.office.notices.models import Notice
from tests.office.reporting.conftest import actors, home, round, scheme  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(actors, round):  # noqa: F811
    client = Client()
    client.force_login(User.objects.get(username="officer"))
    round.windows.update(closes_at="2199-12-31T00:00:00Z")
    return client


def told():
    return sorted(Notice.objects.values_list("to__username", flat=True))


def test_all_that_a_filter_leaves_are_nudged(officer, round):  # noqa: F811
    address = reverse("watch_nudge", args=[round.code])
    officer.post(f"{address}?city=湛江市", {"all": "1", "key": "nudge-0001"})
    assert told() == ["zhanjiang", "zj"]


def test_a_second_nudge_of_the_day_says_when_the_last_went(officer, round):  # noqa: F811
    address = reverse("watch_nudge", args=[round.code])
    officer.post(address, {"all": "1", "key": "nudge-0001"})
    count = len(told())
    page = officer.post(address, {"all": "1", "key": "nudge-0003"}, follow=True).content.decode()
    assert "今天已经催办过" in page
    assert len(told()) == count


def test_without_a_choice_nobody_is(officer, round):  # noqa: F811
    answer = officer.post(reverse("watch_nudge", args=[round.code]), {"key": "nudge-0002"})
    assert answer.status_code == 409 and told() == []
