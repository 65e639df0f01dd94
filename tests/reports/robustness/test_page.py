"""The page of a robust run: complete in itself, safe, in both languages, the answer first."""

import base64
import hashlib
import re
from dataclasses import replace

import numpy as np
import pytest

from kaohe.figures import figures_of
from kaohe.reports.robustness import write_robustness_report
from kaohe.robustness.outcome import RankList, Sensitivity
from tests.reports.pages import Reader
from tests.reports.robustness.pages import robust_page
from tests.robustness.outcomes import few, zones

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
LANDMARKS = ("header", "nav", "main", "footer", "h1")


@pytest.fixture(scope="module")
def whole():
    return robust_page(zones(), generated="2019-12-18", hashes={"figures.xlsx": "0" * 64})


def test_nothing_is_fetched_from_anywhere(whole):
    assert not re.search(r"https?://|@import|url\(|<link|<img|<iframe|<object|<embed|\ssrc=", whole)
    links = [attributes["href"] for attributes, _ in Reader(whole).all("a")]
    assert len(links) > 219
    assert all(link.startswith("#") for link in links)


def test_every_link_has_its_target_and_no_name_is_taken_twice(whole):
    elements = Reader(whole).elements
    names = [attributes["id"] for _, attributes, _ in elements if "id" in attributes]
    assert len(names) == len(set(names))
    assert {attributes["href"][1:] for tag, attributes, _ in elements if tag == "a"} <= set(names)
    assert {f"r{unit}" for unit in range(219)} | {f"u{unit}" for unit in range(219)} <= set(names)


def test_only_its_own_script_may_run(whole):
    script = re.search(r"<script>(.*?)</script>", whole, re.DOTALL)[1]
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{allowed}'" in whole
    assert whole.count("<script") == 1


def test_what_the_script_needs_is_there(whole):
    names = {attributes.get("id") for _, attributes, _ in Reader(whole).elements}
    assert {"places", "search", "group", "lamps", "count", "all"} <= names


def test_it_is_well_formed_with_landmarks_captions_and_scopes(whole):
    reader = Reader(whole)
    assert [len(reader.all(landmark)) for landmark in LANDMARKS] == [1] * 5
    assert len(reader.all("table")) == len(reader.all("caption"))
    assert all("scope" in attributes for attributes, _ in reader.all("th"))
    assert all(a.get("aria-label") or a.get("aria-hidden") for a, _ in reader.all("svg"))


def test_status_and_simulation_are_said_first_and_on_every_sheet(whole):
    head = whole[: whole.index("<main>")]
    assert "指标体系：重建" in head
    assert "模拟数据" in head
    assert whole.count('<p class="running"><b>模拟数据</b>') == 219
    assert "模拟" not in robust_page(few())


def test_the_answer_stands_before_everything_else(whole):
    main = whole[whole.index("<main>") :]
    assert main.index("最后20名：15 个单位几乎确定在列") < main.index("<svg")
    assert main.index('id="answer"') < main.index('id="drawn"') < main.index('id="ranges"')


def test_what_a_zone_is_told():
    keys = np.array([[3.0, 2, 1]] * 3 + [[3.0, 1, 2]])
    counts = np.array([[4, 0, 0, 0], [0, 3, 1, 0], [0, 1, 3, 0]])
    three = RankList("", np.arange(3), np.array([1.0, 2, 3]), counts, counts[:, [2, 1, 0, 3]])
    assert keys.shape == (4, 3)
    plan = few().plan.model_copy(update={"cut_offs": (1,)})
    html = robust_page(replace(few(), lists=(three,), plan=plan), "en")
    told = {text for _, text in Reader(html).all("p", class_="told")}
    assert (
        "Place 3 of 3 by the scheme as it stands; 90% of draws between 2 and 3, the median at 3; "
        "among the last 1 with probability 75.0% (likely)." in told
    )
    assert (
        "Place 1 of 3 by the scheme as it stands; 90% of draws between 1 and 1, the median at 1; "
        "in no draw among the last 1." in told
    )


def test_units_that_never_had_a_place_are_shown_without_one():
    html = robust_page(few(), "en")
    silent = next(
        text for _, text in Reader(html).all("p", class_="told") if text.startswith("No place by the scheme")
    )
    assert "without a place in 400 draws" in silent
    assert "nan" not in re.sub(r"<style>.*?</style>|<script>.*?</script>", "", html, flags=re.DOTALL)


def test_every_uncertainty_is_told_with_its_alternatives(whole):
    drawn = re.search(r'<ol class="doubts">(.*?)</ol>', whole, re.DOTALL)[1]
    for said in ("填报数误差 5%", "标准差为该数的 5%", "缺失用本区域中位数", "权重扰动 ±25%", "加权几何平均"):
        assert said in drawn
    assert "共抽样 400 次（随机种子 7）" in whole
    assert "重放 400 次" in robust_page(replace(few(), seed=None))


def test_probabilities_of_a_list_stand_in_its_table(whole):
    chance = zones().lists[0].last(10)
    unit = int(np.argmax(chance))
    row = re.search(rf'<tr id="r{unit}".*?(?=<tr|</tbody>)', whole, re.DOTALL)[0]
    assert f'data-v="{chance[unit]:.6f}"' in row
    assert f"{100 * chance[unit]:.1f}%" in row


def test_the_english_page_has_no_chinese():
    html = robust_page(few(), "en", hashes={"figures.csv": "0" * 64})
    assert not CHINESE.search(html)


def test_every_word_that_was_reported_is_escaped():
    html = robust_page(few())
    assert html.count("<script") == 1
    assert "&lt;script&gt;alert" in html


def test_the_same_run_gives_the_same_page(tmp_path):
    write_robustness_report(tmp_path / "report.html", few(), lang="zh")
    assert (tmp_path / "report.html").read_bytes().decode("utf-8") == robust_page(few())


def test_indices_of_what_never_varies_are_said_not_drawn():
    gap, gaps = np.array([np.nan]), np.full((1, 2), np.nan)
    html = robust_page(replace(few(), sensitivities=(Sensitivity("", 64, 0.0, gap, gap, gaps, gaps),)))
    assert "没有变化" in html
    assert 'class="chart indices"' not in html
    assert "没有计算敏感度指数" in robust_page(replace(few(), sensitivities=()))


def test_without_cut_offs_the_page_says_so():
    plan = few().plan.model_copy(update={"cut_offs": (20, 10)})
    html = robust_page(replace(few(), plan=plan))
    assert "没有分界可问" in html
    assert 'id="lamps"' not in html


def test_three_thousand_units_do_not_explode():
    """The chart of all is of the last 600, sheets are for those near the cut-offs, and the page says both."""
    m = 3000
    figures = figures_of([f"u{unit:04}" for unit in range(m)], {"gdp": [0.0] * m}, names=[""] * m)
    counts = np.zeros((m, m + 1), dtype=np.int64)
    for away in range(-40, 41):
        counts[np.arange(m), np.clip(np.arange(m) + away, 0, m - 1)] += 1
    below = np.hstack([counts[:, -2::-1], counts[:, -1:]])
    each = RankList("", np.arange(m), np.arange(m) + 1.0, counts, below)
    result = replace(few(), figures=figures, lists=(each,), draws=81, scores=-np.arange(m) / 10)
    html = robust_page(result, "en")
    assert "The last 600 of 3000 units" in html
    assert "only those near the cut-offs have a sheet" in html
    assert html.count('<tr id="r') == m
    assert set(re.findall(r'href="#(\w+)"', html)) <= set(re.findall(r'\bid="(\w+)"', html))
    assert len(html) < 6_000_000
