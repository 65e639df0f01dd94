"""The form: what stands in it, what it lets through, that it comes back as it was filled."""

import math
import zipfile

import numpy as np
import openpyxl
import pytest

from kaohe.figures import aligned, figures_of
from kaohe.messages import Refused
from kaohe.schemes import load_scheme, read_scheme, scheme_ids
from kaohe.workbooks import read_figures, read_last_year, read_units, write_filled, write_form
from tests.workbooks.small import CITIES, HEADS, LAST_YEAR, ROWS, said, sheets, small_scheme, workbook

SCHEME = small_scheme()
UNITS = "unit,name,level,province,city,region\nB2,乙区,national,广东,珠海,\nA1,甲区,national,广东,广州,东部\n"


@pytest.fixture
def units(tmp_path):
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    return read_units(tmp_path / "units.csv", SCHEME)


@pytest.fixture
def form(tmp_path, units):
    last = figures_of(["A1"], {"gdp": [90.5], "open_data": [1], "stage": [2]})
    write_form(SCHEME, units, tmp_path / "form.xlsx", last, 2016)
    return tmp_path / "form.xlsx"


def test_sheets_and_what_is_hidden(form):
    book = openpyxl.load_workbook(form)
    states = {sheet.title: sheet.sheet_state for sheet in book}
    assert states == {
        "填报": "visible",
        "数据项": "visible",
        "上年": "visible",
        "城市": "visible",
        "目标": "visible",
        "填表说明": "visible",
        "_lists": "hidden",
        "_meta": "hidden",
    }


def test_units_are_prefilled_and_headers_carry_name_unit_and_code(form):
    sheet = openpyxl.load_workbook(form)["填报"]
    head = {cell.value: cell.column_letter for cell in sheet[7]}
    assert list(head)[:7] == ["unit", "name", "region", "host_city", "level", "province", "gdp"]
    gdp = head["gdp"]
    assert [sheet[f"{gdp}{row}"].value for row in range(3, 8)] == [
        "地区生产总值",
        "gross domestic product",
        "万元",
        "必填 · 附佐证 · 统计局",
        "gdp",
    ]
    assert [sheet.cell(row, 1).value for row in (8, 9, 10)] == ["A1", "B2", None]
    assert sheet.freeze_panes == "C8"


def test_only_what_is_to_be_filled_is_unlocked(form):
    book = openpyxl.load_workbook(form)
    for sheet in book:
        if sheet.sheet_state == "visible":
            assert sheet.protection.sheet and not sheet.protection.password, sheet.title
    sheet = book["填报"]
    assert sheet["A8"].protection.locked and sheet["C8"].protection.locked
    assert not sheet["C9"].protection.locked  # the region of B2 isn't known yet
    assert not sheet["G8"].protection.locked and sheet["G7"].protection.locked
    assert all(cell.protection.locked for row in book["上年"]["C8:I9"] for cell in row)
    assert not book["城市"]["C8"].protection.locked


def test_last_years_values_stand_beside(form):
    sheet = openpyxl.load_workbook(form)["上年"]
    head = {cell.value: cell.column_letter for cell in sheet[7]}
    assert [sheet[f"{head[code]}8"].value for code in ("gdp", "open_data", "stage", "firms")] == [
        90.5,
        "是",
        "乙",
        None,
    ]


def test_the_city_sheet_has_a_row_a_city_and_the_items_that_are_used(form):
    sheet = openpyxl.load_workbook(form)["城市"]
    assert [cell.value for cell in sheet[7]] == ["city", "name", "gdp"]
    assert [sheet["A8"].value, sheet["A9"].value] == ["广州", "珠海"]


def test_drop_downs_come_from_the_hidden_sheet_and_numbers_are_bounded(form):
    book = openpyxl.load_workbook(form)
    rules = {str(rule.sqref): rule for rule in book["填报"].data_validations.dataValidation}
    head = {cell.value: cell.column_letter for cell in book["填报"][7]}
    region = rules[f"{head['region']}8:{head['region']}9"]
    assert region.type == "list" and region.formula1.startswith("'_lists'!")
    column = region.formula1.split("$")[1]
    assert [book["_lists"][f"{column}{row}"].value for row in range(1, 5)] == [
        "region",
        "东部",
        "中部",
        "西部",
    ]
    assert rules[f"{head['open_data']}8:{head['open_data']}9"].type == "list"
    assert rules[f"{head['stage']}8:{head['stage']}9"].type == "list"
    firms = rules[f"{head['firms']}8:{head['firms']}9"]
    assert (firms.type, firms.formula1) == ("whole", "0")
    growth = rules[f"{head['growth']}8:{head['growth']}9"]
    assert (growth.type, float(growth.formula1), float(growth.formula2)) == ("decimal", -60, 100)
    for rule in rules.values():
        assert (
            len(rule.prompt or "") <= 255
            and len(rule.promptTitle or "") <= 32
            and len(rule.error or "") <= 255
        )


def test_every_font_is_named(form):
    with zipfile.ZipFile(form) as package:
        styles = package.read("xl/styles.xml").decode()
    assert "微软雅黑" in styles
    assert "<scheme" not in styles and "Calibri" not in styles.partition("</fonts>")[0]


def test_text_is_never_executed(tmp_path):
    (tmp_path / "u.csv").write_text(
        'unit,name\n=1+1,"=HYPERLINK(""http://x"")"\n+A,@SUM\n-B,http://y\n', encoding="utf-8"
    )
    units = read_units(tmp_path / "u.csv", load_scheme("hdi"))
    write_form(load_scheme("hdi"), units, tmp_path / "f.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx")["填报"]
    assert {cell.data_type for row in sheet["A8:B10"] for cell in row} == {"s"}
    with zipfile.ZipFile(tmp_path / "f.xlsx") as package:
        for name in package.namelist():
            assert b"<f>" not in package.read(name) and b"hyperlink" not in package.read(name)
    assert set(read_figures(tmp_path / "f.xlsx", load_scheme("hdi")).figures.units) == {"=1+1", "+A", "-B"}


def test_the_same_content_gives_the_same_bytes(tmp_path, units):
    for name in ("a.xlsx", "b.xlsx"):
        write_form(SCHEME, units, tmp_path / name, None, 2016)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("scheme", scheme_ids())
def test_a_form_of_every_shipped_scheme_comes_back(tmp_path, scheme):
    system = load_scheme(scheme)
    attributes = {code: [(allowed or ("X",))[0]] * 2 for code, allowed in system.units.items()}
    units = figures_of(["A1", "B2"], {}, attributes=attributes)
    write_form(system, units, tmp_path / "f.xlsx", None, system.applies.first)
    reading = read_figures(tmp_path / "f.xlsx", system)
    assert reading.figures.units == ("A1", "B2")
    assert reading.figures.items == tuple(system.items)
    assert np.isnan(reading.figures.values).all()


def test_a_form_whose_english_heads_are_its_codes_comes_back(tmp_path):
    """The rows of English names and of codes of the city sheet say the same then."""
    text = """
format: 1
id: small
name: small
status: example
frames: {city: {through: host_city}}
items: {gdp: {name: GDP, unit: 万元}}
defaults: {direction: higher, provenance: reconstructed}
indicators: {share: {formula: gdp / city.gdp * 100, unit: "%"}}
tree: {index: {children: {share: 1}}}
"""
    scheme = read_scheme(text, tmp_path / "small.yaml")
    cities = figures_of(["市"], {"gdp": [200.0]})
    figures = figures_of(
        ["a"],
        {"gdp": [50.0]},
        attributes={"host_city": ["市"]},
        data_year=2018,
        frames={"city": aligned(cities, ["市"])},
    )
    write_filled(figures, scheme, tmp_path / "form.xlsx")
    back = read_figures(tmp_path / "form.xlsx", scheme).figures
    assert back.column("gdp").tolist() == [50.0]
    assert back.frames["city"].column("gdp").tolist() == [200.0]


def test_what_was_filled_comes_back_equal(tmp_path):
    figures = read_figures(workbook(tmp_path / "a.xlsx", sheets()), SCHEME, data_year=2016).figures
    write_filled(figures, SCHEME, tmp_path / "f.xlsx")
    back = read_figures(tmp_path / "f.xlsx", SCHEME).figures
    assert (back.units, back.names, back.data_year) == (figures.units, figures.names, 2016)
    assert all(np.array_equal(back.column(item), figures.column(item)) for item in figures.items)
    assert back.attributes == figures.attributes
    for frame, table in figures.frames.items():
        assert np.array_equal(back.frames[frame].column("gdp"), table.column("gdp")), frame
    write_filled(back, SCHEME, tmp_path / "g.xlsx")
    assert (tmp_path / "f.xlsx").read_bytes() == (tmp_path / "g.xlsx").read_bytes()


def filled(form, change):
    book = openpyxl.load_workbook(form)
    sheet = book["填报"]
    head = {cell.value: cell.column_letter for cell in sheet[7]}
    for row, region in ((8, "东部"), (9, "中部")):
        sheet[f"{head['region']}{row}"] = region
        sheet[f"{head['gdp']}{row}"] = row
    change(sheet, head)
    book.save(form)
    return form


def test_a_form_filled_in_a_spreadsheet_program(form):
    figures = read_figures(filled(form, lambda sheet, head: None), SCHEME).figures
    assert figures.column("gdp").tolist() == [8, 9]
    assert figures.data_year == 2016
    assert figures.frames["prev"].column("gdp")[0] == 90.5 and math.isnan(
        figures.frames["prev"].column("gdp")[1]
    )


def test_a_unit_that_the_form_was_not_made_for(form):
    def swap(sheet, head):
        sheet["A9"] = "B3"

    with pytest.raises(Refused) as caught:
        read_figures(filled(form, swap), SCHEME)
    assert said(caught.value) == {"workbooks.unknown_unit": "form.xlsx:填报:A9"}


def test_a_form_of_another_scheme_version_items_or_year(form):
    other = SCHEME.model_copy(update={"id": "other"})
    newer = SCHEME.model_copy(update={"version": "3"})
    changed = SCHEME.model_copy(update={"items": {**SCHEME.items, "new": SCHEME.items["gdp"]}})
    for scheme, year, code in [
        (other, None, "workbooks.other_scheme"),
        (newer, None, "workbooks.other_version"),
        (changed, None, "workbooks.other_items"),
        (SCHEME, 2017, "workbooks.other_year"),
    ]:
        with pytest.raises(Refused) as caught:
            read_figures(form, scheme, data_year=year)
        assert list(said(caught.value)) == [code]


def test_other_weights_do_not_spoil_a_form_that_is_out(form):
    weighted = SCHEME.model_copy(update={"defaults": SCHEME.defaults.model_copy(update={"clause": "三"})})
    assert read_figures(filled(form, lambda sheet, head: None), weighted).figures.units == ("A1", "B2")


def test_last_years_form_as_last_years_figures(tmp_path, units):
    write_filled(
        read_figures(workbook(tmp_path / "a.xlsx", sheets()), SCHEME, data_year=2015).figures,
        SCHEME,
        tmp_path / "l.xlsx",
    )
    last = read_last_year(tmp_path / "l.xlsx", SCHEME)
    assert last.column("gdp").tolist() == [100.5, 200, 50]
    write_form(SCHEME, units, tmp_path / "f.xlsx", last, 2016)
    assert openpyxl.load_workbook(tmp_path / "f.xlsx")["上年"]["C8"].value == 100.5


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("name,city\n甲,广州\n", "workbooks.no_units_header"),
        ("unit,region\nA1,北部\n", "workbooks.unknown_attribute_value"),
        ("unit\nA1\nA1\n", "workbooks.unit_twice"),
        ("", "workbooks.empty"),
    ],
)
def test_a_list_of_units_that_is_none(tmp_path, text, code):
    (tmp_path / "u.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as caught:
        read_units(tmp_path / "u.csv", SCHEME)
    assert list(said(caught.value)) == [code]


def test_the_tables_that_tests_use_are_in_step():
    assert len(HEADS) == len(ROWS[0]) and LAST_YEAR and CITIES
