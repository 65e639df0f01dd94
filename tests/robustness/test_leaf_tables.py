"""Leaf tables made together are those made one by one; more than are kept are made again."""

from itertools import product

import numpy as np
import pytest

from kaohe.robustness import leaf_tables
from kaohe.robustness.engine import Engine
from tests.robustness.doubting import doubts
from tests.scoring import simple

ITEMS = {"a": [3, 8, None, 5, 9, 2], "b": [4, 4, None, None, 4, 4], "c": [1, 9, 5, None, 400, 7]}
BEFORE = {"a": [2, 900, 1, 4, 8, 3], "b": [3, 5, 2, 1, 4, 6], "c": [1, 1, 2, None, 3, 7]}
SAID = (
    {"at": "missing", "one_of": ["as_is", "zero", "median"]},
    {"at": "treat", "one_of": ["none", {"winsorise": {"high": 1}}, {"winsorise": {"most": 2}}]},
    {"at": "index/p.treat", "one_of": ["as_is", "sqrt"]},
)
PLAIN = ({"minmax": [1, 100]}, {"zscore": [50, 10]}, {"rank": "min"})
POOLED = ("as_is", {"minmax": [1, 100], "pool": ["prev"]})
CONFIGS = [*product((-1, 0, 1, 2), (0, 1, 2), (0, 1), (0, 1))]


def tables_of(scales):
    tree = {"index": {"children": {"p": {"weight": 2, "children": {"a": 1, "b": 3}}, "c": 1}}}
    keys = {code: {"scale": {"minmax": [0, 1]}, "missing": "mean"} for code in ITEMS}
    of = simple.scheme(keys, tree, frames={"prev": {"year": -1}})
    factors = doubts(of, *SAID, {"at": "scale", "one_of": [*scales]}).factors
    return Engine(simple.figures(ITEMS, prev=BEFORE), of, factors).tables


@pytest.mark.parametrize("scales", [PLAIN, POOLED])
def test_made_together_they_are_those_made_alone(scales):
    together = tables_of(scales)
    together.make("scale", CONFIGS)
    for config in CONFIGS:
        one, other = together.of(config), tables_of(scales).of(config)
        np.testing.assert_array_equal(one.values, other.values)
        np.testing.assert_array_equal(one.missing, other.missing)
        np.testing.assert_array_equal(one.freed, other.freed)


def test_more_than_are_kept_are_made_again(monkeypatch):
    monkeypatch.setattr(leaf_tables, "MOST_KEPT", 4)
    tables, others = tables_of(PLAIN), tables_of(PLAIN)
    for config in CONFIGS * 2:
        np.testing.assert_array_equal(tables.of(config).values, others.of(config).values)
        assert all(len(made) <= 4 for made in tables.made.values())
