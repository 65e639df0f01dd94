"""The whole study at its edges: nothing is refused, and every table is whole."""

import numpy as np
import pytest

from kaohe.studies.limits import Limits
from kaohe.studies.study import steps_of, study_of
from kaohe.studies.tables import sheets_of
from tests.scoring import simple

NESTED = {"top": {"need": 1, "children": {"left": {"need": 1, "children": {"a": 1, "b": 1}}, "c": 1}}}
CASES = {
    "usual": ({"a": [1, 2, 3, 5, 8], "b": [2, 1, 4, 3, 9], "c": [5, 4, 3, None, 1]}, NESTED),
    "one unit": ({"a": [1], "b": [2], "c": [3]}, NESTED),
    "two units": ({"a": [1, 2], "b": [2, 1], "c": [3, 3]}, NESTED),
    "constant": ({"a": [1, 1, 1], "b": [2, 2, 2], "c": [3, 3, 3]}, NESTED),
    "all missing": ({"a": [None] * 3, "b": [None] * 3, "c": [None] * 3}, NESTED),
    "one indicator": ({"a": [1, 2, 3]}, {"a": {}}),
    "formula": (
        {"a": [1, 2, 3], "b": [3, 1, 2]},
        {"top": {"combine": {"formula": "a * b"}, "children": {"a": 1, "b": 1}}},
    ),
    "least": ({"a": [1, 2, 3], "b": [3, 1, 2]}, {"top": {"combine": "min", "children": {"a": 1, "b": 1}}}),
}


@pytest.mark.parametrize("case", CASES)
def test_every_table_is_whole(case):
    items, tree = CASES[case]
    scores = simple.scored(items, list(items), tree)
    steps = []
    study = study_of(scores, progress=steps.append)
    assert sum(steps) == steps_of(scores)
    sheets = list(sheets_of(study))
    assert len({sheet.name for sheet in sheets}) == len(sheets)
    for sheet in sheets:
        assert len(sheet.heads) == len(sheet.columns), sheet.name
        assert len({len(column) for column in sheet.columns}) == 1, sheet.name
        for column in sheet.columns:
            assert not (isinstance(column, np.ndarray) and np.isinf(column).any()), sheet.name


def flags(items, keys=None, tree=None, limits=None, **more):
    scores = simple.scored(items, keys or list(items), tree, **more)
    return {(flag.kind, flag.subject, flag.other) for flag in study_of(scores, limits or Limits()).flags}


def test_columns_that_tell_nobody_apart():
    found = flags({"a": [4, 4, 4, 4], "b": [1, 2, 3, 4]})
    assert ("constant", "top/a", "") in found
    assert not {kind for kind, subject, _ in found if subject == "top/a"} - {"constant"}


def test_siblings_alike_opposed_and_against_their_parent():
    items = {"a": [1, 2, 3, 4, 5, 6], "b": [2, 4, 6, 8, 10, 12.5], "c": [3, 2.5, 2, 1.5, 1, 0.7]}
    found = flags(items)
    assert {
        ("alike", "top/a", "top/b"),
        ("opposed", "top/a", "top/c"),
        ("against_parent", "top/c", "top"),
    } <= found
    assert ("incoherent", "top", "") in found


def test_limits_decide():
    items = {"a": [1, 2, 3, 4, 5, 6], "b": [2, 4, 6, 8, 10, 12.5]}
    assert ("alike", "top/a", "top/b") not in flags(items, limits=Limits(high=1))


def test_skewed_and_gappy_columns_and_units():
    items = {
        "a": [1, 2, 3, 2, 1, 2, 3, 900],
        "b": [None, None, None, None, 1, 2, 3, 4],
        "c": [None, 0, 0, 0, 0, 0, 1, 2],
    }
    tree = {"top": {"need": 1, "children": dict.fromkeys(items, 1)}}
    found = flags(items, tree=tree)
    assert {("skewed", "top/a", ""), ("few_available", "top/b", ""), ("few_nonzero", "top/c", "")} <= found
    assert ("unit_few_available", "u0", "") in found
    assert ("unit_few_available", "u7", "") not in found


def test_an_indicator_that_follows_a_denominator_is_flagged_but_not_for_what_it_is_made_of():
    keys = {"share": {"formula": "tax / gdp"}, "tax": {}, "gdp": {}}
    items = {"tax": [1, 2.1, 3, 4.2, 5], "gdp": [10, 20, 31, 40, 50]}
    found = {flag for flag in flags(items, keys, declared=("tax", "gdp")) if flag[0] == "size"}
    assert found == {("size", "top/tax", "gdp")}
