"""What a rules pack is refused for: every name must mean something, every quotation must stand there."""

import hashlib

import pytest

from kaohe.messages import Refused
from kaohe.packs import pack_file
from kaohe.rules import event_kinds, read_rules, rule_pack, rule_pack_ids

GOOD = """
format: 1
id: example
version: "1"
released: 2026-11-23
name: {zh: 例, en: example}
applies: {by: published_on, from: 2016-08-31}
territory: [广东]
changes: [{version: "1", zh: 例, en: example}]
parameters:
  front:
    zh: 前列
    en: front
    kind: places
    cites:
      instrument: guangdong-2016
      chapter: 二
      clause: 五
      sentence: 3
      quote: 优先支持各项指标位居前列的省级经济开发区申报升级为国家级经开区
    asks: {zh: 未写明, en: not said}
events:
  demotion: {zh: 降级, en: demoted}
  nurturing: {zh: 培育, en: nurturing, until: nurturing_ended}
  nurturing_ended: {zh: 培育结束, en: nurturing ended}
rules:
  - id: one
    name: {zh: 例, en: example}
    level: national
    field: nation
    cites: {instrument: guangdong-2016, chapter: 二, clause: 四, sentence: 2, quote: 由省商务厅进行书面提醒。}
    when:
      all_of:
        - {first: {places: {parameter: front}, scope: overall}}
        - {event: demotion}
        - {status: nurturing}
    measures:
      - kind: written_report
        by: host_city_government
        deadline: {days: 15, counting: calendar, from: published_on, depends_on: demotion}
      - {kind: written_reminder, by: commerce, addressee: {office: committee}, absorbs: [one/written_report]}
"""


def refused(text):
    with pytest.raises(Refused) as raised:
        read_rules(text, "example.yaml")
    assert all(
        problem.place.file == "example.yaml" and problem.place.line for problem in raised.value.problems
    )
    return [problem.code for problem in raised.value.problems]


def test_the_example_is_good():
    loaded = read_rules(GOOD, "example.yaml")
    assert loaded.pack.rules[0].measures[0].by == ("host_city_government",)
    assert loaded.sha256 == hashlib.sha256(GOOD.encode()).hexdigest()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("由省商务厅进行书面提醒。", "由省商务厅进行口头提醒。", "law.quote_differs"),
        ("sentence: 2,", "sentence: 3,", "law.quote_differs"),
        ("前列的省级", "前位的省级", "law.quote_differs"),
        (
            "instrument: guangdong-2016, chapter: 二, clause: 四",
            "instrument: x, chapter: 二, clause: 四",
            "law.no_instrument",
        ),
        ("{parameter: front}", "{parameter: fore}", "rules.unknown_name"),
        ("{parameter: front}", "3", "rules.parameter_unused"),
        ("kind: places", "kind: scopes", "rules.unknown_name"),
        ("{event: demotion}", "{event: demoted}", "rules.unknown_name"),
        ("{status: nurturing}", "{status: demotion}", "rules.unknown_name"),
        ("until: nurturing_ended", "until: never", "rules.unknown_name"),
        ("by: commerce", "by: commerz", "rules.unknown_name"),
        ("office: committee", "office: comittee", "rules.unknown_name"),
        ("absorbs: [one/written_report]", "absorbs: [two/written_report]", "rules.unknown_name"),
        ("depends_on: demotion", "depends_on: nurturing", "rules.unknown_name"),
        ("from: published_on,", "from: nurturing_ended,", "rules.unknown_name"),
        ("kind: written_reminder", "kind: written_report", "rules.measure_twice"),
        ("kind: written_reminder", "kind: scolding", "packs.want_one_of"),
        ("{event: demotion}", "{event: demotion, status: nurturing}", "rules.one_condition"),
        ("{event: demotion}", "{}", "rules.one_condition"),
        ("{event: demotion}", "{someday: demotion}", "packs.unknown_key"),
        (
            "{event: demotion}",
            "{years_of: {at_least: 3, within: 2, each: {event: demotion}}}",
            "rules.at_least_above_within",
        ),
        ("{parameter: front}", "0", None),
        ("{parameter: front}", "2.5", None),
        ("days: 15", "days: 15, months: 1", "law.days_or_months"),
        ("    field: nation\n", "", "packs.missing_key"),
    ],
)
def test_a_pack_that_does_not_hold_together_is_refused(old, new, code):
    assert old in GOOD
    codes = refused(GOOD.replace(old, new))
    assert code is None or code in codes


def test_all_that_is_wrong_is_said_at_once():
    text = GOOD.replace("书面提醒", "口头提醒").replace("commerce", "commerz")
    assert set(refused(text.replace("{event: demotion}", "{event: demoted}"))) == {
        "law.quote_differs",
        "rules.unknown_name",
    }
    assert len(refused(text)) == 2


def test_a_last_day_moves_only_by_something_quoted():
    moving = "rolls: {instrument: guangdong-2016, chapter: 二, clause: 四, sentence: 2, quote: 遇节假日顺延}"
    assert refused(GOOD.replace("days: 15,", f"days: 15, {moving},")) == ["law.quote_differs"]


@pytest.mark.parametrize("code", rule_pack_ids())
def test_shipped_packs(code):
    loaded = rule_pack(code)
    assert loaded.pack.id == code
    assert loaded.pack.changes[-1].version == loaded.pack.version
    assert loaded.sha256 == hashlib.sha256(pack_file("rules", f"{code}.yaml").read_bytes()).hexdigest()
    deadlines = [
        m.deadline for rule in loaded.pack.rules for m in rule.measures if not isinstance(m.deadline, str)
    ]
    assert not any(deadline.rolls for deadline in deadlines), "no clause at hand moves a last day"


def test_packs_are_listed_without_their_cases():
    assert rule_pack_ids() == ("guangdong-2016", "national-2016", "national-2021")
    assert "demotion" in event_kinds()


def test_rules_that_are_not_there():
    with pytest.raises(Refused) as raised:
        rule_pack("guangdong-2017")
    assert "guangdong-2016" in raised.value.problems[0].words("en")


def test_incentives_and_warnings_are_never_fired_by_a_rule():
    for code in rule_pack_ids():
        for rule in rule_pack(code).pack.rules:
            for measure in rule.measures:
                if measure.kind in ("incentive", "warning", "circulated_notice"):
                    assert measure.taken == "may_start"
