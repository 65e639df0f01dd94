"""What counts how much: weights in force times scores are contributions, and they add up."""

import numpy as np
from hypothesis import given, settings

from kaohe.explanations import Voice, result_of
from kaohe.explanations.shares import other_part_name
from kaohe.figures import figures_of
from kaohe.messages import Refused
from kaohe.schemes import Leaf, load_scheme
from kaohe.scoring import score
from tests.explanations.results import everything, national, national_result
from tests.scoring import any_scheme
from tests.scoring.simple import scored


def test_weight_times_score_is_the_contribution_where_the_tree_only_adds():
    scores, result = national(), national_result()
    assert result.weights.in_final_score
    assert result.weights.percent
    for path, node in scores.nodes.items():
        if isinstance(node.node, Leaf):
            product = np.nan_to_num(result.weights.by_path[path] / 100 * scores.of(path))
            given = np.nan_to_num(result.shares.given[path])
            assert np.allclose(
                product[~scores.root.score.missing], given[~scores.root.score.missing], atol=1e-8
            )


def test_a_missing_indicator_leaves_its_weight_to_its_siblings():
    tree = {"top": {"need": 1, "children": {"a": 3, "b": 1}}}
    scores = scored({"a": [1, None, None], "b": [3, 4, None]}, {"a": {}, "b": {}}, tree)
    weights = result_of(scores).weights.by_path
    assert weights["top/a"][:2].tolist() == [75, 0]
    assert weights["top/b"][:2].tolist() == [25, 100]
    assert np.isnan(weights["top/b"][2]), "without a final score nothing has a weight in it"


def test_weights_of_branches_multiply():
    weights = result_of(everything()).weights.by_path
    assert [
        weights[f"index/{path}"][0] for path in ("size", "size/gdp", "size/density", "change/growth")
    ] == [
        60,
        40,
        20,
        20,
    ]


def test_weights_of_a_sum_are_points_not_percent():
    scores = scored(
        {"a": [1, 2], "b": [3, 4]},
        {"a": {}, "b": {}},
        {"top": {"combine": "sum", "children": {"a": 5, "b": 2}}},
    )
    weights = result_of(scores).weights
    assert (weights.by_path["top/a"][0], weights.percent, weights.in_final_score) == (5, False, True)


def test_a_tree_that_multiplies_shows_the_weights_as_stated():
    scheme = load_scheme("hdi")
    items = {item: [10.0, 12.0, 14.0] for item in scheme.items}
    result = result_of(score(figures_of(["a", "b", "c"], items), scheme))
    assert not result.weights.in_final_score
    assert result.weights.by_path["hdi/education"].tolist() == [1, 1, 1]
    names = {other_part_name(Voice(scheme, "en"), result.scores, name) for name in result.shares.others}
    assert "Baseline (a unit that is average in every indicator)" in names


@settings(max_examples=40, deadline=None)
@given(any_scheme.schemes(), any_scheme.figures())
def test_parts_add_up_to_the_total_whatever_the_scheme(scheme, figures):
    try:
        scores = score(figures, scheme)
    except Refused:
        return
    result = result_of(scores)
    total = scores.root.score.values
    parts = result.shares.given[result.root] + np.sum(list(result.shares.others.values()), axis=0)
    assert np.allclose(parts, total, rtol=1e-9, atol=1e-8, equal_nan=True)
