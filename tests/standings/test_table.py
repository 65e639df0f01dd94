from datetime import date

import pytest

from kaohe.standings import Reading, read_table
from tests.standings.tables import problems, table


def rows(read):
    return list(Reading(read).rows())


@pytest.mark.parametrize(("encoding", "notes"), [("utf-8", 0), ("utf-8-sig", 0), ("gbk", 1), ("gb18030", 1)])
def test_encodings_that_office_programs_write(tmp_path, encoding, notes):
    read = table(tmp_path, "unit,名称\r\na,模拟甲\r\n", encoding=encoding)
    assert read.columns == ("unit", "名称")
    assert [row.cells["名称"] for row in rows(read)] == ["模拟甲"]
    assert [note.code for note in read.notes] == ["standings.read_as_gbk"] * notes


def test_blank_lines_are_skipped_and_lines_keep_their_numbers(tmp_path):
    read = table(tmp_path, 'unit,name\n\na,"one\ntwo"\n , \nb,\n')
    assert [(row.line, row.cells) for row in rows(read)] == [
        (4, {"unit": "a", "name": "one\ntwo"}),
        (6, {"unit": "b", "name": ""}),
    ]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", [(None, "standings.empty")]),
        (b"unit,rank\n", [(None, "standings.empty")]),
        (b"\n \n,,\n", [(None, "standings.empty")]),
        (b"unit,rank,unit\na,1,b\n", [(1, "standings.column_twice")]),
        (b"unit\na,1\nb\nc,2,3\n", [(2, "standings.too_many_cells"), (4, "standings.too_many_cells")]),
        (b"\x89PNG\r\n\x1a\n\x00\xff\xff\xff", [(None, "standings.not_text")]),
        (b'unit\n"' + b"x" * 200_000 + b'"\n', [(None, "standings.not_csv")]),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, content, found):
    file = tmp_path / "odd.csv"
    file.write_bytes(content)
    assert problems(lambda: read_table(file)) == found


def test_a_missing_file_is_the_systems_own_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_table(tmp_path / "none.csv")


def test_numbers_as_people_write_them(tmp_path):
    (row,) = rows(table(tmp_path, 'a,b,c,d,e\n１２,"1,234",,3.5,"１，２３４"\n'))
    assert (row.whole("a"), row.whole("b"), row.whole("c"), row.number("d"), row.whole("e")) == (
        12,
        1234,
        None,
        3.5,
        1234,
    )
    assert row.problems == []


@pytest.mark.parametrize("cell", ["three", "0", "-1", "1.5", "nan", "1e3", "第1名", "9" * 5000, "9" * 30])
def test_what_is_no_whole_number(tmp_path, cell):
    (row,) = rows(table(tmp_path, f"rank\n{cell}\n"))
    assert row.whole("rank") is None
    assert [problem.code for problem in row.problems] == ["standings.not_whole"]


@pytest.mark.parametrize("cell", ["inf", "nan", "1e999", "x"])
def test_what_is_no_finite_number(tmp_path, cell):
    (row,) = rows(table(tmp_path, f"score\n{cell}\n"))
    assert row.number("score") is None
    assert [problem.code for problem in row.problems] == ["standings.not_number"]


@pytest.mark.parametrize("cell", ["10/1/2020", "2020-02-30", "20200110", "2020-1", "0000-01-01", "明天"])
def test_what_is_no_date(tmp_path, cell):
    (row,) = rows(table(tmp_path, f"published_on\n{cell}\n"))
    assert row.date("published_on") is None
    assert [problem.code for problem in row.problems] == ["standings.not_date"]


@pytest.mark.parametrize("cell", ["2020-01-10", "2020/1/10", "2020.01.10", "2020年1月10日", "２０２０-1-10"])
def test_dates_as_people_write_them(tmp_path, cell):
    (row,) = rows(table(tmp_path, f"published_on\n{cell}\n"))
    assert row.date("published_on") == date(2020, 1, 10)


def test_columns_missing_and_unknown_are_told_together(tmp_path):
    reading = Reading(table(tmp_path, "unit,ranke,of\na,1,2\n"))
    assert problems(lambda: reading.columns(("unit", "rank"), ("of",))) == [
        (1, "standings.no_column"),
        (1, "standings.unknown_column"),
    ]
