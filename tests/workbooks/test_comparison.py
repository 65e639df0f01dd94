"""changes.xlsx, read with other eyes: everyone, every piece, the same bytes each time."""

import openpyxl

from kaohe.scoring import score
from kaohe.studies.comparing import Side, compare
from kaohe.workbooks.comparison import write_comparison_book
from tests.scoring import simple

BEFORE = {"a": [1, 5, 3], "b": [4, 4, 9]}
AFTER = {"a": [6, 5, 3, 1], "b": [4, 4, 9, 1]}


def comparison():
    scheme = simple.scheme(["a", "b"])
    return compare(*(Side.of(score(simple.figures(items), scheme)) for items in (BEFORE, AFTER)))


def book(tmp_path, found):
    file = tmp_path / "changes.xlsx"
    write_comparison_book(file, found, lang="en")
    return openpyxl.load_workbook(file)


def test_everyone_has_a_row_with_causes_that_add_up(tmp_path):
    sheet = book(tmp_path, comparison())["All units"]
    heads, *rows = sheet.iter_rows(min_row=3, values_only=True)
    by_unit = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert set(by_unit) == {"u0", "u1", "u2", "u3"}
    for unit in ("u0", "u1", "u2"):
        row = by_unit[unit]
        assert row["Data"] + row["Weights"] + row["Method"] + row["Others"] == row["Won"]
        assert row["Place A"] - row["Place B"] == row["Won"]
    assert (by_unit["u3"]["Place A"], by_unit["u3"]["Place B"], by_unit["u3"]["Score B"]) == (None, 4, 1)


def test_every_piece_has_a_row(tmp_path):
    found = comparison()
    _, *rows = book(tmp_path, found)["What moved them"].iter_rows(min_row=3, values_only=True)
    for unit, entry in enumerate(found.moves.after):
        assert sum(row[4] for row in rows if row[0] == entry.unit) == found.moves.changes[0, unit]


def test_places_alone_have_one_sheet(tmp_path):
    found = comparison()
    alone = compare(*(Side(side.published) for side in (found.a, found.b)))
    assert book(tmp_path, alone).sheetnames == ["All units"]


def test_the_same_comparison_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_comparison_book(tmp_path / name, comparison(), lang="zh")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
