"""`template`, `check` and `schemes`, as a person runs them."""

import json
from pathlib import Path

import openpyxl
import pytest

from kaohe.cli.app import COMMANDS, run
from kaohe.schemes import load_scheme
from tests.schemes.writing import changed

OURS = {
    "template": ("kaohe.cli.template", "cli.template"),
    "check": ("kaohe.cli.check", "cli.check"),
    "schemes": ("kaohe.cli.schemes", "cli.schemes"),
}
FIGURES = """\
unit,name,life_expectancy,expected_schooling,mean_schooling,gni_per_capita
A,甲,70,12,8,9000
B,乙,{},13,9,8000
"""


def kaohe(*words: object, lang: str = "en") -> int:
    return run([*map(str, words), "--lang", lang], {}, {**COMMANDS, **OURS})


def figures(folder: Path, value: object = 71) -> Path:
    file = folder / "figures.csv"
    file.write_text(FIGURES.format(value), encoding="utf-8")
    return file


def units(folder: Path) -> Path:
    file = folder / "units.csv"
    file.write_text("unit,name,region,city\nA1,甲区,东部,广州\nB2,乙区,西部,兰州\n", encoding="utf-8")
    return file


def test_a_sound_file_ends_with_0(tmp_path, capsys):
    assert kaohe("check", figures(tmp_path), "--scheme", "hdi", "--year", 2022) == 0
    assert "2 units checked: 0 hard" in capsys.readouterr().out


@pytest.mark.parametrize(("value", "level"), [(500, "hard"), (-1, "hard")])
def test_findings_end_with_1_and_name_the_cell(tmp_path, capsys, value, level):
    assert kaohe("check", figures(tmp_path, value), "--scheme", "hdi", "--year", 2022, lang="zh") == 1
    said = capsys.readouterr()
    assert "figures.csv:C3" in said.err and "出生时预期寿命" in said.err
    assert "硬性问题 1 个" in said.out


def test_a_year_that_the_scheme_is_not_for_is_a_finding(tmp_path, capsys):
    form = tmp_path / "form.xlsx"
    assert kaohe("template", "--scheme", "national-2021", "--units", units(tmp_path), "--out", form) == 0
    assert kaohe("check", form, "--scheme", "national-2021", "--year", 2010) == 1
    assert "2010" in capsys.readouterr().err


def test_unusable_figures_end_with_2(tmp_path, capsys):
    assert kaohe("check", figures(tmp_path, "many"), "--scheme", "hdi") == 2
    assert "figures.csv:C3" in capsys.readouterr().err


def test_findings_as_json(tmp_path, capsys):
    assert kaohe("check", figures(tmp_path, 500), "--scheme", "hdi", "--year", 2022, "--json") == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["hard"], said["soft"]) == (1, 0)
    assert said["problems"][0]["cell"] == "C3"


def test_a_form_is_made_filled_and_checked(tmp_path, capsys):
    form = tmp_path / "form.xlsx"
    assert (
        kaohe(
            "template", "--scheme", "national-2021", "--units", units(tmp_path), "--out", form, "--year", 2021
        )
        == 0
    )
    book = openpyxl.load_workbook(form)
    sheet = book["填报"]
    head = {cell.value: cell.column_letter for cell in sheet[7]}
    sheet[f"{head['fdi']}8"] = -5
    book.save(form)
    capsys.readouterr()
    assert kaohe("check", form, "--scheme", "national-2021") == 1
    assert f"form.xlsx:填报:{head['fdi']}8" in capsys.readouterr().err


def test_a_form_that_exists_is_never_replaced(tmp_path, capsys):
    form = tmp_path / "form.xlsx"
    form.write_bytes(b"filled")
    assert kaohe("template", "--scheme", "hdi", "--units", units(tmp_path), "--out", form) == 2
    assert form.read_bytes() == b"filled"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["form.xlsx", "units.csv"]


def test_schemes_are_listed_shown_and_checked(tmp_path, capsys):
    assert kaohe("schemes", "list") == 0
    assert "national-2016" in capsys.readouterr().out
    assert kaohe("schemes", "show", "hdi", lang="zh") == 0
    said = capsys.readouterr().out
    assert "平均受教育年限" in said and "人类发展指数" in said
    assert kaohe("schemes", "show", "national-2016", "--json") == 0
    tree = json.loads(capsys.readouterr().out)["tree"]
    assert len(tree["children"]) == 5
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: 1\nid: x\n", encoding="utf-8")
    assert kaohe("schemes", "check", bad) == 2
    assert "bad.yaml" in capsys.readouterr().err


def test_the_schema_is_json_schema(capsys):
    assert kaohe("schemes", "schema") == 0
    assert json.loads(capsys.readouterr().out)["properties"]["format"]["const"] == 1


def test_export_edit_import(tmp_path, capsys):
    assert kaohe("schemes", "export", "hdi", tmp_path / "hdi.xlsx") == 0
    assert kaohe("schemes", "import", tmp_path / "hdi.xlsx", tmp_path / "same.yaml") == 0
    assert load_scheme(tmp_path / "same.yaml") == load_scheme("hdi")
    book = openpyxl.load_workbook(tmp_path / "hdi.xlsx")
    book["tree"]["D3"] = 2
    book.save(tmp_path / "hdi.xlsx")
    assert kaohe("schemes", "import", tmp_path / "hdi.xlsx", tmp_path / "own.yaml") == 0
    assert load_scheme(tmp_path / "own.yaml").tree["hdi"].children["health"].weight == 2


def test_a_refused_import_writes_nothing(tmp_path, capsys):
    assert kaohe("schemes", "export", "hdi", tmp_path / "hdi.xlsx") == 0
    book = openpyxl.load_workbook(tmp_path / "hdi.xlsx")
    book["tree"]["D3"] = "heavy"
    book.save(tmp_path / "hdi.xlsx")
    assert kaohe("schemes", "import", tmp_path / "hdi.xlsx", tmp_path / "own.yaml") == 2
    assert "hdi.xlsx:tree:D3" in capsys.readouterr().err
    assert not (tmp_path / "own.yaml").exists()


@pytest.mark.parametrize("command", OURS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_option_is_explained(capsys, command, lang):
    assert kaohe(command, "--help", lang=lang) == 0
    assert "cli." not in capsys.readouterr().out


def test_show_says_how_weights_are_computed(tmp_path, capsys):
    written = "    children:\n      gdp: 60\n      share: 40\n"
    computed = changed(written, "    weights: {critic: {}}\n    of: all\n")
    (tmp_path / "s.yaml").write_text(computed, encoding="utf-8")
    assert kaohe("schemes", "show", tmp_path / "s.yaml", lang="zh") == 0
    assert "权重计算：CRITIC法" in capsys.readouterr().out
    assert kaohe("schemes", "show", tmp_path / "s.yaml", "--json") == 0
    assert json.loads(capsys.readouterr().out)["tree"]["weights"] == {"critic": {}}
