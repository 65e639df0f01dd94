"""The command: what it writes, says and refuses, and what an interruption leaves."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kaohe.cli.app import run
from tests.docs.pages import DOCS, blocks

PAGE = DOCS / "how-to" / "ask-how-sure-a-place-is.md"


@pytest.fixture
def folder(tmp_path):
    for block in blocks(PAGE):
        if block.title:
            (tmp_path / block.title).write_text(block.text, encoding="utf-8")
    return tmp_path


def line(folder, *more, out="out"):
    files = [str(folder / "parks.csv"), "--scheme", str(folder / "parks.yaml"), "--year", "2024"]
    return ["robustness", *files, "--out", str(folder / out), *more]


def heads_of(file):
    return file.read_text(encoding="utf-8").splitlines()[0].split(",")


def table(file):
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def test_tables_have_the_columns_told_and_probabilities_add_up(folder):
    plan = str(folder / "doubts.yaml")
    assert run(line(folder, "--plan", plan, "--draws", "300", "--seed", "1", "--base", "8"), {}) == 0
    told = (DOCS / "reference" / "outputs.md").read_text(encoding="utf-8")
    for file in ("ranks", "last", "acceptability", "sensitivity"):
        heads = ", ".join(f"`{head}`" for head in heads_of(folder / f"out/{file}.csv"))
        assert f"| `{file}.csv` | {heads} |" in told
    shares: dict[str, float] = {}
    for row in table(folder / "out/acceptability.csv"):
        shares[row["unit"]] = shares.get(row["unit"], 0) + float(row["share"])
    assert all(share == pytest.approx(1) for share in shares.values())
    last = [float(row["probability"]) for row in table(folder / "out/last.csv") if row["cut_off"] == "2"]
    assert sum(last) >= 2
    manifest = json.loads((folder / "out/manifest.json").read_text(encoding="utf-8"))
    assert manifest["how"] == {"seed": 1, "draws": 300, "base": 8}
    assert "doubts.yaml" in manifest["inputs"]
    assert (folder / "out/plan.yaml").read_bytes() == (folder / "doubts.yaml").read_bytes()


def test_without_a_plan_the_usual_is_taken_and_said(folder, capsys):
    assert run(line(folder, "--draws", "50", "--seed", "1", "--base", "0", "--lang", "zh"), {}) == 0
    assert "权重上下浮动 25%" in capsys.readouterr().out
    heads = heads_of(folder / "out/draws.csv")
    assert "1:index/size" in heads
    assert heads[-1] == "2:absent"


def test_json_and_no_table(folder, capsys):
    options = ("--draws", "50", "--seed", "1", "--base", "4", "--unit", "F", "--json", "--no-table")
    assert run(line(folder, *options), {}) == 0
    found = json.loads(capsys.readouterr().out)
    assert [row["unit"] for row in found["places"]] == list("ABCDEF")
    assert [each["unit"] for each in found["sensitivities"]] == [None, "F"]
    assert not (folder / "out/draws.csv").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "--seed is missing"),
        (("--seed", "1", "--draws", "0"), "the draws are 1 or more, and not 0"),
        (("--seed", "1", "--base", "100"), "a power of 2"),
        (("--seed", "1", "--unit", "nobody"), "there is no unit 'nobody'; there are: A, B"),
        (("--seed", "1", "--plan", "none.yaml"), "none.yaml: there is no such file"),
        (("--seed", "one"), "--seed"),
        (("--replay", "none.csv"), "none.csv: there is no such file"),
    ],
)
def test_what_cant_be_used_leaves_nothing(folder, capsys, options, said):
    assert run(line(folder, *options), {}) == 2
    assert said in capsys.readouterr().err
    assert not (folder / "out").exists()


@pytest.mark.fault
def test_an_interrupted_run_says_how_far_it_came_and_leaves_nothing(folder):
    kaohe = Path(sys.executable).with_name("kaohe")
    asked = line(folder, "--plan", str(folder / "doubts.yaml"), "--draws", "900000000", "--seed", "1")
    english = {**os.environ, "LANG": "C"}
    with subprocess.Popen([kaohe, *asked], stderr=subprocess.PIPE, text=True, env=english) as started:
        while not any(file.stat().st_size > 100_000 for file in folder.glob(".out.half-*/draws.csv")):
            assert started.poll() is None
            time.sleep(0.05)  # until it draws: nothing else tells when
        started.send_signal(signal.SIGTERM)  # Ctrl-C goes the same way; a shell may have that ignored
        _, said = started.communicate(timeout=60)
    assert started.returncode == 128 + signal.SIGTERM
    assert "of 900" in said
    assert "nothing was written" in said
    assert not list(folder.glob("*out*"))
