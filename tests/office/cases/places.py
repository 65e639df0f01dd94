"""Zones of a catalogue and publications of places, as others approved them."""

from datetime import UTC, date, datetime

from kaohe.office.assessment.models import Publication, Standing
from kaohe.office.zones.actions import list_zone
from kaohe.office.zones.facts import Facts
from kaohe.office.zones.models import Zone
from tests.office.acting import HEAD

ZONES = {
    "GD01": ("广州经济技术开发区", "national", "广东", "广州市", "东部"),
    "GD02": ("湛江经济技术开发区", "national", "广东", "湛江市", "东部"),
    "GD03": ("惠州大亚湾经济技术开发区", "national", "广东", "惠州市", "东部"),
    "GD51": ("韶关经济开发区", "provincial", "广东", "韶关市", "东部"),
    "GD52": ("梅州经济开发区", "provincial", "广东", "梅州市", "东部"),
    "GD53": ("汕尾经济开发区", "provincial", "广东", "汕尾市", "东部"),
    "GS01": ("酒泉经济技术开发区", "national", "甘肃", "酒泉市", "西部"),
    "NX01": ("石嘴山经济技术开发区", "national", "宁夏", "石嘴山市", "西部"),
}


def catalogue(*codes: str) -> None:
    """The zones in the catalogue since 2010; without codes all of them."""
    for code in codes or ZONES:
        name, level, province, city, region = ZONES[code]
        facts = Facts(name_zh=name, level=level, province=province, city=city, region=region)
        list_zone(actor=HEAD, code=code, since=date(2010, 1, 1), facts=facts, basis="目录")


def zone(code: str) -> Zone:
    return Zone.objects.get(code=code)


def official(year: int, places: dict[str, int], of: int = 219, published_on: date | None = None, **more):
    """The ministry's places: overall, and under `lists` those of single lists by name."""
    lists = {"overall": places, **more.pop("lists", {})}
    return _publication(
        year, published_on, lists, of, origin="official", field="nation", extent="part", **more
    )


def provincial(year: int, lists: dict[str, dict[str, int]], published_on: date | None = None, **more):
    """Our places of the province's zones by list, the first of which is the whole index."""
    of = len(next(iter(lists.values())))
    return _publication(year, published_on, lists, of, origin="computed", field="province", **more)


def rehearsal(year: int, places: dict[str, int]):
    """Our places of national zones."""
    return _publication(year, None, {"index": places}, 219, origin="computed", field="nation")


def _publication(year, published_on, lists, of, **more):
    published_on = published_on or date(year + 1, 1, 10)
    at = datetime(published_on.year, published_on.month, published_on.day, tzinfo=UTC)
    fields = {
        "assessment_year": year,
        "data_year": year - 1,
        "title": f"{year}年考核结果",
        "document": f"公告{year}",
        "published_on": published_on,
        "public_from": at,
        "state": "approved",
        "proposed_by_id": 1,
        "proposed_by": "甲",
        "proposed_at": at,
    }
    publication = Publication.objects.create(**fields | more)
    Standing.objects.bulk_create(
        Standing(publication=publication, unit=unit, name=unit, scope=scope, rank=rank, of=of)
        for scope, places in lists.items()
        for unit, rank in places.items()
    )
    return publication
