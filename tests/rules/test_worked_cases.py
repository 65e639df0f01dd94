"""The worked cases, and that they would notice another number anywhere in a rule."""

from copy import deepcopy
from datetime import date, timedelta
from functools import cache, reduce
from operator import getitem

import pytest
import yaml

from kaohe.law import load_calendar
from kaohe.packs import pack_file, parse_yaml
from kaohe.rules import differences, read_rules, rule_pack, rule_pack_ids, shipped_cases

PACKS = rule_pack_ids()
CASES = [(pack, number) for pack in PACKS for number in range(len(shipped_cases(pack).cases))]


def failing(pack, loaded):
    file = shipped_cases(pack)
    return [case.en for case in file.cases if differences(loaded, file, case, load_calendar())]


@pytest.mark.parametrize(("pack", "number"), CASES, ids=str)
def test_a_worked_case_comes_out_as_it_says(pack, number):
    file = shipped_cases(pack)
    assert differences(rule_pack(pack), file, file.cases[number], load_calendar()) == []


@pytest.mark.parametrize("pack", PACKS)
def test_the_case_file_is_about_this_pack_and_uses_all_its_zones(pack):
    file = shipped_cases(pack)
    assert file.pack == pack
    named = {place.zone for case in file.cases for places in case.published.values() for place in places}
    assert named <= set(file.zones)
    assert {zone for case in file.cases for zone in case.expect} <= set(file.zones)


@pytest.mark.parametrize("pack", PACKS)
def test_every_measure_of_every_rule_is_expected_by_some_case(pack):
    expected = {
        each.measure for case in shipped_cases(pack).cases for zone in case.expect.values() for each in zone
    }
    assert expected == {
        f"{rule.id}/{measure.kind}" for rule in rule_pack(pack).pack.rules for measure in rule.measures
    }


@cache
def plain(pack):
    return parse_yaml(pack_file("rules", f"{pack}.yaml").read_text(encoding="utf-8"), pack)[0]


def changed(pack, path, by):
    """The pack's text with one number or date changed."""
    copy = deepcopy(plain(pack))
    *steps, last = path
    place = reduce(getitem, steps, copy)
    value = place[last]
    later = value + by if isinstance(value, int) else str(date.fromisoformat(value) + timedelta(by))
    place[last] = later
    return yaml.safe_dump(copy, allow_unicode=True, sort_keys=False)


def numbers(value, path=()):
    """Paths of every whole number below `value`."""
    if isinstance(value, int) and not isinstance(value, bool):
        yield path
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from numbers(inner, (*path, key))


def thresholds():
    for pack in PACKS:
        for number, rule in enumerate(plain(pack)["rules"]):
            inside = {"when": rule["when"], "measures": rule["measures"]}
            yield from ((pack, ("rules", number, *path)) for path in numbers(inside))


def limits():
    for pack in PACKS:
        yield from ((pack, ("applies", end)) for end in ("from", "until") if end in plain(pack)["applies"])


def test_the_thresholds_are_those_of_the_texts():
    found = {}
    for pack, path in thresholds():
        rule = plain(pack)["rules"][path[1]]["id"]
        found.setdefault((pack, rule), []).append((path[-1], reduce(getitem, path, plain(pack))))
    assert found == {
        ("guangdong-2016", "last-10-in-an-indicator"): [("places", 10)],
        ("guangdong-2016", "last-20"): [("places", 20)],
        ("guangdong-2016", "last-10"): [("places", 10)],
        ("guangdong-2016", "last-5"): [("places", 5)],
        ("guangdong-2016", "last-5-twice-and-demoted"): [("years", 2), ("places", 5), ("days", 15)],
        ("guangdong-2016", "last-5-twice"): [("years", 2), ("places", 5)],
        ("national-2016", "exit"): [("years", 2), ("places", 5)],
        ("national-2021", "demotion-candidate"): [("at_least", 2), ("within", 3), ("places", 5)],
        ("national-2021", "no-promotion"): [("months", 24)],
    }


@pytest.mark.parametrize("by", [-1, 1])
@pytest.mark.parametrize(("pack", "path"), [*thresholds(), *limits()], ids=str)
def test_another_number_anywhere_makes_a_case_fail(pack, path, by):
    assert failing(pack, rule_pack(pack)) == []
    assert failing(pack, read_rules(changed(pack, path, by), "changed.yaml"))


def test_an_unchanged_copy_fails_no_case():
    """The copy through another YAML writer is the same pack, so what fails above fails for the number."""
    for pack in PACKS:
        copy = yaml.safe_dump(plain(pack), allow_unicode=True, sort_keys=False)
        assert failing(pack, read_rules(copy, "copy.yaml")) == []
