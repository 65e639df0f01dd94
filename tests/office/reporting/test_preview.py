"""What figures come to before anybody scores them: a zone's drafts, a host city's own, closed cells."""

from datetime import timedelta

import pytest

from kaohe.office.reporting.actions.drafting import Typed, save_cells
from kaohe.office.reporting.actions.reopening import reopen
from kaohe.office.reporting.queries.preview import previewed
from kaohe.office.reporting.queries.state import state_of

from .conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(report_of):
    def shown(code, now=NOW, lang="zh"):
        return {(each.zone, each.code): each for each in previewed(state_of(report_of(code)), now, lang)}

    return shown


@pytest.fixture
def fill_city(actors, report_of):
    def fill_city(gdp):
        cells = [Typed("gdp", gdp, "年鉴", 0)]
        save_cells(actor=actors.guangzhou, report=report_of("广州市"), cells=cells, key=f"city-{gdp}")

    return fill_city


def test_a_zone_sees_its_drafts_beside_its_citys(fill, fill_city, shown):
    fill("gz")
    fill_city("4,000")
    found = shown("gz")
    assert found["gz经开区", "share"].value == pytest.approx(25)
    assert found["gz经开区", "growth"].value == pytest.approx(20)


def test_what_was_typed_into_a_cell_closed_since_counts_no_more(actors, hand_in, report_of, shown, fill):
    hand_in("gz")
    until = NOW + timedelta(days=1)
    reopen(actor=actors.head, report=report_of("gz"), item="tax", until=until, reason="笔误")
    fill("gz", tax="150")
    assert shown("gz")["gz经开区", "growth"].value == pytest.approx(50)
    closed = shown("gz", now=until + timedelta(minutes=1))
    assert closed["gz经开区", "growth"].value == pytest.approx(20)


def test_a_host_city_sees_the_indicators_that_look_at_it_of_zones_that_handed_in(
    hand_in, fill, fill_city, shown
):
    assert not shown("广州市")
    hand_in("gz")
    fill("ns")
    fill_city("5,000")
    found = shown("广州市")
    assert set(found) == {("gz经开区", "share")}
    assert found["gz经开区", "share"].value == pytest.approx(20)
    assert "5,000" in found["gz经开区", "share"].numbers
    assert shown("广州市", lang="en")["gz", "share"].unit == "%"


def test_without_the_citys_figure_it_says_why(hand_in, shown):
    hand_in("gz")
    missing = shown("广州市")["gz经开区", "share"]
    assert missing.value is None and missing.missing


def test_a_drafts_figure_of_a_zone_is_not_told_to_the_city_before_it_is_handed_in(fill, fill_city, shown):
    fill("gz")
    fill_city("5,000")
    assert not shown("广州市")
