"""`kaohe study` from a csv of one's own: everything is written, or nothing."""

import csv
import hashlib
import json
from pathlib import Path

import openpyxl
import pytest

from kaohe.cli.app import run
from kaohe.messages import codes

SCHEME = """
format: 1
id: parks
name: {zh: 园区, en: parks}
status: example
units: {region: [东部, 西部]}
frames: {prev: {year: -1}}
items:
  gdp: {name: {zh: 地区生产总值, en: GDP}, unit: 万元}
  tax: {name: {zh: 税收收入, en: tax revenue}, unit: 万元}
  land: {name: {zh: 土地, en: land}, unit: 公顷}
defaults: {direction: higher, provenance: reconstructed, scale: {minmax: [0, 100]}}
indicators:
  gdp: {}
  tax: {}
  density: {name: {zh: 地均产出, en: output per hectare}, formula: gdp / land, unit: 万元/公顷}
tree:
  index:
    need: 1
    children:
      size: {name: {zh: 规模, en: size}, children: {gdp: 2, tax: {by: region, 东部: 1, 西部: 3}}}
      density: 1
"""
HEAD = "unit,name,region,data_year,gdp,tax,land\n"
FIGURES = (
    HEAD
    + """a,甲,东部,2021,100,10,10
b,乙,西部,2021,50,5.5,5
c,"=丙, 一",东部,2021,80,8,20
d,丁,西部,2021,20,2.1,
e,戊,西部,2021,60,6,4
"""
)
LAST_YEAR = HEAD + "a,甲,东部,2020,90,9,10\nb,乙,西部,2020,40,5,5\nc,丙,东部,2020,80,8,20\n"


@pytest.fixture
def parks(tmp_path: Path) -> Path:
    (tmp_path / "parks.yaml").write_text(SCHEME, encoding="utf-8")
    (tmp_path / "parks.csv").write_text(FIGURES, encoding="utf-8")
    (tmp_path / "before.csv").write_text(LAST_YEAR, encoding="utf-8")
    return tmp_path


def study(parks: Path, *more: str | Path, lang: str = "zh") -> int:
    options = ["--scheme", parks / "parks.yaml", "--out", parks / "out", "--previous", parks / "before.csv"]
    line = ["study", parks / "parks.csv", *options, "--lang", lang, *more]
    return run([str(word) for word in line], {})


def table(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


TABLES = """availability balance completeness components correlations denominators flags items loadings points
reliability removal_places removals strengths summary trends values weights"""


def test_everything_is_written(parks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert study(parks) == 0
    out = parks / "out"
    wanted = {*(f"{name}.csv" for name in TABLES.split()), "study.xlsx", "report.html", "manifest.json"}
    assert {file.name for file in out.iterdir()} == wanted
    assert "report.html" in capsys.readouterr().out
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["outputs"].keys() == wanted - {"manifest.json"}
    assert manifest["inputs"].keys() == {"parks.csv", "before.csv"}
    for name, expected in manifest["outputs"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == expected
    weights = {(row["case"], row["node"]): row["weight"] for row in table(out / "weights.csv")}
    assert weights["region=东部", "index/size/tax"] == "0.1666666667"
    assert weights["region=西部", "index/size/tax"] == "0.3"
    growth = {(row["unit"], row["node"]): row["growth"] for row in table(out / "trends.csv")}
    assert growth["b", "index/size/gdp"] == "0.25"
    assert growth["d", "index/size/gdp"] == ""
    gaps = {row["unit"]: (row["missing"], row["indicators"]) for row in table(out / "completeness.csv")}
    assert gaps["d"] == ("1", "3")


def test_every_table_is_told_of_in_the_reference(parks: Path) -> None:
    study(parks)
    told = (Path(__file__).parents[2] / "docs" / "reference" / "outputs.md").read_text(encoding="utf-8")
    for file in (parks / "out").glob("*.csv"):
        heads = file.read_text(encoding="utf-8").splitlines()[0].split(",")
        assert f"| `{file.name}` | {', '.join(f'`{head}`' for head in heads)} |" in told, file.name


def test_the_same_figures_give_the_same_bytes_in_any_order(parks: Path) -> None:
    study(parks)
    before = {file.name: file.read_bytes() for file in (parks / "out").iterdir()}
    head, *rows = FIGURES.splitlines()
    (parks / "parks.csv").write_text("\n".join([head, *reversed(rows)]), encoding="utf-8")
    study(parks)
    after = {file.name: file.read_bytes() for file in (parks / "out").iterdir()}
    differ = {name for name in before if before[name] != after[name]}
    assert differ == {"manifest.json", "report.html"}  # they hold the hash of what was given


def test_the_units_asked_for_are_shown(parks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert study(parks, "--unit", "a", "--unit", "d", lang="en") == 0
    said = capsys.readouterr().out
    assert "甲: place 1 of 5" in said
    assert "Strengths" in said
    assert "GDP" in said


def test_json_for_programs(parks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert study(parks, "--json", "--unit", "a", lang="en") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["units"] == 5
    assert {flag["kind"] for flag in said["flags"]} >= {"alike"}
    assert said["profiles"][0]["code"] == "a"


def test_an_unknown_unit_is_refused_and_nothing_written(
    parks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert study(parks, "--unit", "x") == 2
    assert "x" in capsys.readouterr().err
    assert not (parks / "out").exists()


def test_bad_figures_leave_nothing_behind(parks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (parks / "parks.csv").write_text(FIGURES.replace("100,", "many,"), encoding="utf-8")
    assert study(parks) == 2
    assert "E2" in capsys.readouterr().err
    assert not (parks / "out").exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_has_a_sheet_a_topic_with_numbers_to_the_right(parks: Path, lang: str) -> None:
    study(parks, lang=lang)
    book = openpyxl.load_workbook(parks / "out" / "study.xlsx")
    assert len(book.sheetnames) == 12
    for sheet in book:
        assert sheet.freeze_panes.endswith("4")
        cells = [cell for row in sheet.iter_rows(min_row=4) for cell in row if cell.value is not None]
        assert cells, sheet.title
        for cell in cells:
            if isinstance(cell.value, int | float):
                assert cell.alignment.horizontal == "right", (sheet.title, cell.coordinate)
            assert cell.data_type != "f"
    flagged = {cell.fill.fgColor.rgb for row in book.worksheets[0].iter_rows(min_row=4) for cell in row}
    assert "FFFFE9B8" in flagged


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_whole_and_asks_for_nothing_outside(parks: Path, lang: str) -> None:
    study(parks, lang=lang)
    page = (parks / "out" / "report.html").read_text(encoding="utf-8")
    assert "http" not in page.replace("http-equiv", "")
    assert "<script" not in page
    assert "None" not in page
    assert not [code for code in codes() if code.startswith("studies.") and code in page]
    for section in (
        "flags",
        "statistics",
        "availability",
        "branches",
        "weights",
        "removals",
        "profiles",
        "method",
    ):
        assert f'<section id="{section}"' in page.replace(' class="flags"', "")
        assert f'href="#{section}"' in page
    assert "=丙, 一" in page
    assert page.count("<svg") > 6


def test_a_study_of_hardly_anything_still_has_a_page(parks: Path) -> None:
    (parks / "parks.csv").write_text(HEAD + "a,甲,东部,2021,,,\n", encoding="utf-8")
    (parks / "before.csv").unlink()
    line = ["study", parks / "parks.csv", "--scheme", parks / "parks.yaml", "--out", parks / "out"]
    assert run([str(word) for word in line], {}) == 0
    assert "nan" not in (parks / "out" / "report.html").read_text(encoding="utf-8").lower()
