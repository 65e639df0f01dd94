"""Who stands where, against last year, among the last; and the pages of odd assessments."""

import re
from dataclasses import replace

import numpy as np
import pytest

from kaohe.explanations import Voice, result_of
from kaohe.figures import figures_of
from kaohe.reports.lamps import lamps_of, lines_of, policy_cut_offs
from kaohe.reports.ranking import changes_of, ranking_of
from kaohe.schemes import load_scheme, scheme_ids
from kaohe.scoring import score, standings_of
from kaohe.standings import OVERALL, Standing, Standings
from tests.explanations.results import everything, national, national_result
from tests.reports.pages import Reader, page
from tests.scoring.simple import figures as simple_figures
from tests.scoring.simple import scheme as simple_scheme
from tests.scoring.simple import scored


def ranking(scores, previous=None, lang="zh"):
    return ranking_of(Voice(scores.scheme, lang), result_of(scores), {}, previous)


def test_places_ties_classes_and_reasons():
    rows = {row.code: row for row in ranking(everything())}
    assert [row.code for row in ranking(everything())][:4] == ["u0", "u3", "u4", "u2"]
    assert (rows["u3"].place, rows["u3"].tied, rows["u4"].place) == ("2", 2, "2")
    assert (rows["u2"].place, rows["u0"].rating, rows["u3"].rating) == ("4", "甲", "乙")
    assert (rows["u5"].place, rows["u5"].why) == ("", "一票否决，不参加排名")
    assert rows["u6"].total == ""
    assert rows["u6"].why
    assert re.fullmatch(r"\d+\.\d\d", rows["u0"].total)


def test_bars_lie_between_the_lowest_and_the_highest():
    shares = [row.bars[0].share for row in ranking(national())]
    assert (min(shares), max(shares)) == (0, 100)


def test_change_is_against_last_years_overall_list():
    rows = [
        Standing("u0", OVERALL, None, 3, 4),
        Standing("u3", OVERALL, None, 2, 4),
        Standing("u2", OVERALL, None, 1, 4),
        Standing("u4", OVERALL, None, None, 4),
        Standing("u2", OVERALL, None, 1, 2, "region=west"),
    ]
    before = Standings(2020, 2019, "official", "part", None, "", tuple(rows))
    changes = changes_of(result_of(everything()), before)
    assert {unit: (change.way, change.steps, change.before) for unit, change in changes.items()} == {
        0: ("up", "2", "3"),
        3: ("same", "0", "2"),
        4: ("new", "", ""),
        2: ("down", "3", "1"),
    }
    assert changes_of(result_of(everything()), None) == {}
    html = page(everything(), previous=before)
    assert "▲ 2" in html
    assert "▼ 3" in html
    assert "升降与 2020 年考核相比" in html


def test_cut_offs_are_the_policys_and_only_for_the_national_assessment():
    known = {code: policy_cut_offs(load_scheme(code)) for code in scheme_ids()}
    assert known["national-2016"] == (20, 10, 5)
    assert known["guangdong-provincial"] == ()
    assert known["hdi"] == ()


def test_lamps_are_the_last_twenty_ten_and_five_and_a_tie_across_is_left_to_decide():
    result = national_result()
    voice = Voice(national().scheme, "zh")
    lines = lines_of(voice, result, (20, 10, 5))
    lamps = lamps_of(voice, result, lines)
    ranks = {unit: result.place(unit, result.root).rank for unit in lamps}
    assert {lamp.grade for unit, lamp in lamps.items() if ranks[unit] > 214} == {0}
    assert all(rank >= 199 for rank in ranks.values())
    unsure = [unit for unit, lamp in lamps.items() if lamp.unsure]
    assert len(unsure) == 4, "two pairs are planted across the cut-offs of 20 and 10"
    assert {lamps[unit].words for unit in unsure} == {
        "最后20名（并列跨线，待认定）",
        "最后10名（并列跨线，待认定）",
    }
    assert [line.places for line in lines] == [20, 10, 5]
    assert lines[0].score > lines[1].score > lines[2].score


def test_a_cut_off_that_takes_half_of_all_is_not_drawn():
    scores = replace(everything(), scheme=everything().scheme.model_copy(update={"id": "national-x"}))
    assert lines_of(Voice(scores.scheme, "zh"), result_of(scores), (20, 10, 5)) == ()
    assert "最后" not in page(scores).replace("最后20、10、5名", "")


ODD = {
    "one unit": lambda: scored({"a": [1.0]}, {"a": {}}),
    "all missing": lambda: scored({"a": [None, None]}, {"a": {}}),
    "a root that is an indicator": lambda: scored({"a": [2, 1, None]}, {"a": {}}, {"a": {}}),
    "indicators on the root and below it": lambda: scored(
        {"a": [1, 2], "b": [3, 4]},
        {"a": {}, "b": {}},
        {"top": {"children": {"a": 1, "deep": {"children": {"b": 1}}}}},
    ),
    "constant": lambda: scored({"a": [3, 3, 3]}, {"a": {"scale": "minmax"}}),
    "negative": lambda: scored({"a": [-3, -1.5]}, {"b": {"formula": "a * 2"}}, declared=("a",)),
    "huge": lambda: scored({"a": [1e300, -1e300, 5]}, {"a": {}}),
    "product": lambda: scored(
        {"a": [1, 2], "b": [3, 4]},
        {"a": {}, "b": {}},
        {"top": {"combine": "geometric", "children": {"a": 1, "b": 1}}},
    ),
}


@pytest.mark.parametrize("case", ODD)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_odd_assessments_have_a_page(case, lang):
    html = page(ODD[case](), lang)
    reader = Reader(html)
    words = " ".join("".join(text) for tag, _, text in reader.elements if tag in ("td", "th", "text", "p"))
    assert not re.search(r"\b(nan|None|inf)\b", words)


def test_nobody_placed_is_said_and_nothing_is_drawn():
    html = page(scored({"a": [None, None]}, {"a": {}}))
    assert "没有单位有名次" in html
    assert "没有单位有总分，无图可画" in html
    assert "2 个单位没有名次" in html


def test_above_2000_units_there_is_the_ranking_only():
    count = 2001
    scheme = simple_scheme({"a": {}})
    many = simple_figures({"a": [float(value) for value in range(count)]})
    html = page(score(many, scheme))
    reader = Reader(html)
    assert len(reader.all("tr")) > count
    assert not reader.all("details", class_="sheet")
    assert not [attributes for attributes, _ in reader.all("a") if attributes["href"].startswith("#u")]
    assert "本报告只列排名" in html


def test_units_without_regions_have_no_column_for_them():
    figures = figures_of(["a", "b"], {"a": [1.0, 2.0]})
    html = page(score(figures, simple_scheme({"a": {}})))
    assert "区域" not in html
    assert ">b<" in html, "a unit without a name goes by its code"


def test_the_ranking_shows_every_unit_in_order():
    html = page(national())
    rows = re.search(r'<table id="places".*?</table>', html, re.DOTALL)[0].split("<tr")[2:]
    places = [int(re.search(r'<td class="n p">(\d+)', row)[1]) for row in rows]
    ranks = sorted(
        row.rank for row in standings_of(national()).rows if row.scope == "index" and not row.group
    )
    assert places == np.array(ranks).astype(int).tolist()
