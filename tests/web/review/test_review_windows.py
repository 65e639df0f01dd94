"""What a reviewer's page says and offers outside the windows and once the round is frozen."""

from datetime import timedelta

import pytest

from kaohe.office.reporting.models import Report, Round, Window
from tests.office.reporting.conftest import NOW

KEY = "0123456789abcdef"

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client_of, report_of):
    def page(who, lang="zh"):
        client = client_of(who)
        client.cookies["lang"] = lang
        return client.get(f"/review/{report_of('gz').pk}/?show=all").content.decode()

    return page


@pytest.fixture
def closed(round):
    """The city's window is over."""
    at = NOW - timedelta(hours=1)
    Window.objects.filter(round=round, kind="city_review").update(
        opens_at=at - timedelta(days=9), closes_at=at
    )


def test_outside_the_window_nothing_is_offered_and_the_page_says_why(hand_in, closed, page):
    hand_in("gz")
    Report.objects.update(stage="city")
    text = page("guangzhou")
    assert "“市级初审”的时间为" in text
    assert 'value="accept"' not in text
    assert "can be decided now" in page("guangzhou", "en")


def test_the_head_takes_over_what_the_city_left(hand_in, closed, page, client_of, report_of):
    hand_in("gz")
    Report.objects.update(stage="city")
    address = f"/review/{report_of('gz').pk}/take"
    assert address in page("head")
    assert address not in page("officer")
    assert address not in page("guangzhou")
    assert client_of("officer").post(address, {"seen": 1, "reason": "逾期", "key": KEY}).status_code == 403
    client_of("head").post(address, {"seen": 1, "reason": "市级逾期", "key": KEY})
    assert report_of("gz").stage == "province"
    assert address not in page("head")


def test_a_frozen_round_offers_no_query_and_says_why(hand_in, page):
    hand_in("gz")
    Report.objects.update(stage="accepted")
    assert 'value="return"' in page("officer")
    Round.objects.update(state="frozen")
    text = page("officer")
    assert "数据已冻结，不能再质询或退回" in text
    assert 'value="return"' not in text
    assert 'value="query"' not in text
    assert 'value="accept"' in text


def test_a_frozen_round_refuses_a_query_that_is_sent_all_the_same(hand_in, client_of, report_of):
    hand_in("gz")
    Report.objects.update(stage="accepted")
    Round.objects.update(state="frozen")
    address = f"/review/{report_of('gz').pk}/cells/gdp"
    answer = client_of("officer").post(
        address, {"outcome": "query", "reason": "？", "seen": 1, "after": 0, "key": KEY}
    )
    assert "数据已冻结" in answer.content.decode()
    assert not report_of("gz").figures.get(item="gdp").decisions.exists()
