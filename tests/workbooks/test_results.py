"""results.xlsx, read back with another library: what it holds, how it opens, that nothing in it runs."""

import re
import zipfile

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from python_calamine import CalamineWorkbook

from kaohe.explanations import result_of
from kaohe.messages import Refused
from kaohe.schemes import Leaf
from kaohe.scoring import score
from kaohe.workbooks.results import write_results
from kaohe.workbooks.results.fast_sheets import cell_text
from kaohe.workbooks.styles import FONT
from tests.explanations.results import ITEMS, LAST_YEAR, everything, national, table
from tests.scoring import any_scheme
from tests.scoring.simple import figures, scheme, scored

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


@pytest.fixture(scope="module")
def cohort_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("results") / "results.xlsx"
    write_results(path, national(), lang="zh")
    return path


@pytest.fixture(scope="module")
def cohort_book(cohort_file):
    return openpyxl.load_workbook(cohort_file)


@pytest.fixture
def small_book(tmp_path):
    write_results(tmp_path / "results.xlsx", everything(), lang="zh")
    return openpyxl.load_workbook(tmp_path / "results.xlsx")


def heads(sheet):
    return [cell.value for cell in sheet[3]]


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]


def test_the_sheets_and_how_they_open(cohort_book):
    assert cohort_book.sheetnames == ["排名", "明细", "指标", "得分", "说明"]
    ranking, details = cohort_book["排名"], cohort_book["明细"]
    assert ranking.freeze_panes == "D4"
    assert ranking.auto_filter.ref == "A3:L222"
    assert heads(ranking) == [
        "名次",
        "代码",
        "单位",
        "区域",
        "区域内名次",
        "总分",
        "产业基础",
        "科技创新",
        "区域带动",
        "生态环保",
        "行政效能",
        "没有名次的原因",
    ]
    assert details.freeze_panes == "B4"
    assert details.sheet_properties.outlinePr.summaryBelow is False
    for sheet in cohort_book:
        assert "模拟数据" in sheet["A2"].value
        assert "指标体系：重建" in sheet["A2"].value


def test_the_ranking_is_that_of_the_standings(cohort_book):
    result = result_of(national())
    told = rows(cohort_book["排名"])
    assert len(told) == 219
    for unit, row in zip(result.in_order, told, strict=True):
        place = result.place(unit, "index")
        within = result.place(unit, "index", result.group(unit, "region"))
        assert row[:3] == [place.rank, national().figures.units[unit], national().figures.names[unit]]
        assert (row[4], row[5]) == (within.rank, national().root.score.values[unit])
        assert row[6] == pytest.approx(national().of("index/industry")[unit], rel=1e-12)


def test_the_details_open_downwards(cohort_book):
    """A unit is in sight; below it, folded: dimensions at level 1, indicators at 2, items at 3."""
    details = cohort_book["明细"]
    levels = [details.row_dimensions[row].outlineLevel for row in range(4, details.max_row + 1)]
    hidden = [bool(details.row_dimensions[row].hidden) for row in range(4, details.max_row + 1)]
    assert levels.count(0) == 219
    assert levels.count(2) == 219 * 53
    assert levels.count(3) > 219 * 26
    assert set(levels) == {0, 1, 2, 3}
    assert hidden == [level > 0 for level in levels]
    assert all(details.row_dimensions[row + 4].collapsed for row, level in enumerate(levels) if level == 0)


def test_every_units_details_are_its_scores_and_add_up(cohort_book):
    result, details = result_of(national()), cohort_book["明细"]
    leaves = {leaf.path: leaf for leaf in national().outline.leaves()}
    expected = [path for path in (node.path for node in national().outline.reading_order()) if path in leaves]
    unit, leaf, parts = -1, 0, 0.0
    for row in details.iter_rows(min_row=4, max_row=4 + 3 * 130):
        level = details.row_dimensions[row[0].row].outlineLevel
        if level == 0:
            if unit >= 0:
                assert parts == pytest.approx(national().root.score.values[result.in_order[unit]], abs=1e-8)
            unit, leaf, parts = unit + 1, 0, 0.0
        position = result.in_order[unit]
        if level == 2:
            path = expected[leaf]
            node = national().nodes[path]
            assert row[1].value == (None if node.value.missing[position] else node.value.values[position])
            assert row[2].value == pytest.approx(node.score.values[position], rel=1e-12)
            assert row[4].value == pytest.approx(result.shares.given[path][position])
            parts += row[4].value
            leaf += 1
        elif level == 1 and row[2].value is None:
            parts += row[4].value
    assert unit >= 2


def test_items_used_stand_below_their_indicator(small_book):
    details = small_book["明细"]
    told = [(row[0].value, row[1].value, row[6].value) for row in details.iter_rows(min_row=4, max_row=12)]
    assert told[0][0] == "East & Co u0"
    assert ("单位面积产出（万元/公顷）", 90, "900 ÷ 10 = 90") in told
    at = told.index(("单位面积产出（万元/公顷）", 90, "900 ÷ 10 = 90"))
    assert [name for name, _, _ in told[at + 1 : at + 3]] == ["生产总值（万元）", "土地（公顷）"]
    assert [value for _, value, _ in told[at + 1 : at + 3]] == [900, 10]


def test_the_matrices_are_the_values_and_scores(cohort_book):
    values, scores = cohort_book["指标"], cohort_book["得分"]
    leaves = list(national().outline.leaves())
    assert len(heads(values)) == 2 + 53
    for unit, row in enumerate(rows(values)[:50]):
        for leaf, cell in zip(leaves, row[2:], strict=True):
            value = national().nodes[leaf.path].value.values[unit]
            assert cell == (None if np.isnan(value) else value)
    nodes = list(national().outline.reading_order())
    assert len(heads(scores)) == 2 + len(nodes)
    assert [row[2] for row in rows(scores)] == national().root.score.values.tolist()


def test_what_is_missing_is_empty_and_says_why(small_book):
    told = {row[1]: row for row in rows(small_book["排名"])}
    assert told["u6"][0] is None
    assert told["u6"][-1].endswith("有值项不足")
    assert told["u5"][-1] == "一票否决，不参加排名"
    assert [told[unit][6] for unit in ("u0", "u3")] == ["甲", "乙"]
    notes = [row[7] for row in rows(small_book["明细"]) if row[7]]
    assert "土地：除数为零" in notes


def test_no_text_is_ever_a_formula(small_book, tmp_path):
    names = ("=1+1", "+2", "-3", "@x", '=HYPERLINK("x")', "\x01\x1f", "_x0041_ ")
    dangerous = score(table(ITEMS, 2020, {"prev": table(LAST_YEAR, 2019)}, names), everything().scheme)
    write_results(tmp_path / "danger.xlsx", dangerous, lang="zh")
    book = openpyxl.load_workbook(tmp_path / "danger.xlsx")
    for sheet in book:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    shown = {row[2] for row in rows(book["排名"])}
    assert {"=1+1", "+2", "-3", "@x"} <= shown
    assert "\ufffd\ufffd" in shown
    with zipfile.ZipFile(tmp_path / "danger.xlsx") as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_names_lead_to_their_details(cohort_book):
    ranking, details = cohort_book["排名"], cohort_book["明细"]
    for row in (4, 100, 222):
        link = ranking.cell(row, 3).hyperlink
        sheet, place = link.location.replace("'", "").split("!")
        assert sheet == "明细"
        assert details[place].value.startswith(ranking.cell(row, 3).value)


def test_the_same_result_gives_the_same_bytes(tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        write_results(tmp_path / name, everything(), lang="zh")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_fonts_are_named_outright(cohort_file):
    with zipfile.ZipFile(cohort_file) as parts:
        styles = parts.read("xl/styles.xml").decode()
    fonts = styles[styles.index("<fonts") : styles.index("</fonts>")]
    assert set(re.findall(r'<name val="([^"]+)"', fonts)) == {FONT}
    assert "<scheme" not in fonts


def test_another_reader_opens_it_too(cohort_file):
    book = CalamineWorkbook.from_path(str(cohort_file))
    assert book.sheet_names == ["排名", "明细", "指标", "得分", "说明"]
    assert len(book.get_sheet_by_name("排名").to_python()) == 222


def test_above_2000_units_there_is_the_ranking_and_the_method(tmp_path):
    many = figures({"a": [float(value) for value in range(2001)]})
    write_results(tmp_path / "many.xlsx", score(many, scheme({"a": {}})), lang="en")
    book = openpyxl.load_workbook(tmp_path / "many.xlsx")
    assert book.sheetnames == ["Ranking", "About"]
    assert len(rows(book["Ranking"])) == 2001
    assert book["Ranking"].cell(4, 3).hyperlink is None


def test_the_english_workbook_has_no_chinese(tmp_path):
    write_results(tmp_path / "en.xlsx", everything(), lang="en")
    book = openpyxl.load_workbook(tmp_path / "en.xlsx")
    assert book.sheetnames == ["Ranking", "Details", "Values", "Scores", "About"]
    said = [
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "s"
    ]
    assert not [text for text in said if CHINESE.search(text.replace("二", ""))], "二 is the clause"


def test_the_method_is_told(cohort_book):
    said = [row[1].value for row in cohort_book["说明"].iter_rows() if len(row) > 1 and row[1].value]
    assert any("功效系数法" in text for text in said)
    assert any("指标体系由公开材料重建" in text for text in said)
    assert any(text == "第三产业增加值 ÷ 地区生产总值 × 100" for text in said)


@settings(max_examples=25, deadline=None)
@given(any_scheme.schemes(), any_scheme.figures())
def test_whatever_the_scheme_the_scores_come_back(tmp_path_factory, scheme, figures):
    try:
        scores = score(figures, scheme)
    except Refused:
        return
    path = tmp_path_factory.mktemp("any") / "any.xlsx"
    write_results(path, scores, lang="zh")
    book = openpyxl.load_workbook(path)
    columns = [node.path for node in scores.outline.reading_order()]
    for unit, row in enumerate(rows(book["得分"])):
        wanted = [scores.of(path)[unit] for path in columns]
        assert row[2:] == pytest.approx([None if np.isnan(value) else value for value in wanted])


def test_a_root_that_is_an_indicator(tmp_path):
    scores = scored({"a": [2, 1]}, {"a": {}}, {"a": {}})
    assert isinstance(scores.outline.root, Leaf)
    write_results(tmp_path / "leaf.xlsx", scores, lang="zh")
    details = openpyxl.load_workbook(tmp_path / "leaf.xlsx")["明细"]
    assert [details.row_dimensions[row].outlineLevel for row in range(4, 8)] == [0, 1, 0, 1]


def test_a_cell_holds_any_text():
    assert cell_text("a<b & c") == "<t>a&lt;b &amp; c</t>"
    assert cell_text(" a") == '<t xml:space="preserve"> a</t>'
    assert cell_text("\x00\ud800") == "<t>\ufffd\ufffd</t>"
    assert len(cell_text("x" * 40_000)) == 32_767 + len("<t></t>")
