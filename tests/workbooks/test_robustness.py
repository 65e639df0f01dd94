"""robustness.xlsx, read with other eyes: every list, the indices, the plan in words."""

import openpyxl
import pytest

from kaohe.workbooks.robustness import write_robustness_book
from tests.robustness.outcomes import few, zones


def book(tmp_path, result, lang="zh"):
    file = tmp_path / "robustness.xlsx"
    write_robustness_book(file, result, lang=lang)
    return openpyxl.load_workbook(file)


def test_every_unit_of_every_list_has_a_row_the_last_first(tmp_path):
    sheet = book(tmp_path, zones())["名次区间"]
    heads, *rows = sheet.iter_rows(min_row=3, values_only=True)
    assert len(rows) == 2 * 219
    everyone = [dict(zip(heads, row, strict=True)) for row in rows[:219]]
    assert {row["排名范围"] for row in everyone} == {"全部单位"}
    places = [row["基准名次"] for row in everyone]
    assert places == sorted(places, reverse=True)
    assert sum(row["最后10名"] for row in everyone) == pytest.approx(10)
    assert all(row["5%"] <= row["中位"] <= row["95%"] for row in everyone)


def test_status_and_simulation_stand_on_every_sheet(tmp_path):
    found = book(tmp_path, zones())
    assert found.sheetnames == ["名次区间", "影响因素", "抽样方案"]
    assert all("模拟数据" in sheet["A2"].value and "重建" in sheet["A2"].value for sheet in found)


def test_indices_and_the_plan_in_words(tmp_path):
    found = book(tmp_path, zones(), "en")
    _, first, *_ = found["What matters"].iter_rows(min_row=3, values_only=True)
    assert first[:3] == ("On the mean rank shift", "Error of figures, 5%", 0.31)
    assert first[-1] == pytest.approx(0.05)
    plan = list(found["What was drawn"].iter_rows(min_row=4, values_only=True))
    assert plan[5][2] == "As the scheme says\nWeighted geometric mean"


def test_what_is_missing_is_empty_and_text_is_never_run(tmp_path):
    sheet = book(tmp_path, few(), "en")["Intervals of places"]
    rows = list(sheet.iter_rows(min_row=4))
    silent = next(row for row in rows if row[2].value == "Silent")
    assert silent[3].value is None
    assert next(row for row in rows if row[2].value == "=1+1")[2].data_type == "s"


def test_the_same_run_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_robustness_book(tmp_path / name, few(), lang="zh")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
