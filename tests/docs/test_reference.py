"""The generated pages are those that the code gives now, and leave nothing out; outputs are as told."""

import csv
import re
from contextlib import chdir

import pytest

from docs.generate import pages
from kaohe.cli.app import COMMANDS, run
from kaohe.rules import rule_pack, rule_pack_ids
from kaohe.schemes import load_scheme, scheme_ids
from tests.docs.pages import DOCS, blocks, tables

REFERENCE = DOCS / "reference"
WRITTEN = pages()


@pytest.mark.parametrize("page", sorted(WRITTEN), ids=lambda page: page.name)
def test_a_generated_page_is_up_to_date(page):
    assert page.read_text(encoding="utf-8") == WRITTEN[page], "run make docs"


def test_no_page_is_left_of_what_is_gone():
    made = {
        page for page in REFERENCE.rglob("*.md") if "Made by `make docs`" in page.read_text(encoding="utf-8")
    }
    assert made == set(WRITTEN)


def test_every_command_has_its_place():
    text = WRITTEN[REFERENCE / "commands.md"]
    assert all(f"## kaohe {name}\n" in text for name in COMMANDS)


@pytest.mark.parametrize("code", rule_pack_ids())
def test_every_rule_is_there_with_its_quotation(code):
    text = WRITTEN[REFERENCE / "rules" / f"{code}.md"]
    for rule in rule_pack(code).pack.rules:
        assert f"### {rule.id}\n" in text
        assert rule.cites.words.zh in text


@pytest.mark.parametrize("code", scheme_ids())
def test_every_indicator_item_and_check_is_there(code):
    scheme = load_scheme(code)
    text = WRITTEN[REFERENCE / "schemes" / f"{code}.md"]
    codes = (*scheme.indicators, *scheme.items, *(check.code for check in scheme.checks))
    assert [name for name in codes if f"| `{name}`" not in text] == []


@pytest.fixture
def out(tmp_path):
    """What an assessment of a page's example writes."""
    for block in blocks(REFERENCE / "scheme-format.md"):
        if block.title.startswith("bands"):
            (tmp_path / block.title).write_text(block.text, encoding="utf-8")
    with chdir(tmp_path):
        assert (
            run(["assess", "bands.csv", "--scheme", "bands.yaml", "--year", "2024", "--out", "out"], {}) == 0
        )
    return tmp_path / "out"


def heads(folder):
    first = {file.name: file.read_text("utf-8").splitlines()[:1] for file in folder.glob("*.csv")}
    return {name: next(csv.reader(head)) for name, head in first.items()}


def columns_told(table):
    return {file.strip("`"): re.findall(r"`(\w+)`", columns) for file, columns, _ in table[1]}


def test_the_tables_of_an_assessment_have_the_columns_told(out):
    by_table, (_, others), *_ = tables(REFERENCE / "outputs.md")
    assert heads(out) == columns_told(by_table)
    rest = {file.name + "/" * file.is_dir() for file in out.iterdir()} - set(heads(out))
    assert rest == {file.strip("`") for file, _ in others}


def test_the_tables_of_a_comparison_have_the_columns_told(out):
    with chdir(out.parent):
        assert run(["compare", "out", "out", "--out", "moved"], {}) == 0
    (told,) = [table for table in tables(REFERENCE / "outputs.md") if "changes.csv" in table[1][0][0]]
    assert heads(out.parent / "moved") == columns_told(told)
