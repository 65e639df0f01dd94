"""Effective weights and removals: by hand, by case, below what has no weights."""

import numpy as np
import pytest

from kaohe.studies.effective import effective_of
from kaohe.studies.removals import removals_of
from tests.scoring import simple

ITEMS = {"a": [1, 2, 3, 4], "b": [2, 1, 4, 3], "c": [9, 4, 6, 1], "d": [3, 3, 1, 2]}
ON_SCALE = {code: {"scale": {"minmax": [0, 100]}} for code in ITEMS}
DEEP = {
    "top": {
        "children": {
            "left": {"weight": 3, "children": {"a": 1, "b": 1}},
            "right": {"children": {"c": 2, "d": 8}},
        }
    }
}


def weights(found, case=0):
    codes = [path.rpartition("/")[2] for path in found.paths]
    return dict(zip(codes, found.weights[case].tolist(), strict=True))


def test_shares_are_multiplied_down_the_tree():
    found = effective_of(simple.scored(ITEMS, ON_SCALE, DEEP))
    wanted = {"top": 1, "left": 0.75, "a": 0.375, "b": 0.375, "right": 0.25, "c": 0.05, "d": 0.2}
    assert weights(found) == pytest.approx(wanted)
    np.testing.assert_allclose(found.average, found.weights[0])


def test_every_case_has_its_weights():
    scores = simple.scored(
        ITEMS,
        ON_SCALE,
        {"top": {"children": {"a": {"by": "kind", "old": 3, "new": 0}, "b": 1, "c": 0, "d": 0}}},
        beside={"kind": ["new", "old", "old", "old"]},
        units={"kind": ["new", "old"]},
    )
    found = effective_of(scores)
    assert found.cases == ("kind=new", "kind=old")
    assert [each.tolist() for each in found.units] == [[0], [1, 2, 3]]
    assert weights(found, 0) == {"top": 1, "a": 0, "b": 1, "c": 0, "d": 0}
    assert weights(found, 1) == {"top": 1, "a": 0.75, "b": 0.25, "c": 0, "d": 0}
    assert found.average.tolist() == [1, 3 / 4 * 0.75, 1 / 4 + 3 / 4 / 4, 0, 0]


@pytest.mark.parametrize("combine", ["min", "max", {"formula": "a + 2 * b"}])
def test_below_what_has_no_weights_there_are_none(combine):
    tree = {"top": {"children": {"left": {"combine": combine, "children": {"a": 1, "b": 1}}, "c": 1, "d": 2}}}
    found = weights(effective_of(simple.scored(ITEMS, ON_SCALE, tree)))
    assert np.isnan([found["a"], found["b"]]).all()
    assert (found["left"], found["c"], found["d"]) == (0.25, 0.25, 0.5)


def test_a_root_that_is_an_indicator_is_the_whole():
    scores = simple.scored({"a": [1, 2, 3]}, ["a"], {"a": {}})
    assert effective_of(scores).weights.tolist() == [[1]]
    found = removals_of(scores)
    assert found.paths == ()
    assert found.shift.shape == found.lost.shape == (0,)


@pytest.mark.parametrize("combine", ["mean", "geometric", "sum", "max", "harmonic"])
def test_without_a_node_is_the_scheme_without_it(combine):
    """Against the long way: the same scheme, the node's weight set to 0."""
    keys = {code: {"scale": {"minmax": [1, 100]}} for code in ITEMS}
    tree = {"top": {"combine": combine, "children": {"left": {"children": {"a": 1, "b": 3}}, "c": 2, "d": 3}}}
    scores = simple.scored(ITEMS, keys, tree)
    found = removals_of(scores)
    assert found.paths == ("top/left", "top/left/a", "top/left/b", "top/c", "top/d")
    for code, at in (("c", 3), ("d", 4)):
        children = {**tree["top"]["children"], code: 0}
        short = simple.scored(ITEMS, keys, {"top": {"combine": combine, "children": children}})
        # of a sum's 6 points those freed are spread over the siblings
        factor = {"c": 6 / 4, "d": 6 / 3}[code] if combine == "sum" else 1
        np.testing.assert_allclose(found.scores[:, at], short.of("top") * factor, rtol=1e-12)


def test_the_shift_is_the_mean_distance_of_places():
    scores = simple.scored({"a": [1, 2, 3], "b": [9, 0, 0]}, ["a", "b"])
    found = removals_of(scores)
    assert found.nominal.tolist() == [1, 3, 2]
    assert found.ranks.T.tolist() == [[1, 2, 2], [3, 2, 1]]
    assert found.shift.tolist() == [1 / 3, 4 / 3]
    assert found.greatest.tolist() == [1, 2]
    assert found.lost.tolist() == [0, 0]


def test_a_formula_that_needs_a_child_loses_everyone():
    tree = {"top": {"combine": {"formula": "a + coalesce(b, 0)"}, "children": {"a": 1, "b": 1}}}
    found = removals_of(simple.scored({"a": [1, 2], "b": [2, 1]}, ["a", "b"], tree))
    assert found.lost.tolist() == [2, 0]
    assert np.isnan(found.shift[0])
    assert found.ranks[:, 1].tolist() == [2, 1]


def test_an_only_child_takes_its_branch_with_it():
    tree = {"top": {"children": {"left": {"children": {"a": 1}}, "b": 1}}}
    found = removals_of(simple.scored({"a": [1, 2, 3], "b": [3, 2, 1]}, ["a", "b"], tree))
    at = found.paths.index("top/left/a")
    assert found.ranks[:, at].tolist() == found.ranks[:, found.paths.index("top/left")].tolist() == [1, 2, 3]


def test_a_veto_stays_in_force_and_missing_units_are_not_counted():
    tree = {"top": {"need": 1, "children": {"a": {"adjust": [{"veto": "b > 8"}]}, "b": 1}}}
    found = removals_of(simple.scored({"a": [1, 2, None], "b": [9, 1, None]}, ["a", "b"], tree))
    assert np.isnan(found.nominal).tolist() == [True, False, True]
    assert np.isnan(found.ranks[:, 1]).tolist() == [True, False, True]
    assert found.lost.tolist() == [0, 0]


def test_everything_missing_has_no_shift():
    found = removals_of(simple.scored({"a": [None, None], "b": [None, None]}, ["a", "b"]))
    assert np.isnan(found.shift).all()
    assert np.isnan(found.greatest).all()


def test_progress_is_told_node_by_node():
    told = []
    removals_of(simple.scored(ITEMS, ON_SCALE, DEEP), told.append)
    assert told == [1] * 6
