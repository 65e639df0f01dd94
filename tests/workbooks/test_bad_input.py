"""Files that are wrong, one way each: what is said, and at which cell."""

import datetime
import io
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kaohe.messages import Refused
from kaohe.schemes import load_scheme
from kaohe.workbooks import contents, packages, read_figures
from tests.workbooks.small import (
    CITIES,
    HEADS,
    LAST_YEAR,
    ROWS,
    said,
    sheets,
    small_scheme,
    with_cell,
    workbook,
)

SCHEME = small_scheme()


def refusal(file: Path, **options) -> Refused:
    with pytest.raises(Refused) as caught:
        read_figures(file, SCHEME, **options)
    for problem in caught.value.problems:
        assert problem.level == "hard"
        assert file.name in problem.text("zh") and file.name in problem.text("en")
    return caught.value


def notices(file: Path, **options) -> dict[str, str]:
    found = read_figures(file, SCHEME, **options).notices
    assert all(problem.text("zh") and problem.text("en") for problem in found)
    return {problem.code: str(problem.place) for problem in found}


def rows(*changed: tuple[int, int, object]) -> list:
    """The sound table with some cells changed (row and column from 0, the header is row 0)."""
    table = [list(row) for row in (HEADS, *ROWS)]
    for row, column, value in changed:
        table[row][column] = value
    return table


# One cell

BAD_CELLS = [
    ("text", "很多", "workbooks.not_a_number", "很多"),
    ("nan", "NaN", "workbooks.not_a_number", "NaN"),
    ("infinity", "inf", "workbooks.not_a_number", "inf"),
    ("overflow", "1e999", "workbooks.not_finite", "1e999"),
    ("no-data-word", "无", "workbooks.not_a_number", "无"),
    ("n/a", "N/A", "workbooks.not_a_number", "N/A"),
    ("ten-thousands", "12.5万", "workbooks.scaled", "12.5万"),
    ("hundred-millions", "3 亿元", "workbooks.scaled", "3 亿元"),
    ("percent", "12.5%", "workbooks.percent", "12.5%"),
    ("decimal-comma", "1,23", "workbooks.not_a_number", "1,23"),
    ("four-digit-groups", "1,2345", "workbooks.not_a_number", "1,2345"),
    ("superscript", "10²", "workbooks.not_a_number", "10²"),
    ("underscore", "1_000", "workbooks.not_a_number", "1_000"),
    ("currency", "￥100", "workbooks.not_a_number", "￥100"),
    ("approximately", "约100", "workbooks.not_a_number", "约100"),
    ("arabic-digits", "١٢٣", "workbooks.not_a_number", "١٢٣"),
    ("boolean", True, "workbooks.truth_in_number", "True"),
    ("date", datetime.datetime(2016, 3, 1), "workbooks.date_in_number", "2016-03-01"),
    ("error", "#DIV/0!", "workbooks.error_value", "#DIV/0!"),
    ("uncomputed-formula", "=1+1", "workbooks.uncomputed", "=1+1"),
]


@pytest.mark.parametrize(
    ("value", "code", "found"), [case[1:] for case in BAD_CELLS], ids=[case[0] for case in BAD_CELLS]
)
def test_a_cell_that_is_no_number(tmp_path, value, code, found):
    refused = refusal(workbook(tmp_path / "a.xlsx", sheets(), with_cell("E3", value)))
    assert said(refused) == {code: "a.xlsx:填报:E3"}
    assert found in refused.problems[0].words("zh")


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("I2", "也许", "workbooks.not_yes_no"),
        ("I2", 2, "workbooks.not_yes_no"),
        ("J2", "丁", "workbooks.not_a_grade"),
        ("J2", 2.5, "workbooks.not_a_grade"),
        ("C2", "北部", "workbooks.unknown_attribute_value"),
        ("C2", None, "workbooks.no_attribute"),
        ("D2", "广洲", "workbooks.unknown_city"),
        ("D2", None, "workbooks.no_attribute"),
    ],
)
def test_a_cell_outside_what_is_allowed(tmp_path, cell, value, code):
    file = workbook(tmp_path / "a.xlsx", sheets(), with_cell(cell, value))
    assert said(refusal(file)) == {code: f"a.xlsx:填报:{cell}"}


def test_a_number_shown_as_percent_in_an_amount(tmp_path):
    file = workbook(tmp_path / "a.xlsx", sheets(), with_cell("E2", 0.125, "0.0%"))
    assert said(refusal(file)) == {"workbooks.percent": "a.xlsx:填报:E2"}


def test_all_findings_of_all_files_at_once(tmp_path):
    file = workbook(tmp_path / "a.xlsx", {"填报": rows((1, 4, "x"), (2, 5, "y"), (3, 0, "A1"))})
    last = tmp_path / "last.csv"
    last.write_text("unit,gdp\nA1,q\n", encoding="utf-8")
    with pytest.raises(Refused) as caught:
        read_figures(file, SCHEME, previous=last, cities=tmp_path / "last.csv")
    places = [str(problem.place) for problem in caught.value.problems]
    assert places[:3] == ["a.xlsx:填报:E2", "a.xlsx:填报:F3", "a.xlsx:填报:A4"]
    assert "last.csv:B2" in places


def test_a_column_full_of_trouble_is_counted_and_not_poured_out(tmp_path):
    table = [HEADS, *([f"U{n}", "区", "东部", "广州", "坏", 1, 1, 1, "是", "甲"] for n in range(80))]
    refused = refusal(workbook(tmp_path / "a.xlsx", sheets(填报=table)))
    assert len(refused.problems) == 51
    assert "30" in refused.problems[0].words("zh")


# Columns


def test_a_missing_column(tmp_path):
    table = [row[:5] + row[6:] for row in rows()]
    refused = refusal(workbook(tmp_path / "a.xlsx", sheets(填报=table)))
    assert said(refused) == {"workbooks.missing_column": "a.xlsx:填报:A1"}
    assert "企业数" in refused.problems[0].words("zh")
    assert "firms" in refused.problems[0].words("en")


def test_a_renamed_column_is_recognised_as_perhaps_the_missing_one(tmp_path):
    refused = refusal(workbook(tmp_path / "a.xlsx", sheets(填报=rows((0, 5, "企业数量")))))
    assert said(refused) == {"workbooks.renamed_column": "a.xlsx:填报:F1"}
    assert "企业数量" in refused.problems[0].words("zh")


def test_a_missing_unit_column(tmp_path):
    refused = refusal(workbook(tmp_path / "a.xlsx", sheets(填报=rows((0, 0, "编号")))))
    assert "workbooks.missing_column" in said(refused)


def test_a_column_in_another_unit_of_measure(tmp_path):
    refused = refusal(workbook(tmp_path / "a.xlsx", sheets(填报=rows((0, 4, "地区生产总值（亿元）")))))
    assert said(refused) == {"workbooks.other_unit": "a.xlsx:填报:E1"}


def test_one_item_in_two_columns(tmp_path):
    table = [[*row, "地区生产总值" if place == 0 else 1] for place, row in enumerate(rows())]
    assert said(refusal(workbook(tmp_path / "a.xlsx", sheets(填报=table)))) == {
        "workbooks.column_twice": "a.xlsx:填报:K1"
    }


def test_an_unknown_column_is_a_notice_with_what_may_be_meant(tmp_path):
    table = [[*row, "补充额" if place == 0 else 1] for place, row in enumerate(rows())]
    assert notices(workbook(tmp_path / "a.xlsx", sheets(填报=table)), data_year=2016) == {
        "workbooks.unknown_column_like": "a.xlsx:填报:K1"
    }


def test_a_column_missing_in_a_frame(tmp_path):
    refused = refusal(workbook(tmp_path / "a.xlsx", sheets(城市=[["city", "gpd"], ["广州", 1], ["珠海", 1]])))
    assert said(refused) == {"workbooks.renamed_column": "a.xlsx:城市:B1"}


def test_a_frame_whose_sheet_has_no_header(tmp_path):
    file = workbook(tmp_path / "a.xlsx", sheets(城市=[["说明"], ["待补"]]))
    assert said(refusal(file))["workbooks.no_header"] == "a.xlsx:城市"


# Rows


@pytest.mark.parametrize(
    ("change", "code", "cell"),
    [
        ((2, 0, "A1"), "workbooks.unit_twice", "A3"),
        ((2, 0, None), "workbooks.no_unit", "A3"),
        ((3, 0, "合计"), "workbooks.totals_row", "A4"),
        ((3, 0, "注：数据来自统计局"), "workbooks.note_row", "A4"),
        ((3, 0, "长" * 61), "workbooks.note_row", "A4"),
    ],
)
def test_a_row_that_is_no_unit(tmp_path, change, code, cell):
    table = rows(change)
    assert said(refusal(workbook(tmp_path / "a.xlsx", sheets(填报=table)))) == {code: f"a.xlsx:填报:{cell}"}


def test_a_header_pasted_among_the_data(tmp_path):
    table = [HEADS, ROWS[0], HEADS, *ROWS[1:]]
    assert (
        said(refusal(workbook(tmp_path / "a.xlsx", sheets(填报=table))))["workbooks.header_again"]
        == "a.xlsx:填报:A3"
    )


def test_a_duplicate_names_both_rows(tmp_path):
    refused = refusal(workbook(tmp_path / "a.xlsx", sheets(填报=rows((3, 0, "A1")))))
    assert str(refused.problems[0].place).endswith("A4")
    assert "2" in refused.problems[0].words("zh")


def test_merged_cells_among_the_data(tmp_path):
    file = workbook(tmp_path / "a.xlsx", sheets(), lambda book: book["填报"].merge_cells("E2:E3"))
    assert said(refusal(file)) == {"workbooks.merged": "a.xlsx:填报:E2"}


def test_merged_cells_in_a_title_are_fine(tmp_path):
    table = [["标题"], *rows()]
    file = workbook(tmp_path / "a.xlsx", sheets(填报=table), lambda book: book["填报"].merge_cells("A1:F1"))
    assert notices(file, data_year=2016) == {}


def test_hidden_rows_are_read_and_said(tmp_path):
    def hide(book):
        book["填报"].row_dimensions[3].hidden = True

    file = workbook(tmp_path / "a.xlsx", sheets(), hide)
    assert notices(file, data_year=2016) == {"workbooks.hidden_rows": "a.xlsx:填报:A3"}
    assert len(read_figures(file, SCHEME).figures.units) == 3


def test_no_rows(tmp_path):
    assert "workbooks.no_rows" in said(refusal(workbook(tmp_path / "a.xlsx", sheets(填报=[HEADS]))))


# Sheets


def test_the_wrong_sheet_names_those_found_and_the_one_wanted(tmp_path):
    refused = refusal(workbook(tmp_path / "a.xlsx", {"说明": [["你好"]], "Sheet2": [["x", "y"]]}))
    assert said(refused) == {"workbooks.no_sheet": "a.xlsx"}
    assert "说明、Sheet2" in refused.problems[0].words("zh") and "填报" in refused.problems[0].words("en")


def test_two_sheets_that_could_be_meant(tmp_path):
    refused = refusal(workbook(tmp_path / "a.xlsx", {"一": rows(), "二": rows()}))
    assert said(refused) == {"workbooks.several_sheets": "a.xlsx"}


def test_a_hidden_sheet_is_not_taken(tmp_path):
    def hide(book):
        book["二"].sheet_state = "hidden"

    content = {"一": rows(), "二": rows()} | {"上年": LAST_YEAR, "城市": CITIES}
    assert "workbooks.no_frame" in notices(workbook(tmp_path / "a.xlsx", content, hide))


# Whole files


def written(tmp_path: Path, data: bytes, name: str = "a.xlsx") -> Path:
    file = tmp_path / name
    file.write_bytes(data)
    return file


def zipped(parts: dict[str, bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return memory.getvalue()


def sound(tmp_path: Path) -> dict[str, bytes]:
    file = workbook(tmp_path / "sound.xlsx", sheets())
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WHOLE_FILES = [
    ("empty", b"", "workbooks.empty"),
    ("blank", b" \n\n", "workbooks.empty"),
    ("old-excel", OLE + "Workbook".encode("utf-16-le"), "workbooks.is_old_excel"),
    ("password", OLE + "EncryptedPackage".encode("utf-16-le"), "workbooks.is_encrypted"),
    ("old-word", OLE + "WordDocument".encode("utf-16-le"), "workbooks.is_old_office"),
    ("pdf", b"%PDF-1.7 ...", "workbooks.is_pdf"),
    ("picture", b"\x89PNG\r\n\x1a\n" + bytes(50), "workbooks.is_picture"),
    ("rar", b"Rar!\x1a\x07\x00", "workbooks.is_archive"),
    ("gzip", b"\x1f\x8b\x08" + bytes(20), "workbooks.is_archive"),
    ("page-named-xls", b"<html><table></table></html>", "workbooks.is_markup"),
    ("binary", b"abc\0\0def" * 50, "workbooks.is_binary"),
    ("empty-zip", b"PK\x05\x06" + bytes(18), "workbooks.is_empty_archive"),
    ("cut-short", b"PK\x03\x04" + bytes(200), "workbooks.damaged"),
    ("ods", zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "workbooks.is_ods"),
    ("xlsb", zipped({"xl/workbook.bin": b"x"}), "workbooks.is_xlsb"),
    ("docx", zipped({"word/document.xml": b"x"}), "workbooks.is_other_office"),
    ("zip-of-csv", zipped({"a.csv": b"unit,gdp\n"}), "workbooks.is_other_zip"),
    ("not-xml", zipped({"xl/workbook.xml": b"junk"}), "workbooks.damaged"),
    ("unknown-encoding", b"unit,\xff\xff\xff\n", "workbooks.unknown_encoding"),
    ("no-header", "你好\n世界\n".encode(), "workbooks.no_header"),
    ("open-quote", b'unit,gdp\nA1,"12\nA2,3\n', "workbooks.broken_csv"),
]


@pytest.mark.parametrize(
    ("data", "code"), [case[1:] for case in WHOLE_FILES], ids=[case[0] for case in WHOLE_FILES]
)
def test_a_file_is_judged_by_its_content_not_its_name(tmp_path, data, code):
    for name in ("a.xlsx", "a.csv"):
        assert list(said(refusal(written(tmp_path, data, name)))) == [code]


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path):
    file = tmp_path / "huge.xlsx"
    with file.open("wb") as stream:
        stream.truncate(contents.MAX_BYTES + 1)
    refused = refusal(file)
    assert said(refused) == {"workbooks.too_large": "huge.xlsx"}
    assert "100" in refused.problems[0].words("zh")


def test_a_zip_bomb_in_a_sheet(tmp_path):
    parts = sound(tmp_path) | {"xl/worksheets/sheet1.xml": b" " * (30 * 1024**2)}
    assert said(refusal(written(tmp_path, zipped(parts)))) == {"workbooks.zip_bomb": "a.xlsx"}


def test_a_zip_bomb_in_a_part_nobody_needs(tmp_path):
    parts = sound(tmp_path) | {
        "xl/media/inner.zip": zipped({"x": b"0" * (30 * 1024**2)}),
        "x.bin": bytes(30 * 1024**2),
    }
    assert said(refusal(written(tmp_path, zipped(parts)))) == {"workbooks.zip_bomb": "a.xlsx"}


def test_many_small_bombs_are_added_up(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "MAX_UNPACKED", 5 * 1024**2)
    parts = sound(tmp_path) | {f"x{n}.bin": bytes(1024**2) for n in range(8)}
    assert said(refusal(written(tmp_path, zipped(parts)))) == {"workbooks.zip_bomb": "a.xlsx"}


def test_a_package_that_lies_about_its_sizes(tmp_path):
    data = zipped(sound(tmp_path) | {"x.bin": bytes(30 * 1024**2)})
    lying = data.replace(struct.pack("<I", 30 * 1024**2), struct.pack("<I", 10))
    assert set(said(refusal(written(tmp_path, lying)))) <= {"workbooks.zip_bomb", "workbooks.damaged"}


def test_too_many_parts(tmp_path):
    parts = sound(tmp_path) | {f"x{n}": b"" for n in range(packages.MAX_PARTS)}
    assert said(refusal(written(tmp_path, zipped(parts)))) == {"workbooks.too_many_parts": "a.xlsx"}


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_entities_are_refused(tmp_path, part):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    parts = sound(tmp_path)
    parts[part] = bomb + parts.get(part, b"<x>&b;</x>").partition(b"?>")[2]
    assert said(refusal(written(tmp_path, zipped(parts)))) == {"workbooks.has_doctype": "a.xlsx"}


def test_a_doctype_in_another_encoding_is_no_way_round(tmp_path):
    sheet = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>'
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        parts = sound(tmp_path) | {"xl/worksheets/sheet1.xml": sheet.encode(encoding)}
        assert said(refusal(written(tmp_path, zipped(parts)))) == {"workbooks.damaged": "a.xlsx"}


def test_a_picture_with_a_doctype_is_no_matter(tmp_path):
    parts = sound(tmp_path) | {"xl/media/logo.svg": b"<!DOCTYPE svg><svg/>"}
    assert notices(written(tmp_path, zipped(parts)), data_year=2016) == {}


def test_a_cell_at_the_far_corner_does_not_fill_the_memory(tmp_path):
    file = workbook(tmp_path / "a.xlsx", sheets(), with_cell("XFD1048576", 1))
    assert said(refusal(file)) == {"workbooks.spans_too_far": "a.xlsx:填报"}


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_part_cut_short(tmp_path, part):
    parts = sound(tmp_path)
    parts[part] = parts[part][: len(parts[part]) // 2]
    assert set(said(refusal(written(tmp_path, zipped(parts))))) <= {"workbooks.damaged", "workbooks.no_sheet"}


def test_a_sheet_without_its_part(tmp_path):
    parts = sound(tmp_path)
    del parts["xl/worksheets/sheet1.xml"]
    assert set(said(refusal(written(tmp_path, zipped(parts))))) <= {"workbooks.damaged", "workbooks.no_sheet"}


def test_a_file_that_isnt_there_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_figures(tmp_path / "none.xlsx", SCHEME)


# Text tables

CSV = "\n".join(",".join(map(str, row)) for row in rows()) + "\n"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16"])
def test_other_encodings_are_read_and_said(tmp_path, encoding):
    assert notices(written(tmp_path, CSV.encode(encoding), "a.csv"))["workbooks.read_as"] == "a.csv"


def test_a_bom_is_no_matter(tmp_path):
    assert "workbooks.read_as" not in notices(written(tmp_path, CSV.encode("utf-8-sig"), "a.csv"))


def test_a_row_longer_than_its_header(tmp_path):
    text = CSV.replace("100.5,", "1,234.5,")
    assert said(refusal(written(tmp_path, text.encode(), "a.csv")))["workbooks.row_too_long"] == "a.csv:K2"


@pytest.mark.parametrize("years", [("2015", "2016", "2016"), ("二〇一六", "2016", "2016")])
def test_years_that_differ_or_are_none(tmp_path, years):
    table = [[*row, "data_year" if place == 0 else years[place - 1]] for place, row in enumerate(rows())]
    assert said(refusal(workbook(tmp_path / "a.xlsx", sheets(填报=table)))) == {
        "workbooks.years": "a.xlsx:填报:K1"
    }


def test_another_year_than_asked_for(tmp_path):
    table = [[*row, "数据年度" if place == 0 else 2015] for place, row in enumerate(rows())]
    file = workbook(tmp_path / "a.xlsx", sheets(填报=table))
    assert said(refusal(file, data_year=2016)) == {"workbooks.other_year": "a.xlsx:填报:K1"}


def test_a_file_for_a_frame_that_the_scheme_lacks(tmp_path):
    file = written(tmp_path, b"unit,life_expectancy\nA,70\n", "a.csv")
    with pytest.raises(Refused) as caught:
        read_figures(file, load_scheme("hdi"), previous=file)
    assert said(caught.value) == {"workbooks.no_such_frame": "a.csv"}


def test_random_bytes_in_a_package_never_break_the_reader(tmp_path):
    """Bytes flipped one at a time: either figures or words, never a crash."""
    data = workbook(tmp_path / "sound.xlsx", sheets()).read_bytes()
    for place in range(0, len(data), 157):
        spoiled = bytearray(data)
        spoiled[place] ^= 0xFF
        try:
            read_figures(written(tmp_path, bytes(spoiled)), SCHEME)
        except Refused as refused:
            assert refused.problems
    assert openpyxl.load_workbook(tmp_path / "sound.xlsx").sheetnames[0] == "填报"
