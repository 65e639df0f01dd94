import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaohe.scoring.eigen import symmetric_eigen


def test_two_by_two_by_hand():
    """[[2, 1], [1, 2]] has the eigenvalues 3 and 1 along the diagonals."""
    eigen = symmetric_eigen(np.array([[2.0, 1.0], [1.0, 2.0]]))
    assert eigen.values.tolist() == pytest.approx([3, 1], abs=1e-15)
    assert np.abs(eigen.vectors).ravel().tolist() == pytest.approx([0.5**0.5] * 4, abs=1e-15)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 7), st.integers(0, 10**6), st.sampled_from([1e-8, 1.0, 1e9]))
def test_values_and_vectors_give_the_matrix_back(count, seed, size):
    half = np.random.default_rng(seed).normal(size=(count, count)) * size
    matrix = half + half.T
    eigen = symmetric_eigen(matrix)
    np.testing.assert_allclose(eigen.vectors * eigen.values @ eigen.vectors.T, matrix, atol=1e-13 * size)
    np.testing.assert_allclose(eigen.vectors.T @ eigen.vectors, np.eye(count), atol=1e-13)
    assert (np.diff(eigen.values) <= 0).all()


@pytest.mark.parametrize("matrix", [np.zeros((3, 3)), np.diag([1.0, 3.0, 2.0]), np.full((4, 4), 1e-320)])
def test_nothing_to_turn(matrix):
    assert sorted(symmetric_eigen(matrix).values.tolist()) == pytest.approx(
        sorted(np.diag(matrix)), abs=1e-300
    )
