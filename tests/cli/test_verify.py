"""The published Human Development Index comes out, and a wrong figure is noticed."""

import json
from pathlib import Path

import pytest

from kaohe.cli.app import run
from kaohe.cli.session import Exit, Session
from kaohe.cli.verify import YEARS, published, said, verdict
from kaohe.packs import pack_file

HDI = Path(__file__).parents[3] / "shared" / "reference" / "hdi"
COMMANDS = {"verify": ("kaohe.cli.verify", "verify.about")}


def test_every_published_value_and_rank_comes_out(capsys):
    assert run(["verify", "--json"], {}, COMMANDS) == 0
    years = json.loads(capsys.readouterr().out)
    assert [(each["year"], each["units"], each["equal"]) for each in years] == [
        (2021, 192, 192),
        (2022, 193, 193),
    ]
    assert [(each["ranks"], each["ranks_equal"]) for each in years] == [(0, 0), (193, 193)]


@pytest.mark.parametrize(("lang", "words"), [("zh", "不核对位次"), ("en", "no published ranks")])
def test_it_says_which_year_has_no_ranks(capsys, lang, words):
    assert run(["verify", "--lang", lang], {}, COMMANDS) == 0
    assert words in capsys.readouterr().out


@pytest.mark.parametrize(
    ("column", "value"), [("hdi_published", "0.001"), ("rank_published", "194"), ("hdi_published", "")]
)
def test_a_difference_is_a_finding(capsys, column, value):
    rows = published(2022)
    unit = sorted(rows)[5]
    found = verdict(2022, {**rows, unit: {**rows[unit], column: value}})
    assert found.mismatches == (unit,)
    assert said(Session("en"), [found]) == Exit.FINDINGS
    assert f"2022 differs for {unit}" in capsys.readouterr().out


def test_a_value_that_was_not_published_is_a_finding_too():
    rows = published(2022)
    lacking = next(unit for unit, row in rows.items() if not row["hdi_published"])
    assert verdict(2022, {**rows, lacking: {**rows[lacking], "hdi_published": "0.5"}}).mismatches == (
        lacking,
    )


@pytest.mark.parametrize("year", YEARS)
def test_the_shipped_figures_are_the_reports_own(year):
    file = HDI / f"hdr2024_{year}.csv"
    if not file.exists():
        pytest.skip(f"{file} is not here: the figures can't be compared")
    renamed = file.read_text(encoding="utf-8").replace("iso3,country", "unit,name", 1)
    assert (
        pack_file("figures", f"hdi-{year}.csv").read_text(encoding="utf-8").splitlines()
        == renamed.splitlines()
    )


def test_source_and_licence_are_beside_the_figures():
    text = pack_file("figures", "README.md").read_text(encoding="utf-8")
    assert "Human Development Report 2023-24" in text
    assert "CC BY 3.0 IGO" in text
