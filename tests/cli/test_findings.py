import csv
import json

import pytest

from kaohe.cli.app import run
from kaohe.packs import pack_file

UNITS = """unit,name,level,province,city,region,aliases
GD02,模拟甲经济技术开发区,national,广东,模拟甲,东部,模拟甲
GD06,模拟乙经济技术开发区,national,广东,模拟乙,东部,
"""
HEAD = "assessment_year,scope,unit,rank,of,document,published_on,tied\n"
PART = HEAD + (
    "2018,综合,模拟甲,217,219,公告一,2019-01-10,\n"
    "2018,综合,模拟乙经济技术开发区,90,219,公告一,2019-01-10,\n"
    "2019,综合,模拟甲,219,219,公告二,2020-01-10,\n"
    "2019,综合,模拟乙经济技术开发区,201,219,公告二,2020-01-10,\n"
)
EVENTS = "unit,event,date,decider,document\n模拟甲,demotion,2020-01-15,国务院,国函\n"
ASK = ["findings", "--rules", "guangdong-2016", "--published", "2020-01-10"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    files = {"units.csv": UNITS, "part.csv": PART, "events.csv": EVENTS}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(capsys, *words, lang="zh"):
    code = run([*words, "--lang", lang], {})
    out, err = capsys.readouterr()
    return code, out, err


def test_a_page_that_names_rule_sentence_facts_offices_and_dates(folder, capsys):
    code, out, err = told(
        capsys, *ASK, "--standings", "part.csv", "--extent", "part", "--events", "events.csv"
    )
    assert (code, err) == (0, "")
    for words in (
        "2019年考核，2020-01-10公布",
        "公告二",
        "第3句：“对连续两年处于全国最后5名、被降为省级经济开发区的国家级经开区",
        "2018年考核综合发展水平第217名（共219个）",
        "2020-01-15被降为省级经济开发区（国务院，国函）",
        "由模拟甲市人民政府；报广东省人民政府",
        "最迟2020-01-25（2020-01-23提醒）",
        "可并入“省政府约谈”",
        "未作判断",
        "--set single_indicators=",
    ):
        assert words in out


def test_json_and_csv_say_the_same(folder, capsys):
    code, out, err = told(
        capsys,
        *ASK,
        *("--standings", "part.csv", "--extent", "part", "--json", "--out", "findings.csv"),
        *("--set", "lagging=30", "--basis", "lagging=会议纪要 a=b"),
        lang="en",
    )
    assert (code, err) == (0, "")
    data = json.loads(out)
    with (folder / "findings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    fired = [(row["unit"], row["rule"], row["measure"]) for row in rows if row["outcome"] != "not_judged"]
    assert fired == [(each["unit"], each["rule"], each["measure"]) for each in data["findings"]]
    assert data["settings"] == [{"name": "lagging", "value": "30", "basis": "会议纪要 a=b"}]
    assert ("GD02", "last-5-twice", "alert") in fired
    assert {each["outcome"] for each in data["findings"]} == {"fired", "may_start"}


def test_years_in_files_of_their_own_after_one_option_or_several(folder, capsys):
    (folder / "a.csv").write_text("".join(PART.splitlines(True)[:3]), encoding="utf-8")
    (folder / "b.csv").write_text(HEAD + "".join(PART.splitlines(True)[3:]), encoding="gbk")
    one, several = (
        told(capsys, *ASK, "--extent", "part", "--standings", *files)
        for files in (["a.csv", "b.csv"], ["b.csv", "--standings", "a.csv"])
    )
    assert one[:2] == several[:2]
    assert "连续两年" in one[1]
    assert "GBK" in one[2]


def test_computed_standings_are_a_rehearsal(folder, capsys):
    rows = [f"z{number},index,{300 - number},{number},219,,2019,2018\n" for number in range(1, 218)]
    rows += ["GD06,index,2.0,218,219,,2019,2018\n", "GD02,index,1.0,219,219,,2019,2018\n"]
    text = "unit,scope,score,rank,of,group,assessment_year,data_year\n" + "".join(rows)
    (folder / "standings.csv").write_text(text, encoding="utf-8")
    code, out, _ = told(capsys, *ASK, "--standings", "standings.csv", lang="en")
    assert code == 0
    assert "rehearsal and early warning" in out
    assert "z1, z10, z100 and others, 217 in all" in out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--standings", "part.csv"], "findings.extent_wanted"),
        (["--standings", "part.csv", "--extent", "full"], "standings.places_missing"),
        (["--standings", "part.csv", "part.csv", "--extent", "part"], "findings.year_twice"),
        (
            ["--standings", "part.csv", "--extent", "part", "--published", "2020-01-11"],
            "findings.published_differs",
        ),
        (["--standings", "part.csv", "--extent", "part", "--published", "10.1.2020"], "findings.not_date"),
        (["--standings", "part.csv", "--extent", "part", "--rules", "x"], "rules.no_pack"),
        (
            ["--standings", "part.csv", "--extent", "part", "--rules", "national-2021"],
            "law.assessment_year_outside",
        ),
        (["--standings", "part.csv", "--extent", "part", "--set", "front"], "findings.not_assignment"),
        (["--standings", "part.csv", "--extent", "part", "--set", "front=3"], "rules.no_basis"),
        (
            ["--standings", "part.csv", "--extent", "part", "--basis", "front=3"],
            "findings.basis_without_value",
        ),
        (
            ["--standings", "part.csv", "--extent", "part", "--set", "front=3", "--set", "front=4"],
            "findings.set_twice",
        ),
        (["--standings", "part.csv", "--extent", "part", "--units", "none.csv"], "findings.no_units"),
        (["--standings", "none.csv", "--extent", "part"], "cli.not_found"),
        (["--standings", "events.csv"], "standings.no_column"),
        (["--standings", "part.csv", "--extent", "part", "--events", "units.csv"], "standings.no_column"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_written(folder, capsys, words, code):
    asked, out, _ = told(capsys, *ASK, "--out", "findings.csv", "--json", *words)
    assert asked == 2
    assert code in {problem["code"] for problem in json.loads(out)["problems"]}
    assert not (folder / "findings.csv").exists()


def test_extent_is_not_for_computed_places(folder, capsys):
    text = "unit,scope,score,rank,of,group,assessment_year,data_year\nGD02,index,1,1,1,,,\n"
    (folder / "standings.csv").write_text(text, encoding="utf-8")
    code, out, _ = told(capsys, *ASK, "--standings", "standings.csv", "--extent", "part", "--json")
    assert code == 2
    assert [problem["code"] for problem in json.loads(out)["problems"]] == ["findings.no_year"]
    (folder / "standings.csv").write_text(text.replace(",,,", ",,2019,"), encoding="utf-8")
    code, out, _ = told(capsys, *ASK, "--standings", "standings.csv", "--extent", "part", "--json")
    assert [problem["code"] for problem in json.loads(out)["problems"]] == ["findings.extent_unused"]


def test_rules_of_ones_own(folder, capsys):
    """The shipped pack's text in another file is a pack like any other; a broken one is refused by line."""
    text = pack_file("rules", "guangdong-2016.yaml").read_text(encoding="utf-8")
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    line = ["--standings", "part.csv", "--extent", "part", "--json"]
    found = []
    for rules in ("guangdong-2016", "own.yaml"):
        assert run(["findings", "--rules", rules, "--published", "2020-01-10", *line], {}) == 0
        found.append(json.loads(capsys.readouterr().out)["findings"])
    assert found[0] == found[1]
    (folder / "own.yaml").write_text(text.replace("places: 20", "places: many"), encoding="utf-8")
    assert run(["findings", "--rules", "own.yaml", "--published", "2020-01-10", *line], {}) == 2
    assert "own.yaml" in capsys.readouterr().out
