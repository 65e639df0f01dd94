"""`kaohe demo`: the main job, whole, once."""

import csv
import json
from pathlib import Path

import pytest

from kaohe.cli.app import run


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo") / "out"
    assert run(["demo", "--out", str(out)], {"LANG": "zh_CN.UTF-8"}) == 0
    return out


def table(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def test_three_years_with_every_output(demo: Path) -> None:
    for year in ("2016", "2017", "2018"):
        assert (demo / year / "reported.xlsx").stat().st_size > 10_000
        names = {file.name for file in (demo / year / "results").iterdir()}
        assert {"standings.csv", "report.html", "results.xlsx", "snapshot", "manifest.json"} <= names


def test_the_check_finds_every_planted_slip_and_gap(demo: Path) -> None:
    """Each slip and gap stands in a cell that the check names; zones are named in its words."""
    zones = {row["unit"]: row["name"] for row in table(demo / "zones.csv")}
    for planted in table(demo / "planted.csv"):
        if planted["what"] not in {"gap", "unit_slip"}:
            continue
        texts = [row["text"] for row in table(demo / planted["data_year"] / "check.csv")]
        assert any(zones[planted["zone"]] in text for text in texts), planted


def test_the_ladder_is_climbed(demo: Path) -> None:
    findings = table(demo / "findings-guangdong-2016.csv")
    measures = {row["measure"] for row in findings if row["outcome"] == "fired"}
    assert {"written_reminder", "admonitory_talk", "rectification_order"} <= measures
    written = [row for row in findings if row["due_on"]]
    assert {(row["due_on"], row["reminder_on"]) for row in written} == {("2020-01-02", "2019-12-31")}
    exits = table(demo / "findings-national-2016.csv")
    assert {row["measure"] for row in exits} == {"exit"}


def test_everything_says_that_it_is_simulated(demo: Path) -> None:
    assert all(row["name"].startswith("模拟·") for row in table(demo / "zones.csv"))
    zones = {row["zone"] for row in table(demo / "findings-guangdong-2016.csv")} - {""}
    assert zones and all(zone.startswith("模拟·") for zone in zones)
    assert json.loads((demo / "manifest.json").read_text(encoding="utf-8"))["simulated"] is True
    assert "模拟数据" in (demo / "2018" / "results" / "report.html").read_text(encoding="utf-8")[:20_000]


def test_a_written_snapshot_rescores(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rescore", str(demo / "2017" / "results" / "snapshot")], {}) == 0


def test_findings_follow_from_what_assess_wrote(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The units.csv beside the standings is all that the rules need to know of the zones."""
    files = [str(demo / year / "results" / "standings.csv") for year in ("2018", "2017")]
    line = ["findings", "--rules", "guangdong-2016", "--standings", *files, "--published", "2019-12-18"]
    assert run([*line, "--json"], {}) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {each["unit"] for each in found} == {"SIM440004", "SIM440005", "SIM440006"}
