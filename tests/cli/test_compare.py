"""`kaohe compare`: from two results of `kaohe assess` to who moved and why."""

import csv
import json
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import pytest

from kaohe.cli.app import run

SCHEME = """
format: 1
id: parks
name: {zh: 园区, en: parks}
status: example
items:
  output: {name: {zh: 产出, en: output}, unit: 万元}
  land: {name: {zh: 用地, en: land}, unit: 公顷}
defaults: {direction: higher, provenance: reconstructed, scale: {efficacy: [60, 100]}}
indicators:
  output: {}
  per_hectare: {name: {zh: 地均产出, en: output per hectare}, unit: 万元/公顷, formula: output / land}
tree: {index: {total: 100, round: 2, children: {output: 60, per_hectare: 40}}}
"""
BEFORE = "unit,name,output,land\nN,North Park,120,100\nE,East Park,300,400\nS,South Park,200,160\n"
AFTER = "unit,name,output,land\nN,North Park,310,100\nE,East Park,300,400\nW,West Park,200,160\n"


def kaohe(*words: str | Path, lang: str = "C.UTF-8") -> int:
    return run([str(word) for word in words], {"LANG": lang})


def assessed(folder: Path, name: str, figures: str, scheme: str, year: int) -> Path:
    (folder / f"{name}.yaml").write_text(scheme, encoding="utf-8")
    (folder / f"{name}.csv").write_text(figures, encoding="utf-8")
    out = folder / name
    options = ["--scheme", folder / f"{name}.yaml", "--year", str(year), "--out", out, "--only", "csv"]
    assert kaohe("assess", folder / f"{name}.csv", *options) == 0
    return out


@pytest.fixture
def years(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, Path]:
    """Two years: N rises, S leaves, W comes in; the second weighs the other way round."""
    turned = SCHEME.replace("output: 60, per_hectare: 40", "output: 40, per_hectare: 60")
    both = (
        assessed(tmp_path, "y2023", BEFORE, SCHEME, 2023),
        assessed(tmp_path, "y2024", AFTER, turned, 2024),
    )
    capsys.readouterr()
    return both


def table(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def test_the_movers_with_their_causes(years: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert kaohe("compare", *years) == 0
    said = capsys.readouterr().out
    assert "2 units have a place in both; 1 of them changed it, by 1.0 places on average" in said
    assert "Only in A, 1: South Park" in said
    assert "Only in B, 1: West Park" in said
    assert "North Park" in said


def test_all_in_chinese(years: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert kaohe("compare", *years, lang="zh_CN.UTF-8") == 0
    assert "变动最大的" in capsys.readouterr().out


def test_the_tables_hold_everyone_and_add_up(tmp_path: Path, years: tuple[Path, Path]) -> None:
    out = tmp_path / "out"
    assert kaohe("compare", *years, "--out", out) == 0
    tables = {"changes.csv", "changes_by_indicator.csv", "changes_by_step.csv"}
    names = {file.name for file in out.iterdir()}
    assert names == {*tables, "changes.xlsx", "manifest.json", "report.html"}
    rows = {row["unit"]: row for row in table(out / "changes.csv")}
    assert {unit: row["in"] for unit, row in rows.items()} == {"N": "both", "E": "both", "S": "a", "W": "b"}
    assert (rows["S"]["place_a"], rows["S"]["place_b"]) == ("1", "")
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for row in table(out / "changes_by_step.csv"):
        sums[row["unit"]] += Fraction(row["places"])
    for unit in ("N", "E"):
        assert round(sums[unit], 8) == Fraction(rows[unit]["places_won"])
        by_cause = (rows[unit][f"places_{name}"] for name in ("data", "weights", "method", "others"))
        assert round(sum(map(Fraction, by_cause)), 8) == Fraction(rows[unit]["places_won"])
        assert rows[unit]["places_scheme"] == ""


def test_one_unit_in_full(years: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert kaohe("compare", *years, "--unit", "N") == 0
    by_code = capsys.readouterr().out
    assert "North Park (N): place 3 -> 1 (2)" in by_code
    assert "Weights below Index" in by_code
    assert kaohe("compare", *years, "--unit", "North Park") == 0
    assert capsys.readouterr().out == by_code


def test_json_for_programs(years: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert kaohe("compare", *years, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["agreement"]["units"] == 2
    assert [entry["unit"] for entry in found["only_in_a"]] == ["S"]
    (north,) = (unit for unit in found["units"] if unit["unit"] == "N")
    assert north["places_won"] == 2
    assert sum(cause["places"] for cause in north["causes"].values()) == pytest.approx(2)
    assert sum(piece["score"] for piece in north["pieces"]) == pytest.approx(north["score_change"])
    assert kaohe("compare", *years, "--json", "--unit", "N") == 0
    assert json.loads(capsys.readouterr().out)["pieces"] == north["pieces"]


def test_a_result_and_the_snapshot_in_it_are_the_same(
    years: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert kaohe("compare", years[0], years[0] / "snapshot", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["agreement"]["moved"] == 0
    assert not any(unit["pieces"] for unit in found["units"])


def test_standings_alone_say_who_moved(
    years: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    files = [folder / "standings.csv" for folder in years]
    assert kaohe("compare", *files, "--out", tmp_path / "out") == 0
    said = capsys.readouterr()
    assert "North Park" in said.out
    assert "no causes can be told" in said.err
    assert not (tmp_path / "out" / "changes_by_step.csv").exists()


@pytest.mark.parametrize(
    ("unit", "words"), [("S", "only in result A"), ("W", "only in result B"), ("X", "such as E")]
)
def test_a_unit_that_is_not_in_both(
    years: tuple[Path, Path], unit: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kaohe("compare", *years, "--unit", unit) == 2
    assert words in capsys.readouterr().err


def test_what_is_no_result(
    years: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert kaohe("compare", years[0], tmp_path, "--out", out) == 2
    assert "no result to compare here" in capsys.readouterr().err
    assert kaohe("compare", years[0], tmp_path / "nowhere", "--out", out) == 2
    assert "nowhere" in capsys.readouterr().err
    assert kaohe("compare", years[0], tmp_path / "y2023.csv", "--out", out) == 2
    assert "y2023.csv" in capsys.readouterr().err
    both = (tmp_path / "two.csv").open("w", encoding="utf-8")
    with both:
        both.write((years[0] / "standings.csv").read_text(encoding="utf-8"))
        both.writelines((years[1] / "standings.csv").read_text(encoding="utf-8").splitlines(True)[1:])
    assert kaohe("compare", years[0], tmp_path / "two.csv", "--out", out) == 2
    assert "2024, 2025" in capsys.readouterr().err
    assert not out.exists()


def test_units_of_other_codes_have_nothing_in_common(
    tmp_path: Path, years: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    others = assessed(tmp_path, "others", BEFORE.replace("\n", "\nX")[:-1], SCHEME, 2024)
    assert kaohe("compare", years[0], others) == 2
    assert "no unit in common" in capsys.readouterr().err


def test_figures_that_lack_an_item_are_said_and_who_moved_is_told_all_the_same(
    tmp_path: Path, years: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    more = SCHEME.replace("  land:", "  jobs: {name: {zh: 就业, en: jobs}, unit: 人}\n  land:")
    more = more.replace("  output: {}", "  output: {}\n  jobs: {}").replace(
        "{output: 60, per_hectare: 40}", "{output: 60, jobs: 40}"
    )
    figures = "\n".join(
        f"{row},{jobs}" for row, jobs in zip(AFTER.splitlines(), ("jobs", 5, 9, 7), strict=True)
    )
    other = assessed(tmp_path, "more", figures, more, 2024)
    assert kaohe("compare", years[0], other, "--out", tmp_path / "out") == 0
    said = capsys.readouterr()
    assert "with the figures of A, the indicator 'jobs' (index/jobs) has a value for no unit" in said.err
    assert "2 units have a place in both" in said.out
    assert table(tmp_path / "out" / "changes.csv")[0]["places_data"] == ""
