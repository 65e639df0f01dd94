"""The units and the variables of the deployment guide are those of the product."""

import re

import pytest

from kaohe.cli.app import COMMANDS
from tests.docs.pages import DOCS, ROOT

UNITS = sorted((DOCS / "how-to").glob("*.service"))
GUIDE = (DOCS / "how-to" / "deploy.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_runs_a_command_that_exists_and_is_named_in_the_guide(unit):
    (command,) = re.findall(r"^ExecStart=.*/opt/kaohe/bin/kaohe (\w+)", unit.read_text(), re.MULTILINE)
    assert command in COMMANDS
    assert f"]({unit.name})" in GUIDE


def test_every_variable_that_the_settings_read_is_explained():
    settings = (ROOT / "src" / "kaohe" / "web" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'environ\.get\("(\w+)"', settings))
    assert read == set(re.findall(r"^\| `(\w+)`", GUIDE, re.MULTILINE))
