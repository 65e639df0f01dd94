"""A scheme to a workbook and back: equal when nothing was edited, edited as said, refused by cell."""

from pathlib import Path

import openpyxl
import pytest

from kaohe.messages import Refused
from kaohe.schemes import Scheme, load_scheme, read_scheme, scheme_ids
from kaohe.workbooks import scheme_from_sheets, scheme_to_sheets, scheme_yaml
from tests.workbooks.small import TEXT, said, small_scheme

EVERYTHING = Path(__file__).with_name("everything.yaml")


def everything() -> Scheme:
    return load_scheme(EVERYTHING)


def schemes() -> list[Scheme]:
    return [everything(), small_scheme(), *(load_scheme(name) for name in scheme_ids())]


@pytest.fixture(params=range(len(schemes())))
def scheme(request) -> Scheme:
    return schemes()[request.param]


def test_out_and_back_is_equal(tmp_path, scheme):
    scheme_to_sheets(scheme, tmp_path / "s.xlsx")
    back = scheme_from_sheets(tmp_path / "s.xlsx")
    assert back == scheme
    assert scheme_yaml(back) == scheme_yaml(scheme)


def test_the_yaml_reads_back_equal_and_reads_well(scheme):
    text = scheme_yaml(scheme)
    assert read_scheme(text, Path("x.yaml")) == scheme
    assert scheme.name.zh in text and "\\u" not in text
    assert text.startswith("format: 1\nid: ")
    assert "\nitems:\n  " in text and "&id" not in text


def test_saved_by_another_program_it_is_still_equal(tmp_path, scheme):
    scheme_to_sheets(scheme, tmp_path / "s.xlsx")
    openpyxl.load_workbook(tmp_path / "s.xlsx").save(tmp_path / "t.xlsx")
    assert scheme_from_sheets(tmp_path / "t.xlsx") == scheme


def test_the_same_scheme_gives_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        scheme_to_sheets(small_scheme(), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def edited(tmp_path, change, scheme=None) -> Path:
    scheme_to_sheets(scheme or everything(), tmp_path / "s.xlsx")
    book = openpyxl.load_workbook(tmp_path / "s.xlsx")
    change(Cells(book))
    book.save(tmp_path / "s.xlsx")
    return tmp_path / "s.xlsx"


class Cells:
    """Cells of a scheme's workbook by sheet, first column and head."""

    def __init__(self, book):
        self.book = book

    def at(self, sheet: str, row: str, head: str):
        columns = {cell.value: cell.column for cell in self.book[sheet][1]}
        rows = {cell.value: cell.row for cell in self.book[sheet]["A"]}
        return self.book[sheet].cell(rows[row], columns[head])


def test_edited_weights_formulas_and_names_arrive(tmp_path):
    def edit(cells: Cells) -> None:
        cells.at("tree", "all/level", "weight").value = 0.25
        cells.at("indicators", "d", "formula").value = "a / city.a * 50"
        cells.at("indicators", "a", "weights.level").value = 70
        cells.at("items", "c", "name.zh").value = "新丙"
        cells.at("scheme", "version", "value").value = 2.5

    scheme = scheme_from_sheets(edited(tmp_path, edit))
    assert scheme.tree["all"].children["level"].weight == 0.25
    assert scheme.indicators["d"].formula == "a / city.a * 50"
    assert scheme.indicators["a"].weights["level"] == 70
    assert scheme.items["c"].name.zh == "新丙"
    assert scheme.version == "2.5"


def test_a_new_indicator_in_the_tree(tmp_path):
    def edit(cells: Cells) -> None:
        cells.book["indicators"].append(["e", "戊", "fifth", "家", "b + 1"])
        cells.book["tree"].append(["all/e", "all", "e", 0.5])

    scheme = scheme_from_sheets(edited(tmp_path, edit))
    assert scheme.indicators["e"].formula == "b + 1"
    assert scheme.tree["all"].children["e"].weight == 0.5


def test_a_branch_moved_by_its_parent_takes_its_children_along(tmp_path):
    def edit(cells: Cells) -> None:
        cells.at("tree", "all/again", "parent").value = "all/more"
        cells.book["tree"].append(["all/more", "all", "more", 1])

    scheme = scheme_from_sheets(edited(tmp_path, edit))
    assert set(scheme.tree["all"].children["more"].children["again"].children) == {"c", "d"}


def refusal(tmp_path, change, scheme=None) -> Refused:
    with pytest.raises(Refused) as caught:
        scheme_from_sheets(edited(tmp_path, change, scheme))
    for problem in caught.value.problems:
        assert problem.text("zh") and problem.text("en")
    return caught.value


def setting(sheet: str, row: str, head: str, value: object):
    def edit(cells: Cells) -> None:
        cells.at(sheet, row, head).value = value

    return edit


def test_parents_that_go_round_in_a_circle_are_named(tmp_path):
    def edit(cells: Cells) -> None:
        cells.at("tree", "all/level", "parent").value = "all/again"
        cells.at("tree", "all/again", "parent").value = "all/level"

    refused = refusal(tmp_path, edit)
    assert list(said(refused)) == ["workbooks.tree_cycle"]
    words = refused.problems[0].words("zh")
    assert "B3" in words and "B4" in words and "all/again" in words


@pytest.mark.parametrize(
    ("change", "code", "cell"),
    [
        (setting("tree", "all/level", "parent", "all/level"), "workbooks.tree_cycle", "s.xlsx:tree:B3"),
        (setting("tree", "all/level", "parent", "nowhere"), "workbooks.unknown_parent", "s.xlsx:tree:B3"),
        (setting("tree", "all/level", "parent", None), "workbooks.tree_roots", "s.xlsx:tree:B2"),
        (setting("tree", "all/level", "path", "all/again"), "workbooks.path_twice", "s.xlsx:tree:A4"),
        (setting("tree", "all/again/c", "key", "d"), "workbooks.path_twice", "s.xlsx:tree:C6"),
        (setting("tree", "all/a", "key", None), "workbooks.sheet_blank", "s.xlsx:tree:A7"),
        (setting("items", "code", "unit", "units"), "workbooks.unknown_sheet_column", "s.xlsx:items:D1"),
        (setting("items", "b", "code", "a"), "workbooks.code_twice", "s.xlsx:items:A3"),
        (setting("indicators", "d", "formula", "#REF!"), "workbooks.error_value", "s.xlsx:indicators:E5"),
        (setting("scheme", "id", "key", "format"), "workbooks.key_twice", "s.xlsx:scheme:A3"),
        (
            setting("switches", "checks.less.that", "where", "checks.more.that"),
            "workbooks.switch_unused",
            "s.xlsx:switches:A13",
        ),
    ],
)
def test_sheets_that_contradict_themselves(tmp_path, change, code, cell):
    assert said(refusal(tmp_path, change)).get(code) == cell


@pytest.mark.parametrize(
    ("change", "cell"),
    [
        (setting("items", "a", "kind", "sum"), "s.xlsx:items:E2"),
        (setting("items", "a", "bounds", "[0, null"), "s.xlsx:items:H2"),
        (setting("indicators", "d", "formula", "import os"), "s.xlsx:indicators:E5"),
        (setting("indicators", "d", "formula", "a / nobody"), "s.xlsx:indicators:E5"),
        (setting("tree", "all/level", "weight", "heavy"), "s.xlsx:tree:D3"),
        (setting("scheme", "status", "value", "maybe"), "s.xlsx:scheme:B7"),
    ],
)
def test_what_the_loader_refuses_is_refused_at_its_cell(tmp_path, change, cell):
    places = [str(problem.place) for problem in refusal(tmp_path, change).problems]
    assert any(place.startswith(cell) for place in places), places


def test_weights_that_miss_the_total_are_refused_at_the_tree(tmp_path):
    change = setting("tree", "hdi/health", "weight", 5)
    scheme_text = load_scheme("hdi")
    stated = scheme_text.model_copy(
        update={"tree": {"hdi": scheme_text.tree["hdi"].model_copy(update={"total": 3.0})}}
    )
    stated.tree["hdi"].model_fields_set.add("total")
    refused = refusal(tmp_path, change, stated)
    assert list(said(refused)) == ["schemes.total"]
    assert said(refused)["schemes.total"].startswith("s.xlsx:tree:")


def test_a_missing_sheet(tmp_path):
    def edit(cells: Cells) -> None:
        del cells.book["tree"]

    assert "workbooks.sheet_missing" in said(refusal(tmp_path, edit))


def test_a_form_is_no_scheme(tmp_path):
    (tmp_path / "a.csv").write_text("unit,gdp\n", encoding="utf-8")
    with pytest.raises(Refused) as caught:
        scheme_from_sheets(tmp_path / "a.csv")
    assert "workbooks.sheet_missing" in said(caught.value)


def test_the_test_scheme_says_what_the_format_offers():
    assert read_scheme(TEXT, Path("x.yaml")).id == "small"
    assert everything().tree["all"].children["again"].children["d"].weight.by == "region"
