"""The weights of a branch that are computed: which units and children count, and what is refused."""

import json

import numpy as np
import pytest

from kaohe.messages import Refused
from kaohe.scoring import contributions_of
from kaohe.scoring.exact import exact_rows
from kaohe.scoring.weighing import METHODS
from tests.scoring import simple

A, B, C = [1.0, 2.0, 4.0, 8.0], [3.0, 9.0, 1.0, 2.0], [5.0, 5.0, 6.0, 4.0]


def weighed(weighting, items, *, children=None, **node):
    tree = {"top": {"weights": weighting, "children": children or dict.fromkeys(items, 1), **node}}
    return simple.scored(items, {code: {} for code in items}, tree)


def weights(scores, unit=0):
    return [float(scores.nodes[f"top/{child.code}"].weight[unit]) for child in scores.root.node.children]


def refused(*args, **more):
    with pytest.raises(Refused) as error:
        weighed(*args, **more)
    for problem in error.value.problems:
        assert problem.text("zh") and problem.text("en")
    return [(problem.code, problem.params) for problem in error.value.problems]


@pytest.mark.parametrize("method", ["entropy", "critic", "coefficient_of_variation", "pca"])
def test_a_branch_is_weighed_by_its_childrens_scores(method):
    scores = weighed({method: {}}, {"a": A, "b": B, "c": C})
    expected = METHODS[method](np.array([A, B, C]), exact_rows)
    assert weights(scores) == pytest.approx(expected.tolist(), rel=1e-13)
    assert scores.of("top") == pytest.approx(expected @ np.array([A, B, C]))
    assert scores.root.weighed.units == 4 and scores.root.weighed.ratio is None
    assert contributions_of(scores).parts[:, :3] == pytest.approx(
        (np.array([A, B, C]).T * expected), abs=1e-9
    )


def test_they_sum_to_the_total():
    scores = weighed({"entropy": {}}, {"a": A, "b": B}, total=40, combine="sum")
    assert sum(weights(scores)) == pytest.approx(40)


def test_only_units_with_every_score_are_looked_at():
    scores = weighed({"entropy": {}}, {"a": [*A, 7], "b": [*B, None]}, need=1)
    assert weights(scores, 4) == weights(weighed({"entropy": {}}, {"a": A, "b": B}))
    assert scores.root.weighed.units == 4
    assert scores.of("top")[4] == 7


def test_a_stated_weight_of_0_stays_and_the_others_share_the_whole():
    children = {"a": {"by": "zone", "A": 1, "B": 0}, "b": 1, "c": 1}
    tree = {"top": {"weights": {"entropy": {}}, "children": children}}
    items = {"a": [*A, 50.0], "b": [*B, 60.0], "c": [*C, 70.0]}
    scores = simple.scored(
        items,
        {code: {} for code in items},
        tree,
        units={"zone": ["A", "B"]},
        beside={"zone": ["A", "A", "A", "A", "B"]},
    )
    whole = METHODS["entropy"](np.array([A, B, C]), exact_rows)
    assert weights(scores) == pytest.approx(whole.tolist())
    assert weights(scores, 4) == pytest.approx([0, *(whole[1:] / whole[1:].sum())])
    assert simple.reasons(scores.nodes["top/a"].score)[4] == "NOT_APPLICABLE"


def test_a_child_that_is_constant_under_its_scale_is_left_out():
    keys = {code: {"scale": {"minmax": [0, 1]}} for code in "abc"}
    tree = {"top": {"weights": {"critic": {}}, "children": dict.fromkeys("abc", 1)}}
    scores = simple.scored({"a": A, "b": B, "c": [7.0] * 4}, keys, tree)
    assert weights(scores)[2] == 0 and sum(weights(scores)) == pytest.approx(1)
    assert not np.isnan(scores.of("top")).any()


def test_inner_branches_are_weighed_first():
    inner = {"weights": {"coefficient_of_variation": {}}, "children": {"a": 1, "b": 1}}
    tree = {"top": {"weights": {"entropy": {}}, "children": {"n": inner, "c": 1}}}
    scores = simple.scored({"a": A, "b": B, "c": C}, "abc", tree)
    expected = METHODS["entropy"](np.array([scores.of("top/n"), C]), exact_rows)
    assert [scores.nodes[f"top/{code}"].weight[0] for code in ("n", "c")] == pytest.approx(expected.tolist())


def test_a_blend_adds_each_method_brought_to_1():
    judged = {"a": {"b": 3}}
    weighting = {"blend": {"given": 0.5, "entropy": 0.3, "ahp": 0.2}, "ahp": judged}
    scores = weighed(weighting, {"a": A, "b": B}, children={"a": 20, "b": 60})
    entropy = METHODS["entropy"](np.array([A, B]), exact_rows)
    assert weights(scores) == pytest.approx(
        [0.5 * 0.25 + 0.3 * entropy[0] + 0.2 * 0.75, 0.5 * 0.75 + 0.3 * entropy[1] + 0.2 * 0.25]
    )
    assert scores.root.weighed.ratio == 0


def test_judgements_alone_look_at_no_score():
    scores = weighed({"ahp": {"a": {"b": "1/4"}}}, {"a": [None, 1.0], "b": [2.0, 3.0]}, need=1)
    assert weights(scores) == pytest.approx([0.2, 0.8], rel=1e-15)
    assert scores.root.weighed.units == 0


GAPPY = [1.0, None, None, 4.0]


@pytest.mark.parametrize(
    ("weighting", "items", "code"),
    [
        ({"entropy": {}}, {"a": GAPPY, "b": [None, 2.0, 3.0, 1.0]}, "too_few"),
        ({"pca": {}}, {"a": [1.0], "b": [2.0]}, "too_few"),
        ({"critic": {}}, {"a": [3.0, 3.0], "b": [2.0, 2.0]}, "constant"),
        ({"entropy": {}}, {"a": A, "b": [1.0, -2.0, 3.0, 4.0]}, "negative"),
        ({"coefficient_of_variation": {}}, {"a": A, "b": [-1.0, 1.0, 2.0, -2.0]}, "mean"),
        ({"critic": {}}, {"a": A, "b": [2 * value + 1 for value in A]}, "alike"),
        ({"pca": {}}, {"a": A, "b": B, "c": [5.0] * 4}, "constant_child"),
        ({"pca": {}}, {"a": A, "b": [2 * value for value in A], "c": B}, "singular"),
        ({"pca": {}}, {"a": [1.0, 2.0], "b": [2.0, 1.0], "c": [3.0, 5.0]}, "singular"),
        ({"pca": {}}, {"a": [1.0, 1.0, -1.0, -1.0], "b": [1.0, -1.0, 1.0, -1.0]}, "tied"),
        ({"pca": "loadings"}, {"a": A, "b": [-value - (value == 2) for value in A]}, "loading"),
        ({"blend": {"given": 0.5, "entropy": 0.5}}, {"a": A, "b": [-1.0, 2.0, 3.0, 4.0]}, "negative"),
    ],
)
def test_what_cannot_be_weighed_is_refused_with_the_node(weighting, items, code):
    found = refused(weighting, items)
    assert [each for each, _ in found] == [f"scoring.weights_{code}"]
    assert found[0][1]["node"].zh == "top"


def test_a_refusal_names_child_unit_and_number():
    ((_, params),) = refused({"entropy": {}}, {"a": A, "b": [1.0, -2.5, 3.0, 4.0]})
    assert (params["child"].zh, params["unit"], params["found"]) == ("b", "u1", "-2.5")


def test_computed_weights_survive_a_snapshot_of_the_scheme():
    """What was scored is scored again from the scheme's own data."""
    scheme = weighed({"ahp": {"a": {"b": "1/4"}}}, {"a": A, "b": B}).scheme
    plain = json.loads(scheme.model_dump_json(by_alias=True, exclude_unset=True))
    assert plain["tree"]["top"]["weights"] == {"ahp": {"a": {"b": "1/4"}}}
