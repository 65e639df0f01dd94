"""Forms of review sent again: the same is done once, another content is another request, no key is none."""

import pytest
from django.urls import reverse

from kaohe.office.reporting.models import Decision

pytestmark = pytest.mark.django_db
FORM = {"seen": "1", "key": "key-0001"}


@pytest.fixture
def say(client_of, hand_in, report_of):
    hand_in("gz")
    client, report = client_of("guangzhou"), report_of("gz")

    def say(item="gdp", **form):
        return client.post(reverse("review_say", args=[report.pk, item]), FORM | form).status_code

    return say


def said():
    return [(each.figure.item, each.outcome, each.reason) for each in Decision.objects.order_by("pk")]


def test_the_same_is_said_once(say):
    assert [say(outcome="query", reason="口径？", after="0") for _ in range(2)] == [302, 302]
    assert said() == [("gdp", "query", "口径？")]


def test_other_words_from_the_same_page_are_said(say):
    say(outcome="query", reason="口径？")
    say(outcome="withdrawn")
    say(outcome="query", reason="单位？")
    assert said() == [("gdp", "query", "口径？"), ("gdp", "withdrawn", ""), ("gdp", "query", "单位？")]


@pytest.mark.parametrize("key", ["", "k", "x" * 100, "no spaces please"])
def test_without_a_key_nothing_is_said(say, key):
    assert say(outcome="accept", key=key) == 409
    assert not said()


def test_departments_may_say_another_value_from_the_same_page(client_of, hand_in, report_of):
    hand_in("gz")
    cell = f"{report_of('gz').pk}@gdp@1"
    client, last = client_of("statistics"), 0
    for value in ("980", "970"):
        form = {
            "key": "key-0001",
            "outcome": "dispute",
            "one": f"{cell}@{last}",
            "reason": "快报",
            "value": value,
        }
        client.post(reverse("vouch_say"), form)
        last = Decision.objects.latest("pk").pk
    assert list(Decision.objects.order_by("pk").values_list("value", flat=True)) == [980, 970]
