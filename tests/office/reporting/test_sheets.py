"""A report's sheet: what it remembers, and what each cell means when it comes back."""

import math

import pytest

from kaohe.office.reporting.models import Draft
from kaohe.office.reporting.sheets.coming_in import Kind, _kind, typed_of
from kaohe.office.reporting.sheets.tokens import cell_then, is_of_another, token_of
from kaohe.schemes.model import Item
from kaohe.workbooks.cells import reader_for

NAN = math.nan
AMOUNT = Item.model_validate({"name": "产值", "unit": "万元"})


def draft(value, revision=1):
    return Draft(item="gdp", value=value, revision=revision)


@pytest.mark.parametrize(
    ("then", "online", "found", "kind"),
    [
        ("1 100.0", draft(100), 100, Kind.SAME),
        ("1 100.0", draft(100), 110, Kind.CHANGED),
        ("1 100.0", draft(100), NAN, Kind.CHANGED),  # emptied in the sheet
        ("1 100.0", draft(105, 2), 100, Kind.SAME),  # untouched in the sheet: what is newer online stays
        ("1 100.0", draft(105, 2), 110, Kind.CONFLICT),
        ("1 100.0", draft(105, 2), 105, Kind.SAME),
        ("1 100.0", draft(100, 2), 110, Kind.CHANGED),  # only the note is newer
        ("1 100.0", draft(None, 2), 110, Kind.CONFLICT),
        ("0 nan", None, NAN, Kind.SAME),
        ("0 nan", None, 7, Kind.CHANGED),
        ("0 nan", draft(8), 7, Kind.CONFLICT),
        ("", None, 7, Kind.CHANGED),
        ("", draft(8), 7, Kind.CONFLICT),
        ("", draft(8), NAN, Kind.SAME),
        ("x y", draft(8), 7, Kind.CONFLICT),
    ],
)
def test_what_a_cell_means(then, online, found, kind):
    assert _kind(found, "gdp", {"cell.gdp": then}, online) == kind


@pytest.mark.parametrize("value", [0.0, 1.0, -2.5, 0.1 + 0.2, 1e20, 123456789.123, 1e-7])
def test_what_is_typed_for_a_value_is_read_as_that_value(value):
    assert reader_for(AMOUNT)(typed_of(value, AMOUNT)) == value


def test_words_for_yes_no_and_grades():
    yes_no = Item.model_validate({"name": "公开", "unit": "是否", "kind": "yes_no"})
    grades = [{"name": "甲", "points": 3}, {"name": "乙", "points": 2}]
    grade = Item.model_validate({"name": "阶段", "unit": "等级", "kind": "grade", "grades": grades})
    assert [typed_of(value, yes_no) for value in (1, 0, NAN)] == ["是", "否", ""]
    assert [typed_of(value, grade) for value in (3, 2, 5.0)] == ["甲", "乙", "5"]


@pytest.mark.django_db
def test_the_token_tells_the_report_and_every_cell(report_of, fill):
    fill("gz", gdp="100")
    report = report_of("gz")
    drafts = {each.item: each for each in Draft.objects.filter(report=report)}
    kept = token_of(report, drafts, {"gdp": None, "tax": None})
    assert (cell_then(kept, "gdp").revision, cell_then(kept, "gdp").value) == (1, 100)
    assert cell_then(kept, "tax").revision == 0 and math.isnan(cell_then(kept, "tax").value)
    assert is_of_another(report, kept) == "" and is_of_another(report, {}) == ""
    assert is_of_another(report_of("ns"), kept) == "2018/gz"


@pytest.mark.django_db
def test_a_number_with_more_digits_than_a_workbook_keeps_is_not_changed_by_it(report_of, fill):
    fill("gz", gdp="0.30000000000000004")
    report = report_of("gz")
    drafts = {each.item: each for each in Draft.objects.filter(report=report)}
    kept = token_of(report, drafts, {"gdp": None})
    assert _kind(0.3, "gdp", kept, drafts["gdp"]) == Kind.SAME
    assert _kind(0.31, "gdp", kept, drafts["gdp"]) == Kind.CHANGED
