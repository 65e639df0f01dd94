"""Files that people of the story bring along or take away."""

import csv
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl

LIST = "企业名称,证书编号\n甲公司,GR202544000001\n乙公司,GR202544000002\n"
ZONES = {
    "JKQ440001": "广州经济技术开发区",
    "JKQ440002": "广州南沙经济技术开发区",
    "JKQ440003": "湛江经济技术开发区",
}


def evidence(folder: Path) -> Path:
    """A list of firms, as a committee attaches it."""
    file = folder / "高新技术企业认定名单.csv"
    file.write_text(LIST, encoding="utf-8")
    return file


def fill(form: Path, values: Sequence[float]) -> None:
    """Type values into a downloaded form: the fields of its one row that may be written to, in order."""
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    fields = [cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
    for cell, value in zip(fields, values, strict=False):
        cell.value = value
    book.save(form)


def assessed(archive: Path, folder: Path) -> list[tuple[str, str, str]]:
    """What the command line makes of a downloaded snapshot: place, zone and score, the best first."""
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    snapshot, out = folder / archive.stem, folder / f"out-{archive.stem}"
    program = [sys.executable, "-c", "from kaohe.cli.app import main; main()"]
    words = ["assess", snapshot, "--scheme", snapshot / "scheme.yaml", "--out", out, "--only", "csv"]
    run = subprocess.run([*program, *map(str, words)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    with (out / "standings.csv").open(encoding="utf-8-sig", newline="") as lines:
        overall = [row for row in csv.DictReader(lines) if row["scope"] == "index"]
    overall.sort(key=lambda row: int(row["rank"]))
    return [(row["rank"], ZONES[row["unit"]], f"{float(row['score']):.2f}") for row in overall]
