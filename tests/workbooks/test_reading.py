"""What is accepted: ways of writing numbers, heads, codes; where other years and cities come from."""

import datetime
import math
import random
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from kaohe.figures import Figures, needed_items
from kaohe.messages import Refused
from kaohe.schemes import load_scheme, read_scheme
from kaohe.workbooks import read_figures
from kaohe.workbooks.addresses import address, cell_of, letters
from kaohe.workbooks.cells import Unread, number_of
from tests.workbooks.small import (
    CITIES,
    HEADS,
    LAST_YEAR,
    ROWS,
    TARGETS,
    TEXT,
    sheets,
    small_scheme,
    with_cell,
    workbook,
)

SCHEME = small_scheme()


def read(file, **options) -> Figures:
    return read_figures(file, SCHEME, **options).figures


def read_cell(tmp_path, cell: str, value: object, item: str, number_format: str | None = None) -> float:
    figures = read(workbook(tmp_path / "a.xlsx", sheets(), with_cell(cell, value, number_format)))
    return float(figures.column(item)[0])


def csv_of(file, table, separator=",", encoding="utf-8"):
    file.write_bytes(("\r\n".join(separator.join(map(str, row)) for row in table) + "\r\n").encode(encoding))
    return file


def test_a_sound_workbook(tmp_path):
    reading = read_figures(workbook(tmp_path / "a.xlsx", sheets()), SCHEME, data_year=2016)
    figures = reading.figures
    assert reading.notices == ()
    assert figures.units == ("A1", "A2", "A3") and figures.names == ("甲区", "乙区", "丙区")
    assert figures.data_year == 2016
    assert figures.column("gdp").tolist() == [100.5, 200, 50]
    assert figures.column("open_data").tolist() == [1, 0, 1]
    assert figures.column("stage").tolist() == [3, 2, 3]
    assert figures.attributes["region"] == ("东部", "中部", "西部")
    assert "extra" not in figures.items  # not required, not given
    assert {frame: table.column("gdp").tolist() for frame, table in figures.frames.items()} == {
        "prev": [90, 210, 40],
        "city": [1000, 1000, 400],
        "target": [100, 250, 60],
    }
    assert figures.frames["prev"].data_year == 2015


def test_every_value_knows_its_cell(tmp_path):
    rows = [HEADS, ROWS[2], ROWS[0], ROWS[1]]
    figures = read(workbook(tmp_path / "a.xlsx", sheets(填报=rows)))
    assert figures.origin and figures.origin.file == "a.xlsx" and figures.origin.sheet == "填报"
    assert [figures.origin.cell(unit, "gdp") for unit in range(3)] == ["E3", "E4", "E2"]
    city = figures.frames["city"].origin
    assert city and [city.cell(unit, "gdp") for unit in range(3)] == ["B2", "B2", "B3"]
    assert figures.origin.cell(0, "region") == "C3"


NUMBERS = [
    ("1,234.5", 1234.5),
    ("1 234.5", 1234.5),
    ("１２３４．５", 1234.5),
    ("１，２３４", 1234),
    (" 12 ", 12),
    ("−3", -3),
    ("+3", 3),
    (".5", 0.5),
    ("1e3", 1000),
    ("1\u00a0234", 1234),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_ways_of_writing_a_number(tmp_path, text, value):
    assert read_cell(tmp_path, "E2", text, "gdp") == value


@pytest.mark.parametrize("blank", [None, "", "-", "—", "——", "…", "－", "  "])
def test_not_reported_is_missing_and_never_zero(tmp_path, blank):
    assert math.isnan(read_cell(tmp_path, "E2", blank, "gdp"))


def test_a_zero_is_a_zero(tmp_path):
    assert read_cell(tmp_path, "E2", 0, "gdp") == 0


def test_percents_in_an_item_measured_in_percent(tmp_path):
    assert read_cell(tmp_path, "G2", "12.5%", "share") == 12.5
    assert read_cell(tmp_path, "G2", "１２．５％", "share") == 12.5
    assert read_cell(tmp_path, "G2", 12.5, "share") == 12.5
    assert read_cell(tmp_path, "G2", 0.125, "share", "0.0%") == 12.5
    assert read_cell(tmp_path, "G2", 0.07, "share", "0%") == 7.0
    assert read_cell(tmp_path, "G2", 12.5, "share", '0.0"%"') == 12.5  # a literal sign scales nothing


@pytest.mark.parametrize(
    ("word", "value"), [("是", 1), ("否", 0), ("Yes", 1), ("no", 0), (1, 1), (0, 0), (True, 1), ("１", 1)]
)
def test_yes_and_no(tmp_path, word, value):
    assert read_cell(tmp_path, "I2", word, "open_data") == value


@pytest.mark.parametrize(("grade", "points"), [("甲", 3), ("second", 2), (3, 3), ("2", 2)])
def test_grades_by_name_or_points(tmp_path, grade, points):
    assert read_cell(tmp_path, "J2", grade, "stage") == points


def test_heads_by_name_code_and_unit_of_measure(tmp_path):
    heads = [
        "单位代码",
        "名称",
        "区域",
        "所在地市",
        "地区生产总值（万元）",
        "FIRMS",
        "比重(%)",
        " Growth ",
        "是否公开",
        "阶 段",
    ]
    figures = read(workbook(tmp_path / "a.xlsx", sheets(填报=[heads, *ROWS])))
    assert figures.column("firms").tolist() == [12, 8, 3]
    assert figures.column("gdp").tolist() == [100.5, 200, 50]


def test_codes_that_the_spreadsheet_took_for_numbers(tmp_path):
    rows = [[440100 + place, *row[1:]] for place, row in enumerate(ROWS)]
    frames = {
        name: [[table[0][0], "gdp"], [440100, 1]]
        for name, table in {"上年": LAST_YEAR, "目标": TARGETS}.items()
    }
    figures = read(workbook(tmp_path / "a.xlsx", {"填报": [HEADS, *rows], "城市": CITIES, **frames}))
    assert figures.units == ("440100", "440101", "440102")
    assert figures.frames["prev"].column("gdp")[0] == 1


def test_titles_above_and_blank_rows_between(tmp_path):
    rows = [["开发区考核数据"], [], HEADS, ROWS[0], [], ROWS[1], ROWS[2]]
    figures = read(workbook(tmp_path / "a.xlsx", sheets(填报=rows)))
    assert figures.origin and figures.origin.rows == (4, 6, 7)


def test_a_computed_formula_counts_by_its_result(tmp_path):
    book = Workbook(tmp_path / "a.xlsx")
    for name, rows in sheets().items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    book.get_worksheet_by_name("填报").write_formula("E2", "=40+2", None, 42)
    book.close()
    figures = read(tmp_path / "a.xlsx")
    assert figures.column("gdp")[0] == 42


def test_a_formula_whose_result_is_an_empty_text_is_a_blank(tmp_path):
    file = workbook(tmp_path / "a.xlsx", sheets(), with_cell("E2", '=IF(TRUE,"","x")'))
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = (
        parts[sheet].replace(b'<c r="E2"><f>', b'<c r="E2" t="str"><f>').replace(b"<v />", b"<v></v>")
    )
    with zipfile.ZipFile(file, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert math.isnan(read(file).column("gdp")[0])


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_text_tables(tmp_path, separator, encoding):
    file = csv_of(tmp_path / "a.csv", [HEADS, *ROWS], separator, encoding)
    files = {
        "previous": csv_of(tmp_path / "p.csv", LAST_YEAR),
        "cities": csv_of(tmp_path / "c.csv", CITIES),
        "targets": csv_of(tmp_path / "t.csv", TARGETS),
    }
    figures = read(file, **files)
    same = read(workbook(tmp_path / "a.xlsx", sheets()))
    assert np.array_equal(figures.values, same.values)
    for frame, table in same.frames.items():
        assert np.array_equal(figures.frames[frame].values, table.values, equal_nan=True)
    assert figures.origin and figures.origin.cell(2, "gdp") == "E4"


def test_text_and_workbook_agree_on_quoted_thousands(tmp_path):
    table = [HEADS, *([*row[:4], f'"{row[4]:,.2f}"', *row[5:]] for row in ROWS)]
    assert read(csv_of(tmp_path / "a.csv", table)).column("gdp").tolist() == [100.5, 200, 50]


def test_the_order_of_rows_and_columns_is_no_matter(tmp_path):
    shuffled = random.Random(3).sample(range(len(HEADS)), len(HEADS))
    rows = [[row[place] for place in shuffled] for row in [HEADS, *ROWS[::-1]]]
    one, other = read(csv_of(tmp_path / "a.csv", [HEADS, *ROWS])), read(csv_of(tmp_path / "b.csv", rows))
    assert one.units == other.units
    assert all(np.array_equal(one.column(item), other.column(item)) for item in one.items)


def test_the_year_from_a_column(tmp_path):
    rows = [[*row, "data_year" if place == 0 else 2016] for place, row in enumerate([HEADS, *ROWS])]
    figures = read(csv_of(tmp_path / "a.csv", rows))
    assert figures.data_year == 2016
    assert "data_year" not in figures.items


def test_files_come_before_sheets_and_a_missing_frame_is_said(tmp_path):
    file = workbook(tmp_path / "a.xlsx", {"填报": [HEADS, *ROWS], "上年": LAST_YEAR})
    last = csv_of(tmp_path / "p.csv", [["unit", "gdp"], ["A1", 7]])
    reading = read_figures(file, SCHEME, data_year=2016, previous=last)
    assert reading.figures.frames["prev"].column("gdp")[0] == 7
    assert sorted(problem.code for problem in reading.notices) == [
        "workbooks.no_frame",
        "workbooks.no_frame",
        "workbooks.not_in_frame",
    ]
    assert all(problem.level == "soft" for problem in reading.notices if problem.code == "workbooks.no_frame")


def test_a_frame_may_give_an_indicator_instead_of_its_items(tmp_path):
    slower = "  slower: {name: {zh: 减速, en: slower}, unit: 万元, formula: prev.gain - gain}\ntree:"
    scheme = read_scheme(TEXT.replace("tree:", slower), Path("small.yaml"))
    content = sheets(上年=[["unit", "gdp", "gain"], ["A1", 1, 5], ["A2", 1, 6], ["A3", 1, 7]])
    figures = read_figures(workbook(tmp_path / "a.xlsx", content), scheme).figures
    assert figures.frames["prev"].column("gain").tolist() == [5, 6, 7]
    assert ("prev", "prev") not in needed_items(scheme, {("prev",): frozenset({"gdp", "gain"})})
    assert needed_items(scheme)["prev", "prev"] == {"gdp"}


def test_last_years_cities_from_either_side(tmp_path):
    content = {"填报": [HEADS, *ROWS], "城市": [["city", "gdp"], ["广州", 900], ["珠海", 300]]}
    last = workbook(tmp_path / "last.xlsx", content)
    figures = read(workbook(tmp_path / "a.xlsx", sheets()), previous=last)
    assert figures.frames["prev"].frames["city"].column("gdp").tolist() == [900, 900, 300]
    sheet = {"上年城市": [["city", "gdp"], ["广州", 800], ["珠海", 200]]}
    figures = read(workbook(tmp_path / "b.xlsx", sheets() | sheet))
    assert figures.frames["prev"].frames["city"].column("gdp").tolist() == [800, 800, 200]


def test_the_published_hdi_components_are_read_without_a_word(tmp_path):
    head = "unit,name,life_expectancy,expected_schooling,mean_schooling,gni_per_capita"
    text = f"{head}\nNOR,Norway,83.4,18.6,13.1,69190\nPRK,Korea,73.6,,,\n"
    (tmp_path / "hdi.csv").write_text(text, encoding="utf-8")
    figures = read_figures(tmp_path / "hdi.csv", load_scheme("hdi"), data_year=2022).figures
    assert figures.values.shape == (2, 4)
    assert np.isnan(figures.values[1, 1:]).all()


@given(st.floats(allow_nan=False, allow_infinity=False, width=64))
def test_every_finite_number_is_read_as_it_was_written(value):
    assert number_of(repr(value), "万元") == value
    assert number_of(f"{value:,f}".strip(), "万元") == pytest.approx(value, rel=1e-6, abs=1e-6)


@given(st.one_of(st.text(max_size=12), st.dates(), st.booleans(), st.floats()))
def test_whatever_stands_in_a_cell_is_a_finite_number_missing_or_explained(cell):
    value = number_of(cell, "%")
    assert isinstance(value, Unread) or math.isnan(value) or math.isfinite(value)
    if isinstance(cell, str) and any(character.isdigit() for character in cell):
        assert isinstance(value, Unread) or not math.isnan(value)


@given(st.integers(0, 20_000), st.integers(0, 1_000_000))
def test_addresses_there_and_back(column, row):
    assert cell_of(address(row, column)) == (row, column)
    assert letters(0) == "A" and letters(25) == "Z" and letters(26) == "AA"


def test_dates_and_times_are_never_numbers():
    for cell in (
        datetime.date(2016, 1, 1),
        datetime.datetime(2016, 1, 1),
        datetime.time(3),
        datetime.timedelta(hours=2),
    ):
        assert isinstance(number_of(cell, "万元"), Unread)


def test_a_refusal_tells_nothing_that_is_only_a_notice(tmp_path):
    rows = [[*row, "备注" if place == 0 else "x"] for place, row in enumerate([HEADS, *ROWS])]
    rows[1][4] = "坏"
    with pytest.raises(Refused) as caught:
        read(workbook(tmp_path / "a.xlsx", sheets(填报=rows)))
    assert [problem.code for problem in caught.value.problems] == ["workbooks.not_a_number"]
