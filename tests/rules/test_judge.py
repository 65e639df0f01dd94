import random
from datetime import date

import pytest

from kaohe.law import load_calendar
from kaohe.messages import Refused
from kaohe.rules import Event, Setting, deadline_words, judge, rule_pack
from kaohe.standings import Standings, Zone
from tests.rules.zones import JIUQUAN, PUBLISHED, ZHANJIANG, ZHUHAI, computed, judged, left, official

DEMOTION = Event("GD02", "demotion", date(2020, 1, 15), "国务院", "批复")


def codes(judgement, unit="GD02"):
    return [finding.code for finding in judgement.findings if finding.unit == unit]


def test_a_finding_carries_all_that_a_letter_needs():
    judgement = judged(official({"GD02": 205, "GD06": 1}), official({"GD02": 1, "GD06": 1}, 2018))
    (finding,) = judgement.findings
    assert (finding.unit, finding.zone, finding.outcome) == ("GD02", "模拟甲经济技术开发区", "fired")
    assert (
        finding.cites.quote
        == "对当年综合发展水平考核处于全国最后20名的国家级经开区，由省商务厅约谈国家级经开区有关负责人"
    )
    assert [(fact.year, fact.rank, fact.of) for fact in finding.facts] == [(2019, 205, 219)]
    assert [office.code for office in finding.offices.by] == ["commerce"]
    assert finding.measure.addressee.person == "responsible_person"
    assert finding.offices.addressee.name.zh == "模拟甲经济技术开发区管理委员会"
    assert (judgement.pack, judgement.version) == ("guangdong-2016", "1")
    assert judgement.sha256 == rule_pack("guangdong-2016").sha256
    assert judgement.document == "公告"


def test_offices_bear_the_names_of_the_day():
    settings = {"front_ranks": "30"}
    before = judged(official({"GD02": 3}, 2016), on=date(2017, 5, 1), **settings)
    after = judged(official({"GD02": 3}), **settings)
    names = [{office.name.zh for office in each.findings[0].offices.by} for each in (before, after)]
    assert "广东省国土资源厅" in names[0]
    assert "广东省自然资源厅" in names[1]


def test_zones_elsewhere_and_units_nobody_knows_are_not_judged():
    judgement = judged(official({"GD02": 219, "GS01": 218, "某区": 217}))
    assert {finding.unit for finding in judgement.findings} == {"GD02"}
    assert left(judgement)[None, "rules.outside_territory"] == ("GS01",)
    assert left(judgement)[None, "rules.zone_unknown"] == ("某区",)
    assert left(judgement)[None, "rules.zone_without_place"] == ("GD06",)


def test_no_zone_inside_the_territory_is_refused():
    with pytest.raises(Refused) as refused:
        judged(official({"GS01": 219}), zones=(JIUQUAN,))
    assert refused.value.problems[0].code == "rules.no_zone_inside"


def test_a_zone_demoted_since_is_still_called_national():
    since = Zone("GD02", "模拟甲经济技术开发区", "provincial", "广东", "模拟甲", "东部")
    with pytest.raises(Refused) as refused:
        judged(official({"GD02": 219}), official({"GD02": 219}, 2018), zones=(since,), events=(DEMOTION,))
    assert refused.value.problems[0].code == "rules.level_differs"
    later = judged(official({"GD02": 219}), official({"GD06": 1}, 2020), zones=(since, ZHUHAI))
    assert later.findings == ()


def test_computed_places_of_national_zones_are_a_rehearsal():
    everyone = {f"z{number}": number for number in range(1, 218)} | {"GD02": 218, "GD06": 219}
    assert all(finding.rehearsal for finding in judged(computed(everyone)).findings)
    assert not any(finding.rehearsal for finding in judged(official({"GD02": 219})).findings)


def test_a_year_of_computed_places_makes_a_rehearsal_of_two_years_running():
    everyone = {f"z{number}": number for number in range(1, 219)} | {"GD02": 219}
    judgement = judged(computed(everyone, 2018), official({"GD02": 219}))
    rehearsals = {finding.rule for finding in judgement.findings if finding.rehearsal}
    assert rehearsals == {"last-5-twice"}


def test_an_earlier_year_of_other_places_does_not_count():
    judgement = judged(computed({"GD02": 2, "GD06": 1}, 2018), official({"GD02": 219}))
    assert ("last-5-twice", "rules.not_nationwide") in left(judgement)
    assert "last-5-twice/alert" not in codes(judgement)


def test_fewer_zones_than_places_say_nothing():
    few = {f"z{number}": number for number in range(1, 12)} | {"GD02": 12}
    judgement = judged(computed(few))
    assert ("last-20", "rules.too_few") in left(judgement)
    assert "last-20/admonitory_talk" not in codes(judgement)
    assert "last-10/rectification_order" in codes(judgement)


def test_a_gap_of_several_zones_is_said_once():
    judgement = judged(official({"GD02": 219, "GD06": 218}))
    assert left(judgement)["last-5-twice", "rules.year_not_given"] == ("GD02", "GD06")
    assert len([each for each in judgement.not_judged if each.rule == "last-5-twice"]) == 1


def test_each_reminder_lists_every_indicator_and_one_tie_is_said_beside():
    lists = {"overall": 100, "a": 215, "b": 210, "c": 209}
    (reminder,) = judged(official({"GD02": lists}), single_indicators="b、a，c").findings
    assert [fact.scope for fact in reminder.facts] == ["b", "a"]
    assert [setting.value for setting in reminder.settings] == ["b、a，c"]


def test_a_list_called_by_a_name_nobody_has_is_said():
    judgement = judged(official({"GD02": 100}), single_indicators="没有这项")
    assert left(judgement)["last-10-in-an-indicator", "rules.no_list"] == ("GD02",)


def test_the_ministrys_lists_are_not_in_computed_places():
    everyone = {f"z{number}": number for number in range(1, 219)} | {"GD02": 219}
    judgement = judged(computed(everyone), single_indicators="official-lists")
    assert ("last-10-in-an-indicator", "rules.no_official_lists") in left(judgement)


def test_nothing_depends_on_the_order_of_what_is_given():
    units = {f"z{number}": number for number in range(1, 201)} | {"GD02": 201, "GD06": 202}
    plain = judged(computed(units), computed(units, 2018), events=(DEMOTION,), lagging="3")
    for seed in range(3):
        mixed = list(units.items())
        random.Random(seed).shuffle(mixed)
        again = judged(
            computed(dict(mixed), 2018),
            computed(dict(mixed)),
            zones=(JIUQUAN, ZHUHAI, ZHANJIANG),
            events=(DEMOTION,),
            lagging="3",
        )
        assert again == plain
    assert [finding.unit for finding in plain.findings] == sorted(finding.unit for finding in plain.findings)


def test_the_latest_demotion_counts():
    twice = (DEMOTION, Event("GD02", "demotion", date(2020, 1, 20), "国务院", "更正"))
    judgement = judged(official({"GD02": 219}), official({"GD02": 219}, 2018), events=twice)
    report = next(each for each in judgement.findings if each.measure.kind == "written_report")
    assert report.facts[-1].date == date(2020, 1, 20)


def test_a_start_the_calendar_does_not_reach_is_refused():
    with pytest.raises(Refused) as refused:
        judged(
            official({"GD02": 219}, 2026),
            official({"GD02": 219}, 2025),
            events=(Event("GD02", "demotion", date(2026, 12, 25), "国务院", "批复"),),
            on=date(2026, 12, 28),
        )
    assert refused.value.problems[0].code == "law.year_end_not_settled"


def test_a_pause_that_ends_beyond_the_calendar_blocks_nothing():
    judgement = judged(
        official({"GD02": 215}, 2025),
        pack="national-2021",
        events=(Event("GD02", "demotion", date(2026, 1, 15), "国务院", "批复"),),
        on=date(2026, 3, 2),
    )
    pause = next(each for each in judgement.findings if each.measure.kind == "promotion_pause")
    assert (pause.due.due_on, pause.due.reminder_on) == (date(2028, 1, 15), None)
    assert pause.due.reason.code == "law.year_not_loaded"
    assert deadline_words(pause, "zh").startswith("最迟2028-01-15（提醒日待定）")
    assert "not settled" in deadline_words(pause, "en")


@pytest.mark.parametrize(
    ("settings", "codes_found"),
    [
        ({"doing_well": ("0", "纪要")}, ["rules.not_places"]),
        ({"doing_well": ("前十", "纪要")}, ["rules.not_places"]),
        ({"doing_well": ("²", "纪要")}, ["rules.not_places"]),
        ({"doing_well": ("10", " ")}, ["rules.no_basis"]),
        ({"single_indicators": (" ,、", "纪要")}, ["rules.not_scopes"]),
        ({"nothing": ("10", "")}, ["rules.no_parameter"]),
        (
            {"lagging": ("x", ""), "nothing": ("1", "纪要")},
            ["rules.no_basis", "rules.not_places", "rules.no_parameter"],
        ),
    ],
)
def test_settings_are_the_packs_own_with_a_basis(settings, codes_found):
    chosen = {name: Setting(name, value, basis) for name, (value, basis) in settings.items()}
    with pytest.raises(Refused) as refused:
        judge(
            rule_pack("guangdong-2016"),
            {2019: official({"GD02": 1})},
            [ZHANJIANG],
            (),
            chosen,
            PUBLISHED,
            load_calendar(),
        )
    assert [problem.code for problem in refused.value.problems] == codes_found


def test_regional_places_need_the_zones_region():
    nowhere = Zone("GS01", "酒泉经济技术开发区", "national", "甘肃", "酒泉", "")
    judgement = judged(
        official({"GS01": 219}, 2024), pack="national-2021", zones=(nowhere,), on=date(2025, 1, 10)
    )
    assert left(judgement)["demotion-candidate", "rules.no_region"] == ("GS01",)


def test_standings_without_an_overall_list_judge_nothing_by_it():
    judgement = judged(official({"GD02": {"税收收入": 219}}), single_indicators="indicators")
    assert codes(judgement) == ["last-10-in-an-indicator/written_reminder"]
    assert left(judgement)["last-20", "rules.no_overall"] == ("GD02",)


def test_empty_standings_judge_nobody():
    empty = Standings(2019, 2018, "computed", "full", None, "", ())
    judgement = judged(empty)
    assert judgement.findings == ()
    assert {each.reason.code for each in judgement.not_judged} <= {
        "rules.zone_without_place",
        "rules.none_of_level_stands",
        "rules.none_of_level",
    }


def test_every_reason_can_be_said_in_both_languages():
    everyone = {f"z{number}": 1 for number in range(1, 218)} | {"GD02": 1, "GD06": 1}
    for judgement in (
        judged(computed(everyone)),
        judged(official({"GD02": 219, "x": 3}), single_indicators="a"),
    ):
        for each in judgement.not_judged:
            assert each.reason.words("zh") != each.reason.words("en")
