"""Zones, standings and judgements for the tests of this room."""

from datetime import date

from kaohe.law import load_calendar
from kaohe.rules import Setting, judge, rule_pack
from kaohe.standings import OVERALL, Standing, Standings, Zone

ZHANJIANG = Zone("GD02", "模拟甲经济技术开发区", "national", "广东", "模拟甲", "东部")
ZHUHAI = Zone("GD06", "模拟乙经济技术开发区", "national", "广东", "模拟乙", "东部")
JIUQUAN = Zone("GS01", "酒泉经济技术开发区", "national", "甘肃", "酒泉", "西部")
PUBLISHED = date(2020, 1, 10)


def official(places, year=2019, of=219, extent="part"):
    """{unit: rank} or {unit: {list: rank}} -> a publication."""
    rows = [
        Standing(unit, scope, None, rank, of, "", 0 if rank is None else 1)
        for unit, given in places.items()
        for scope, rank in (given if isinstance(given, dict) else {OVERALL: given}).items()
    ]
    return Standings(year, year - 1, "official", extent, PUBLISHED, "公告", tuple(rows))


def computed(ranks, year=2019, scope="index"):
    """{unit: rank} of everyone -> computed standings."""
    tied = {rank: sum(other == rank for other in ranks.values()) for rank in ranks.values()}
    rows = [
        Standing(unit, scope, 100.0 - rank, rank, len(ranks), "", tied[rank]) for unit, rank in ranks.items()
    ]
    return Standings(year, year - 1, "computed", "full", None, "", tuple(rows))


def judged(
    *standings, pack="guangdong-2016", zones=(ZHANJIANG, ZHUHAI, JIUQUAN), events=(), on=PUBLISHED, **settings
):
    by_year = {each.assessment_year: each for each in standings}
    chosen = {name: Setting(name, value, "依据") for name, value in settings.items()}
    return judge(rule_pack(pack), by_year, zones, events, chosen, on, load_calendar())


def left(judgement):
    """{(rule, code): units} of what wasn't judged."""
    return {(each.rule, each.reason.code): each.units for each in judgement.not_judged}
