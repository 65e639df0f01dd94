"""How far a round has come: filled, due, lamps, by city; in a fixed number of queries."""

from datetime import timedelta

import pytest

from kaohe.office.reporting.actions.reviewing import Word, decide, send_back
from kaohe.office.reporting.queries.progress import Lamp, by_city, progress_of

from .conftest import NOW

pytestmark = pytest.mark.django_db


def lamps(round, now, **wanted):
    found = {each.code: each.lamp for each in progress_of(round, now)}
    return {code: found[code] for code in wanted} if wanted else found


def test_a_lamp_says_how_a_report_stands(round, fill, hand_in):
    fill("gz", gdp="1000")
    hand_in("ns")
    soon, late = NOW + timedelta(days=18), NOW + timedelta(days=21)
    assert lamps(round, NOW) | {"广州市": None} == {
        "gz": Lamp.GREEN,
        "ns": Lamp.GREEN,
        "zj": Lamp.GREY,
        "广州市": None,
        "湛江市": Lamp.GREY,
    }
    assert lamps(round, soon, gz=1, ns=1) == {"gz": Lamp.YELLOW, "ns": Lamp.GREEN}
    assert lamps(round, late, gz=1, ns=1) == {"gz": Lamp.RED, "ns": Lamp.GREEN}


def test_what_is_sent_back_turns_yellow_and_is_counted(actors, round, report_of, hand_in):
    hand_in("gz")
    report = report_of("gz")
    words = [Word("gdp", "return", "有误"), Word("tax", "query", "为何下降"), Word("firms", "accept")]
    decide(actor=actors.guangzhou, report=report, level="city", words=words, seen=1, key="k")
    send_back(actor=actors.guangzhou, report=report, level="city", seen=1, key="b")
    gz = next(each for each in progress_of(round, NOW) if each.code == "gz")
    assert (gz.wanted, gz.filled, gz.asked, gz.lamp, gz.stage) == (2, 3, 3, Lamp.YELLOW, "reporting")
    decide_again = [Word("gdp", "withdrawn")]
    with pytest.raises(Exception, match="not handed in yet"):
        decide(actor=actors.guangzhou, report=report, level="city", words=decide_again, seen=1, key="w")


def test_cities_count_their_reports(round, hand_in):
    hand_in("gz")
    counted = {city.name: (city.reports, city.handed_in) for city in by_city(progress_of(round, NOW))}
    assert counted == {"广州市": (3, 1), "湛江市": (2, 0)}


def test_queries_do_not_grow_with_the_reports(round, hand_in, django_assert_num_queries):
    hand_in("gz")
    with django_assert_num_queries(4):
        progress_of(round, NOW)
    with django_assert_num_queries(4):
        progress_of(round, NOW, ["湛江市"])
