import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaohe.standings import placed, rank_descending

SCORES = st.lists(st.sampled_from([1.0, 2.0, 2.5, 3.0, -0.0, 0.0, float("nan"), -7.25]), max_size=40)


@pytest.mark.parametrize(
    ("ties", "ranks"),
    [
        ("min", [1, 2, 2, 4]),
        ("max", [1, 3, 3, 4]),
        ("average", [1, 2.5, 2.5, 4]),
        ("dense", [1, 2, 2, 3]),
    ],
)
def test_what_equal_scores_get(ties, ranks):
    assert rank_descending(np.array([90.0, 80.0, 80.0, 70.0]), ties).tolist() == ranks


def test_missing_scores_have_no_place_and_nobody_is_behind_them():
    ranks = rank_descending(np.array([np.nan, 3.0, np.nan, 5.0]))
    assert np.isnan(ranks[[0, 2]]).all()
    assert ranks[[1, 3]].tolist() == [2, 1]
    assert rank_descending(np.array([])).shape == (0,)
    assert np.isnan(rank_descending(np.array([np.nan]))).all()


def test_zero_has_no_sign():
    assert rank_descending(np.array([0.0, -0.0])).tolist() == [1, 1]


@given(SCORES)
def test_the_place_counts_who_is_strictly_better(scores):
    ranks = rank_descending(np.array(scores))
    for score, rank in zip(scores, ranks, strict=True):
        assert np.isnan(rank) if np.isnan(score) else rank == 1 + sum(other > score for other in scores)


@given(SCORES)
def test_all_rules_agree_on_the_order(scores):
    values = np.array(scores)
    least, most, mean, dense = (rank_descending(values, ties) for ties in ("min", "max", "average", "dense"))
    assert np.array_equal(mean, (least + most) / 2, equal_nan=True)
    for one, other in ((least, most), (least, dense)):
        assert np.array_equal(np.argsort(one, kind="stable"), np.argsort(other, kind="stable"))
    present = dense[~np.isnan(dense)]
    assert set(present) == set(range(1, len(set(present)) + 1))


def test_how_many_share_a_place():
    ranks, tied, of = placed(np.array([1.5, np.nan, 2.0, 2.0]))
    assert np.array_equal(ranks, [3, np.nan, 1, 1], equal_nan=True)
    assert (tied.tolist(), of) == ([1, 0, 2, 2], 3)
