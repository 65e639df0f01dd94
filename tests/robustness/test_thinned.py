"""Units that lack some leaves, yet have enough of every branch, are melted too and score as officially."""

import numpy as np
import pytest

from kaohe.robustness.choices import as_it_stands
from kaohe.robustness.engine import Engine
from kaohe.scoring import score
from tests.scoring import simple

ITEMS = {"a": [3, 8, None, None, 9, 2], "b": [4, 1, 3, None, 4, 5], "c": [1, 9, 5, 2, 4, None]}


def engine_and_official(combine):
    inner = {"weight": 2, "need": 1, "combine": combine, "children": {"a": 1, "b": 3}}
    tree = {"index": {"combine": combine, "children": {"p": inner, "c": 1}}}
    of = simple.scheme({key: {"scale": {"minmax": [1, 100]}, "missing": "leave"} for key in ITEMS}, tree)
    figures = simple.figures(ITEMS)
    return Engine(figures, of, ()), score(figures, of).root.score.values


@pytest.mark.parametrize("combine", ["mean", "geometric"])
def test_who_has_enough_is_thin_and_who_has_not_is_odd(combine):
    engine, official = engine_and_official(combine)
    choices = as_it_stands(())
    found = engine.scored((), engine.weights.load(choices), choices).root[0]
    np.testing.assert_allclose(found, official, rtol=1e-12)
    (tree,) = engine._trees.values()
    molten, _ = tree.molten["index"]
    assert (molten.thin.tolist(), molten.odd.tolist()) == ([2], [3, 5])
    assert np.isnan(official).tolist() == [False, False, False, True, False, True]
