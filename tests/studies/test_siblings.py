"""Components, reliability and balance by hand, and where they can't be told."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaohe.studies.balancing import balanced
from kaohe.studies.principal import principal_of
from kaohe.studies.reliability import reliability_of
from kaohe.studies.siblings import siblings_of
from tests.scoring import simple

NAN = np.nan


def test_two_columns_have_components_1_plus_and_minus_r():
    """Jolliffe (2002), 3.3: of two standardised columns the eigenvalues are 1 + r and 1 - r."""
    table = np.array([[1.0, 2], [2, 1], [3, 4], [4, 3], [5, 5]])
    found = principal_of(table)
    np.testing.assert_allclose(found.eigenvalues, [1.8, 0.2])
    np.testing.assert_allclose(found.shares, [0.9, 0.1])
    np.testing.assert_allclose(np.abs(found.loadings), np.full((2, 2), np.sqrt(0.5)))
    assert found.loadings[:, 0].sum() > 0
    assert found.components == 1


def test_rows_with_gaps_and_constant_columns_are_left_out():
    table = np.array([[1.0, 7, 2], [2, 7, 1], [3, 7, 4], [9, 7, NAN]])
    found = principal_of(table)
    assert found.used.tolist() == [0, 2]
    assert found.units == 3


@pytest.mark.parametrize("table", [np.empty((0, 2)), np.ones((1, 2)), np.full((4, 2), NAN), np.empty((4, 0))])
def test_nothing_to_find_components_in(table):
    found = principal_of(table)
    assert len(found.deviations) == 0
    assert found.components == 0


def test_with_fewer_rows_than_columns_the_last_components_have_no_variance():
    found = principal_of(np.array([[1.0, 2, 3, 4], [2, 1, 5, 3], [4, 4, 1, 1]]))
    assert found.deviations.shape == (4,)
    np.testing.assert_allclose(found.eigenvalues.sum(), 4)
    np.testing.assert_allclose(found.deviations[2:], 0, atol=1e-7)
    np.testing.assert_allclose(found.loadings.T @ found.loadings, np.eye(4), atol=1e-12)


def test_cronbach_1951_by_hand():
    """Variances 2.5 each, covariance 2: 2 * (1 - 5 / 9)."""
    found = reliability_of(np.array([[1.0, 2], [2, 1], [3, 4], [4, 3], [5, 5]]))
    assert found.alpha == pytest.approx(2 * (1 - 5 / 9))
    assert np.isnan(found.without).all()


def test_alpha_where_it_is_not_defined():
    assert np.isnan(reliability_of(np.ones((5, 1))).alpha)
    assert np.isnan(reliability_of(np.ones((5, 3))).alpha)
    assert np.isnan(reliability_of(np.full((5, 3), NAN)).alpha)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(*[st.floats(-100, 100)] * 3), min_size=5, max_size=15))
def test_eigenvalues_add_up_and_loadings_are_orthogonal(rows):
    found = principal_of(np.array(rows))
    count = len(found.used)
    np.testing.assert_allclose(found.eigenvalues.sum(), count, atol=1e-9)
    np.testing.assert_allclose(found.loadings.T @ found.loadings, np.eye(count), atol=1e-9)


ITEMS = {"a": [1, 2, 3, 4, 5, 9], "b": [2, 1, 4, 3, 9, 5], "c": [9, 4, 6, 1, 5, 7]}
ON_SCALE = {code: {"scale": {"minmax": [1, 100]}} for code in ITEMS}


def branch(scores):
    return scores.outline.root


@pytest.mark.parametrize("combine", ["mean", "sum", "geometric", "harmonic", {"power": 2}])
def test_balanced_weights_make_children_matter_alike(combine):
    scores = simple.scored(
        ITEMS, ON_SCALE, {"top": {"combine": combine, "children": {"a": 5, "b": 1, "c": 1}}}
    )
    found = balanced(scores, branch(scores))
    assert found.reached
    np.testing.assert_allclose(found.after, 1 / 3, atol=1e-6)
    assert found.balanced.sum() == pytest.approx(1)
    np.testing.assert_allclose(found.stated, [5 / 7, 1 / 7, 1 / 7])
    # scored by these weights, the children's correlations with their parent are indeed equal
    weights = dict(zip("abc", found.balanced.tolist(), strict=True))
    again = simple.scored(ITEMS, ON_SCALE, {"top": {"combine": combine, "children": weights}})
    parent = again.of("top")
    sizes = [np.corrcoef(again.of(f"top/{code}"), parent)[0, 1] for code in "abc"]
    np.testing.assert_allclose(sizes, sizes[0], atol=1e-6)


def test_wanted_shares_are_reached():
    scores = simple.scored(ITEMS, ON_SCALE)
    found = balanced(scores, branch(scores), wanted=[2, 2, 1])
    np.testing.assert_allclose(found.after, [0.4, 0.4, 0.2], atol=1e-6)


@pytest.mark.parametrize("wanted", [[1, 1], [1, 1, 0], [1, 1, -1]])
def test_what_can_not_be_wanted(wanted):
    scores = simple.scored(ITEMS, ON_SCALE)
    with pytest.raises(ValueError, match="one number above 0"):
        balanced(scores, branch(scores), wanted)


def test_a_child_that_mirrors_another_can_not_be_balanced():
    items = {"a": [1, 2, 3, 4, 6], "b": [1, 2, 3, 5, 4], "c": [6, 5, 4, 3, 1]}
    scores = simple.scored(items, list(items))
    found = balanced(scores, branch(scores))
    assert not found.reached
    assert np.abs(found.after - 1 / 3).max() <= np.abs(found.before - 1 / 3).max()


@pytest.mark.parametrize("combine", ["min", "max", {"formula": "a + b * c"}])
def test_where_weights_do_not_decide_nothing_is_balanced(combine):
    scores = simple.scored(
        ITEMS, list(ITEMS), {"top": {"combine": combine, "children": dict.fromkeys(ITEMS, 1)}}
    )
    assert balanced(scores, branch(scores)) is None


@pytest.mark.parametrize(
    "items",
    [{"a": [1, 2, 3]}, {"a": [1, 2, 3], "b": [4, 4, 4]}, {"a": [1, 2], "b": [2, 1]}, {"a": [1], "b": [2]}],
    ids=["one child", "constant", "two units", "one unit"],
)
def test_too_little_to_balance(items):
    scores = simple.scored(items, list(items))
    assert balanced(scores, branch(scores)) is None
    assert siblings_of(scores, branch(scores)).balance is None


def test_what_is_not_applicable_stays_so_for_its_units():
    weight = {"by": "kind", "new": 0, "else": 2}
    scores = simple.scored(
        ITEMS,
        ON_SCALE,
        {"top": {"children": {"a": 1, "b": 1, "c": {"weight": weight}}}},
        beside={"kind": ["new", "old", "old", "new", "old", "old"]},
        units={"kind": ["new", "old"]},
    )
    found = balanced(scores, branch(scores))
    assert found.stated.tolist() == pytest.approx([3 / 10, 3 / 10, 4 / 10])
    assert np.isfinite(found.after).all()
