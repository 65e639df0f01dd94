"""`kaohe assess` and `kaohe rescore` from a csv of one's own."""

import csv
import hashlib
import json
import math
from collections import defaultdict
from pathlib import Path

import pytest

from kaohe.cli.app import run

SCHEME = """
format: 1
id: parks
name: {zh: 园区, en: parks}
status: example
units: {region: [东部, 西部]}
items:
  gdp: {name: {zh: 地区生产总值, en: GDP}, unit: 万元}
  waste: {name: {zh: 固体废物, en: solid waste}, unit: 吨}
defaults: {direction: higher, provenance: reconstructed, scale: {minmax: [0, 100]}}
indicators:
  gdp: {}
  intensity:
    {name: {zh: 单位产值废物, en: waste per GDP}, formula: waste / gdp, unit: 吨/万元, direction: lower}
tree: {index: {total: 100, need: 1, round: 2, children: {gdp: 60, intensity: 40}}}
ranks: {within: [region]}
"""
FIGURES = """unit,name,region,gdp,waste
b,乙,西部,50,20
a,"=甲, 一",东部,100,10
c,丙,东部,0,5
d,丁,西部,75,
"""


@pytest.fixture
def parks(tmp_path: Path) -> Path:
    (tmp_path / "parks.yaml").write_text(SCHEME, encoding="utf-8")
    (tmp_path / "parks.csv").write_text(FIGURES, encoding="utf-8")
    return tmp_path


def kaohe(*words: str | Path) -> int:
    return run([str(word) for word in words], {"LANG": "zh_CN.UTF-8"})


def assess(parks: Path, *more: str) -> int:
    options = ["--scheme", parks / "parks.yaml", "--out", parks / "out", *more]
    return kaohe("assess", parks / "parks.csv", *options)


def table(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def test_everything_is_written(parks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assess(parks) == 0
    out = parks / "out"
    names = "contributions manifest notes report results scores snapshot standings units"
    assert sorted(file.stem for file in out.iterdir()) == names.split()
    assert "report.html" in capsys.readouterr().out
    rows = [row for row in table(out / "standings.csv") if (row["scope"], row["group"]) == ("index", "")]
    assert [(row["unit"], row["score"], row["rank"], row["of"]) for row in rows] == [
        ("a", "100", "1", "4"),
        ("b", "30", "3", "4"),
        ("c", "0", "4", "4"),
        ("d", "75", "2", "4"),
    ]


def test_notes_say_what_was_missing_and_why(parks: Path) -> None:
    assess(parks, "--only", "csv")
    notes = {(row["unit"], row["node"]): row["what"] for row in table(parks / "out" / "notes.csv")}
    assert notes["c", "index/intensity"] == "divided_by_zero:gdp"
    assert notes["d", "index/intensity"] == "absent:waste"


def test_contributions_add_up_to_the_score(parks: Path) -> None:
    assess(parks, "--only", "csv")
    sums: dict[str, list[float]] = defaultdict(list)
    for row in table(parks / "out" / "contributions.csv"):
        sums[row["unit"]].append(float(row["contribution"]))
    rows = [row for row in table(parks / "out" / "scores.csv") if row["node"] == "index"]
    assert sums.keys() == {row["unit"] for row in rows}
    for row in rows:
        assert math.isclose(math.fsum(sums[row["unit"]]), float(row["score"]), abs_tol=1e-9)


def test_the_manifest_holds_the_hash_of_every_input_and_output(parks: Path) -> None:
    assess(parks)
    out = parks / "out"
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    outputs = {file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file()}
    assert manifest["outputs"].keys() == outputs - {"manifest.json"}
    for name, expected in manifest["outputs"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == expected
    figures = hashlib.sha256((parks / "parks.csv").read_bytes()).hexdigest()
    assert manifest["inputs"] == {"parks.csv": figures}


def test_rows_in_another_order_give_the_same_bytes(parks: Path) -> None:
    assess(parks, "--only", "csv")
    before = {file.name: file.read_bytes() for file in (parks / "out").glob("*.csv")}
    head, *rows = FIGURES.splitlines()
    (parks / "parks.csv").write_text("\n".join([head, *reversed(rows)]), encoding="utf-8")
    assess(parks, "--only", "csv")
    assert {file.name: file.read_bytes() for file in (parks / "out").glob("*.csv")} == before


def test_rescore_says_the_same_and_then_what_differs(parks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assess(parks)
    snapshot = parks / "out" / "snapshot"
    assert kaohe("rescore", snapshot) == 0
    assert "逐字节相同" in capsys.readouterr().out
    scheme = snapshot / "scheme.yaml"
    scheme.write_text(scheme.read_text(encoding="utf-8").replace("60.0", "61.0"), encoding="utf-8")
    assert kaohe("rescore", snapshot) == 2
    assert "scheme.yaml" in capsys.readouterr().err


def test_csv_only(parks: Path) -> None:
    assert assess(parks, "--only", "csv") == 0
    assert {file.suffix for file in (parks / "out").iterdir()} == {".csv", ".json", ""}


def test_json_for_programs(parks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assess(parks, "--only", "csv", "--json") == 0
    places = json.loads(capsys.readouterr().out)["places"]
    assert places[0] == {"unit": "a", "score": 100, "rank": 1, "of": 4}


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        (FIGURES.replace("75,", "many,"), "D5"),
        (FIGURES.replace("b,乙", "a,乙"), "A3"),
        (FIGURES.replace("gdp,waste", "gdpp,waste"), "gdpp"),
        (FIGURES.replace("西部,50", "南部,50"), "C2"),
        ("", "parks.csv"),
    ],
)
def test_bad_figures_leave_nothing_behind(
    parks: Path, broken: str, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (parks / "parks.csv").write_text(broken, encoding="utf-8")
    assert assess(parks) == 2
    assert where in capsys.readouterr().err
    assert {file.name for file in parks.iterdir()} == {"parks.yaml", "parks.csv"}


def test_somebody_elses_folder_is_left_alone(parks: Path) -> None:
    (parks / "out").mkdir()
    (parks / "out" / "letter.docx").write_text("mine", encoding="utf-8")
    assert assess(parks) == 2
    assert [file.name for file in (parks / "out").iterdir()] == ["letter.docx"]


def test_a_snapshot_is_scored_to_the_same_tables(parks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assess(parks)
    snapshot, again = parks / "out" / "snapshot", parks / "again"
    options = ["--scheme", snapshot / "scheme.yaml", "--out", again, "--only", "csv"]
    assert kaohe("assess", snapshot, *options) == 0
    for name in ("scores.csv", "standings.csv", "contributions.csv"):
        assert (again / name).read_bytes() == (parks / "out" / name).read_bytes()
    assert kaohe("assess", snapshot, *options, "--previous", parks / "parks.csv") == 2
    assert "快照已含" in capsys.readouterr().err
