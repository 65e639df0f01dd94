"""Correlations by hand, at their edges, and what is flagged."""

import numpy as np
import pytest
from scipy import stats

from kaohe.studies.correlations import METHODS, correlated, correlated_with, correlation
from kaohe.studies.families import all_above, pairs_beyond, related
from tests.scoring import simple

NAN = np.nan
RISING = np.array([1.0, 2, 3, 4, 5])


@pytest.mark.parametrize("method", METHODS)
def test_what_rises_together_and_against(method):
    table = np.column_stack([RISING, RISING * 2, -RISING])
    found = correlated(table, method)
    np.testing.assert_allclose(found.values[0], [1, 1, -1], atol=1e-15)
    assert (found.units == 5).all()


def test_spearman_1904_and_kendall_1938_by_hand():
    other = np.array([2.0, 1, 4, 3, 5])
    assert correlation(RISING, other, "spearman")[0] == pytest.approx(1 - 6 * 4 / (5 * 24))
    assert correlation(RISING, other, "kendall")[0] == pytest.approx((8 - 2) / 10)


def test_the_p_value_of_pearson_is_students_t():
    other = np.array([2.0, 1, 4, 3, 5])
    value, chance, _ = correlation(RISING, other)
    t = value * np.sqrt(3 / (1 - value**2))
    assert chance == pytest.approx(2 * stats.t.sf(t, 3), rel=1e-10)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "other",
    [np.full(5, 3.0), np.full(5, NAN), np.array([1, 2, NAN, NAN, NAN])],
    ids=["constant", "empty", "two"],
)
def test_nothing_is_told_of_columns_that_tell_nothing(method, other):
    found = correlated(np.column_stack([RISING, other]), method)
    assert np.isnan(found.values[0, 1])
    assert np.isnan(found.chance[0, 1])
    assert not found.significant(0.05)[0, 1]


def test_each_pair_uses_the_units_that_have_both():
    found = correlated_with(RISING[:, None], np.array([[1.0], [2], [NAN], [4], [0]]))
    assert found.units.tolist() == [[4]]
    assert found.values[0, 0] == correlation(np.array([1.0, 2, 4, 5]), np.array([1.0, 2, 4, 0]))[0]


def test_no_columns_no_correlations():
    assert correlated(np.empty((4, 0))).values.shape == (0, 0)


def test_pairs_beyond_are_significant_ones():
    noise = np.array([1.0, 3, 2, 5, 4])
    found = correlated(np.column_stack([RISING, RISING**2, -RISING, noise]))
    high = {(pair.first, pair.second) for pair in pairs_beyond(found, above=0.7)}
    low = {(pair.first, pair.second) for pair in pairs_beyond(found, below=-0.7)}
    assert high == {(0, 1)}  # the noise goes along at 0.8, which five units don't tell from chance
    assert low == {(0, 2), (1, 2)}


TREE = {"top": {"children": {"left": {"children": {"a": 1, "b": 1}}, "c": 1}}}


def test_nodes_are_correlated_within_and_across_levels():
    scores = simple.scored({"a": [1, 2, 3, 5], "b": [2, 1, 4, 4], "c": [4, 3, 1, 1]}, ["a", "b", "c"], TREE)
    found = related(scores)
    assert all_above("top/left/a") == ("top/left", "top")
    upward = found.with_all_above("top/left/a").values
    left = correlation(scores.of("top/left/a"), scores.of("top/left"))[0]
    assert upward[0, 0] == left
    assert found.with_all_above("top").values.shape == (1, 0)
    with pytest.raises(ValueError, match="not in tuple"):
        found.among(["nowhere"])
