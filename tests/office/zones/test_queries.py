"""What the catalogue says on a day, and how few questions it takes."""

from datetime import date

import pytest

from kaohe.office.zones.actions import list_zone, record_event
from kaohe.office.zones.facts import Change, Facts
from kaohe.office.zones.models import Event
from kaohe.office.zones.queries import Filters, zone_history, zones_on
from tests.office.acting import HEAD

pytestmark = pytest.mark.django_db
DAY = date(2025, 1, 1)


@pytest.fixture(autouse=True)
def catalogue():
    for code, name, level, city, aliases in (
        ("A1", "广州经济技术开发区", "national", "广州市", ("广州经开区",)),
        ("A2", "湛江经济技术开发区", "national", "湛江市", ()),
        ("A3", "广州从化经济开发区", "provincial", "广州市", ()),
    ):
        facts = Facts(name, level, "广东", city=city, region="东部", region4="东部", aliases=aliases)
        list_zone(actor=HEAD, code=code, since=date(2010, 1, 1), facts=facts, basis="函")
    rename = Change(name_zh="湛江东海岛经济技术开发区", name_en="Zhanjiang Donghai Island")
    record_event(
        actor=HEAD, code="A2", event=Event.RENAMING, since=date(2020, 1, 1), basis="函", change=rename
    )


def found(**filters):
    return [row.code for row in zones_on(DAY, Filters(**filters))]


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        ({}, ["A1", "A2", "A3"]),
        ({"level": "provincial"}, ["A3"]),
        ({"city": "广州市", "level": "national"}, ["A1"]),
        ({"region": "东部", "province": "广东"}, ["A1", "A2", "A3"]),
        ({"province": "江苏"}, []),
        ({"text": "经开区"}, ["A1"]),
        ({"text": " donghai "}, ["A2"]),
        ({"text": "湛江经济"}, ["A2"]),
        ({"text": "a3"}, ["A3"]),
        ({"text": "%"}, []),
    ],
)
def test_zones_are_found_by_filters_and_by_every_name_they_had(filters, codes):
    assert found(**filters) == codes


def test_former_names_are_told():
    row = next(row for row in zones_on(DAY) if row.code == "A2")
    assert row.former == ("湛江经济技术开发区",)


def test_a_catalogue_and_a_history_are_one_query_each(django_assert_num_queries):
    with django_assert_num_queries(1):
        zones_on(DAY, Filters(text="广州"))
    with django_assert_num_queries(1):
        zone_history("A2")


def test_an_unknown_zone_has_no_history():
    assert zone_history("A9") is None
