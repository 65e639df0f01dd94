"""The real past: the known places of Guangdong's zones give no finding; two zones that left the list do.

Places are those of public releases; of most zones and years none was found, so each publication is in part.
Days of publication are the tests' own. Of 酒泉 and 石嘴山 it is known that they left after two years running
in the last 5; their exact places were not found and are assumed, as in the worked cases of the pack.
"""

from datetime import UTC, date, datetime

import pytest

from kaohe.office.cases.actions.settings import set_parameter
from kaohe.office.cases.models import Finding, Judging
from kaohe.office.cases.queries.findings import findings_of
from kaohe.office.cases.sweep import judge_owed
from kaohe.office.zones.actions import list_zone
from kaohe.office.zones.facts import Facts
from tests.office.acting import HEAD
from tests.office.cases.places import catalogue, official
from tests.office.people import AT

pytestmark = pytest.mark.django_db
SIX = {
    "广州": "广州市",
    "湛江": "湛江市",
    "惠州大亚湾": "惠州市",
    "广州南沙": "广州市",
    "增城": "广州市",
    "珠海": "珠海市",
}
KNOWN = [
    (2017, 219, {"广州": 3, "广州南沙": 27}, {}),
    (2018, 219, {"广州": 2}, {"科技创新": {"广州": 1}}),
    (2019, 219, {"广州": 2}, {"吸收利用外资": {"广州": 1}}),
    (2020, 218, {"广州": 2}, {}),
    (2021, 217, {"广州": 2, "广州南沙": 12}, {"利用外资": {"广州": 1, "广州南沙": 4}}),
    (2022, 217, {"广州": 2}, {}),
    (2023, 230, {"广州": 2, "广州南沙": 7}, {}),
    (2024, 229, {"广州": 2, "广州南沙": 15}, {}),
]


def code(name):
    return f"GD{list(SIX).index(name):02}"


@pytest.mark.parametrize("at_once", [True, False], ids=["all at once", "year by year"])
def test_the_known_places_of_guangdongs_zones_give_no_finding(at_once):
    for name, city in SIX.items():
        facts = Facts(
            name_zh=f"{name}经济技术开发区", level="national", province="广东", city=city, region="东部"
        )
        list_zone(actor=HEAD, code=code(name), since=date(2015, 1, 1), facts=facts, basis="目录")
    given = {"pack": "guangdong-2016", "name": "single_indicators", "value": "official-lists"}
    set_parameter(actor=HEAD, **given, basis="处务会议纪要", seen=0, key="single-lists")
    for year, of, overall, lists in KNOWN:
        named = {
            scope: {code(name): rank for name, rank in places.items()} for scope, places in lists.items()
        }
        official(year, {code(name): rank for name, rank in overall.items()}, of=of, lists=named)
        if not at_once:
            judge_owed(datetime(year + 1, 1, 11, tzinfo=UTC))
    judge_owed(AT)
    assert set(Judging.objects.values_list("publication__assessment_year", flat=True)) == set(
        range(2017, 2025)
    )
    assert not Finding.objects.exists()


def test_jiuquan_and_shizuishan_leave_after_two_years_in_the_last_five():
    catalogue("GS01", "NX01")
    official(2018, {"GS01": 215})
    first = official(2019, {"GS01": 219, "NX01": 216}, published_on=date(2020, 1, 10))
    second = official(2020, {"NX01": 214}, of=218, published_on=date(2021, 1, 10))
    judge_owed(AT)
    found = {
        published.assessment_year: [
            (each.row.zone.code, each.row.pack, each.row.measure, each.finding.offices.by[0].name.zh)
            for each in findings_of(published.pk)
        ]
        for published in (first, second)
    }
    assert found == {
        2019: [("GS01", "national-2016", "exit", "国务院")],
        2020: [("NX01", "national-2016", "exit", "国务院")],
    }
