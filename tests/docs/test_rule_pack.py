"""The pack of the how-to holds together and its cases come out; no key of the packs is left out there."""

import re

import pytest

from kaohe.law import load_calendar
from kaohe.rules import Pack, differences, read_cases, read_rules
from kaohe.rules.cases import CaseFile
from tests.docs.pages import DOCS, blocks
from tests.docs.test_scheme_format import models

PAGE = DOCS / "how-to" / "write-a-rule-pack.md"
TEXTS = {block.title: block.text for block in blocks(PAGE)}
PACK = read_rules(TEXTS["early-warning.yaml"], "early-warning.yaml")
CASES = read_cases(TEXTS["early-warning.cases.yaml"], "early-warning.cases.yaml")


@pytest.mark.parametrize("case", CASES.cases, ids=lambda case: case.en[:40])
def test_the_cases_of_the_page(case):
    assert differences(PACK, CASES, case, load_calendar()) == []


@pytest.mark.parametrize(("was", "is_now"), [("years: 2", "years: 3"), ("days: 10", "days: 11")])
def test_a_changed_threshold_makes_a_case_fail(was, is_now):
    changed = read_rules(TEXTS["early-warning.yaml"].replace(was, is_now), "early-warning.yaml")
    assert any(differences(changed, CASES, case, load_calendar()) for case in CASES.cases)


@pytest.mark.parametrize(
    "model",
    sorted(models(Pack, set()) | models(CaseFile, set()), key=lambda each: each.__name__),
    ids=lambda each: each.__name__,
)
def test_every_key_is_documented(model):
    said = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`\n]+)`", PAGE.read_text(encoding="utf-8")))))
    assert {field.alias or name for name, field in model.model_fields.items()} <= said
