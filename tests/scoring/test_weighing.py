"""Weights computed from scores, each method by hand first."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaohe.scoring.exact import exact_rows, fast_rows
from kaohe.scoring.weighing import METHODS, correlations, first_loadings


def weights(method, *columns):
    return METHODS[method](np.array(columns, dtype=float), exact_rows).tolist()


def test_entropy_shannon_1948():
    """Shares 1/4, 1/4, 1/2 have entropy 1.5 bits of log2(3); shares 0, 1/2, 1/2 have 1 bit."""
    spare = [1 - 1.5 / math.log2(3), 1 - 1 / math.log2(3)]
    assert weights("entropy", [1, 1, 2], [0, 5, 5]) == pytest.approx(
        [spare[0] / sum(spare), spare[1] / sum(spare)], rel=1e-14
    )


def test_critic_diakoulaki_mavrotas_papayannakis_1995():
    """Scores 0, 5, 10 and 8, 0, 4 and 1, 2, 3: onto 0 to 1 the columns are a, b, c with

    a = c = 0, 1/2, 1 and b = 1, 0, 1/2: each has the standard deviation 1/2; r(a, c) = 1, r(a, b) = -1/2.
    Information: a and c 1/2 * (3/2 + 0), b 1/2 * (3/2 + 3/2), so 1 : 2 : 1.
    """
    assert weights("critic", [0, 5, 10], [8, 0, 4], [1, 2, 3]) == pytest.approx([0.25, 0.5, 0.25], rel=1e-14)


def test_coefficient_of_variation_by_hand():
    """1, 2, 3 has mean 2 and deviation 1; 10, 10, 40 mean 20 and deviation sqrt(300): 0.5 and 0.866."""
    parts = [1 / 2, math.sqrt(300) / 20]
    assert weights("coefficient_of_variation", [1, 2, 3], [10, 10, 40]) == pytest.approx(
        [part / sum(parts) for part in parts], rel=1e-14
    )


def test_principal_component_by_hand():
    """Three columns: a and b with r = 0.5, c with r = 0 to both. The first component lies between a and b."""
    a, c = np.array([1.0, 1, -1, -1, 0, 0]), np.array([0.0, 0, 0, 0, 1, -1])
    b = 0.5 * a + math.sqrt(0.75) * np.array([1.0, -1, 1, -1, 0, 0])
    assert correlations(np.array([a, b, c]), exact_rows)[0].tolist() == pytest.approx([1, 0.5, 0], abs=1e-15)
    assert first_loadings(np.array([a, b, c]), exact_rows) == pytest.approx([0.5**0.5] * 2 + [0], abs=1e-15)
    assert weights("pca", a, b, c) == pytest.approx([0.5, 0.5, 0], abs=1e-15)
    assert weights("loadings", a, b, c) == pytest.approx([0.5, 0.5, 0], abs=1e-15)


def test_loadings_are_turned_so_that_most_are_positive():
    rising = np.arange(6.0)
    noisy = rising + np.array([0, 1, 0, -1, 0, 2])
    found = first_loadings(np.array([-rising, -noisy, noisy[::-1] * 2 + rising / 9]), exact_rows)
    assert found.sum() > 0
    # two that go against each other: no sum, so the first is positive
    assert first_loadings(np.array([[0, 1, 3], [0, -1, -2.5]]), exact_rows)[0] > 0


@pytest.mark.parametrize("method", ["entropy", "critic", "coefficient_of_variation"])
def test_a_child_without_spread_has_no_weight(method):
    found = weights(method, [1, 2, 4], [0.1 + 0.2, 0.3, 0.3], [5, 3, 9])
    assert found[1] == 0 and sum(found) == pytest.approx(1)
    assert all(map(math.isnan, weights(method, [2, 2], [3, 3])))


@pytest.mark.parametrize("method", METHODS)
def test_an_only_child_has_all_the_weight(method):
    assert weights(method, [1, 2, 4]) == pytest.approx([1])


def test_where_there_is_no_answer():
    assert all(map(math.isnan, weights("entropy", [1, -2, 3], [1, 2, 3])))
    assert all(map(math.isnan, weights("coefficient_of_variation", [-1, 0, 1], [1, 2, 3])))
    assert all(map(math.isnan, weights("critic", [1, 2, 4], [3, 5, 9])))
    assert all(map(math.isnan, weights("pca", [1, 1, 1], [1, 2, 3])))
    assert all(map(math.isnan, weights("pca", [1, 1, -1, -1], [1, -1, 1, -1])))
    assert all(map(math.isnan, weights("loadings", [1, 2, 3], [3, 1, 0])))


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(list(METHODS)),
    st.lists(st.lists(st.integers(1, 99), min_size=6, max_size=6), min_size=1, max_size=5),
    st.data(),
)
def test_they_sum_to_1_and_neither_units_nor_the_way_of_adding_matter(method, columns, data):
    scores = np.array(columns, dtype=float)
    found = METHODS[method](scores, exact_rows)
    order = data.draw(st.permutations(range(6)))
    assert METHODS[method](scores[:, order], exact_rows).tobytes() == found.tobytes()
    np.testing.assert_allclose(METHODS[method](scores, fast_rows), found, atol=1e-6)
    if not np.isnan(found).any():
        assert found.sum() == pytest.approx(1)
        assert (found >= 0).all()
