"""Copeland's method against fractions, and the matrix behind it."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaohe.scoring import outranking as module
from kaohe.scoring.outranking import Field, copeland, dominant_pairs, outranking


def scored(scores, weights):
    scores = np.array(scores, dtype=float)
    weights = np.broadcast_to(np.array(weights, dtype=float), scores.shape).copy()
    return copeland(Field(scores, weights), scores, weights).tolist()


def by_fractions(rows, weights):
    """The definition, with the weights as the decimals they are written in."""
    loads = [Fraction(str(weight)) for weight in weights]

    def sign(one, other):
        balance = sum(w * ((a > b) - (a < b)) for w, a, b in zip(loads, one, other, strict=True))
        return (balance > 0) - (balance < 0)

    return [sum(sign(one, other) for other in rows) for one in rows]


def test_by_hand():
    """a beats b on 0.6 of the weight, c beats both on all of it."""
    assert scored([[5, 1], [3, 4], [9, 9]], [0.6, 0.4]) == [0, -2, 2]


def test_weights_that_tie_are_ties():
    """0.1 + 0.2 is more than 0.3 in floating point."""
    assert scored([[1, 1, 0], [0, 0, 1]], [0.1, 0.2, 0.3]) == [0, 0]


def test_scores_that_are_published_as_equal_are_equal():
    assert scored([[0.1 + 0.2, 1], [0.3, 0]], [5, 1]) == [1, -1]
    assert scored([[0.1 + 0.2], [0.3]], [1]) == [0, 0]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=1, max_size=7),
    st.lists(st.sampled_from([0.1, 0.2, 0.3, 0.7, 1.1, 33.4]), min_size=3, max_size=3),
)
def test_it_is_the_definition(rows, weights):
    assert scored(rows, weights) == by_fractions(rows, weights)


def test_blocks_of_rows_change_nothing(monkeypatch):
    scores = np.random.default_rng(1).integers(0, 5, (40, 3)).astype(float)
    whole = scored(scores, [1, 2, 3])
    monkeypatch.setattr(module, "_CELLS", 100)
    assert scored(scores, [1, 2, 3]) == whole


def test_a_pair_is_compared_over_what_both_have():
    scores, weights = [[1, 9], [5, np.nan], [2, 8]], [[1, 3], [1, 0], [1, 3]]
    # b has only the first: it beats a and c there; a beats c by the heavier second
    assert scored(scores, weights) == [0, 2, -2]


def test_whoever_has_no_weights_is_not_compared_with():
    assert np.array_equal(scored([[1], [2], [9]], [[1], [1], [0]]), [-1, 1, np.nan], equal_nan=True)


def test_the_matrix():
    scores = np.array([[9.0, 1.0], [5.0, 1.0], [6.0, 9.0]])
    table = outranking(scores, np.broadcast_to([0.6, 0.4], scores.shape))
    assert table.tolist() == [
        pytest.approx([0, 0.8, 0.6]),
        pytest.approx([0.2, 0, 0]),
        pytest.approx([0.4, 1, 0]),
    ]
    assert dominant_pairs(table) == 1
    assert dominant_pairs(outranking(np.ones((3, 2)), np.ones((3, 2)))) == 0
