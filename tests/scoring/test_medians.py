import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaohe.scoring.medians import weighted_median


def median(scores, weights):
    return float(weighted_median(np.array([scores], dtype=float), np.array([weights], dtype=float))[0])


def test_by_hand():
    """Weights 1, 2, 3: the scores stand at 0.5, 2 and 4.5 of 6; half, 3, is 0.4 of the way from 20 to 40."""
    assert median([40, 10, 20], [3, 1, 2]) == pytest.approx(28)


@pytest.mark.parametrize(
    ("scores", "weights", "result"),
    [
        ([5], [2], 5),
        ([5, 9], [1, 1], 7),
        ([5, 9], [1, 0], 5),
        ([1, 9, 5], [1, 1, 1], 5),
        ([1, 5, 100], [1, 98, 1], 5),
        ([7, 7, 7], [1, 2, 3], 7),
        ([7, 7, 1], [2, 1, 1], 7),
    ],
)
def test_small_cases(scores, weights, result):
    assert median(scores, weights) == pytest.approx(result)


def test_no_weight_no_median():
    assert np.isnan(median([1, 2], [0, 0]))
    assert median([np.nan, 2], [0, 1]) == 2


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-9, 9), min_size=1, max_size=8), st.data())
def test_with_equal_weights_it_is_the_median_and_order_never_matters(scores, data):
    assert median(scores, [3] * len(scores)) == pytest.approx(np.median(scores))
    weights = data.draw(st.lists(st.integers(1, 5), min_size=len(scores), max_size=len(scores)))
    order = data.draw(st.permutations(range(len(scores))))
    found = median(scores, weights)
    assert median([scores[at] for at in order], [weights[at] for at in order]) == found
    assert min(scores) <= found <= max(scores)
