import csv
import io
import json
from datetime import date

import pytest

from kaohe.messages import codes
from kaohe.rules import COLUMNS, Event, judgement_as_data, rule_pack, rule_pack_ids, write_findings
from kaohe.rules.words import (
    deadline_words,
    fact_words,
    measure_words,
    office_words,
    remarks,
    setting_words,
)
from tests.rules.zones import judged, official

JUDGEMENT = judged(
    official(
        {
            "GD02": {"overall": 219, "a": 219},
            "GD06": {"overall": 5, "a": None},
            "GS01": {"overall": 7, "a": 8},
        }
    ),
    official({"GD02": 217, "GD06": 5}, 2018),
    events=(Event("GD02", "demotion", date(2020, 1, 15), "国务院", "国函"),),
    single_indicators="a",
    doing_well="10",
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_csv_has_a_line_a_finding_and_what_was_not_judged(lang):
    out = io.StringIO(newline="")
    write_findings(JUDGEMENT, out, lang)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(JUDGEMENT.findings) + len(JUDGEMENT.not_judged)
    report = next(row for row in rows if row["measure"] == "written_report")
    assert (report["due_on"], report["reminder_on"]) == ("2020-01-25", "2020-01-23")
    assert report["report_to"] == ("广东省人民政府" if lang == "zh" else "People's Government of Guangdong")
    assert rows[-1]["outcome"] == "not_judged"
    assert all(row["sha256"] == JUDGEMENT.sha256 for row in rows)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_as_plain_data(lang):
    data = json.loads(json.dumps(judgement_as_data(JUDGEMENT, lang), allow_nan=False))
    assert [finding["measure"] for finding in data["findings"]] == [
        each.measure.kind for each in JUDGEMENT.findings
    ]
    report = next(finding for finding in data["findings"] if finding["measure"] == "written_report")
    assert report["cites"]["clause"] == "四"
    assert report["addressee"] is None
    assert [fact["kind"] for fact in report["facts"]] == ["place", "place", "event"]
    assert data["settings"][0] == {"name": "single_indicators", "value": "a", "basis": "依据"}
    assert {each["code"] for each in data["not_judged"]} >= {
        "rules.outside_territory",
        "rules.parameter_unset",
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_finding_can_be_said(lang):
    for finding in JUDGEMENT.findings:
        said = [measure_words(finding, lang), office_words(finding, lang), deadline_words(finding, lang)]
        assert all(
            [
                *said,
                *(fact_words(fact, lang) for fact in finding.facts),
                *remarks(finding, JUDGEMENT.pack, lang),
            ]
        )


def test_words_for_every_measure_outcome_and_deadline_exist():
    for code in rule_pack_ids():
        for rule in rule_pack(code).pack.rules:
            for measure in rule.measures:
                assert f"rules.measure.{measure.kind}" in codes()
                if isinstance(measure.deadline, str):
                    assert f"rules.deadline.{measure.deadline}" in codes()


def test_the_absorbed_request_says_with_what_it_is_held():
    request = next(each for each in JUDGEMENT.findings if each.measure.kind == "request_for_talk")
    assert remarks(request, JUDGEMENT.pack, "zh") == [
        "可并入“省政府约谈”（last-5）一并进行，由经办人员确认。"
    ]


def test_settings_are_said_in_words_in_both_languages():
    asked = "guangdong-2016", "single_indicators"
    assert setting_words(*asked, "official-lists", "zh") == "单项指标的范围：商务部公布的各单项排名"
    assert setting_words(*asked, "indicators", "en") == "which single indicators count: single indicators"
    assert setting_words(*asked, "利用外资", "zh") == "单项指标的范围：利用外资"
    assert setting_words("a-pack-of-theirs", "theirs", "5", "en") == "theirs: 5"
