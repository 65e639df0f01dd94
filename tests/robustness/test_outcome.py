"""What is read off the counts, against the same from the places draw by draw."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.robustness.outcomes import places, rank_list, worse


@st.composite
def drawn(draw):
    """Keys of a few units in a few draws, with ties and with units that have none."""
    units, draws = draw(st.integers(1, 6)), draw(st.integers(1, 12))
    key = st.sampled_from([0.0, 1.0, 2.0, 3.0, np.nan])
    rows = st.lists(key, min_size=units, max_size=units)
    return np.array(draw(st.lists(rows, min_size=draws, max_size=draws)))


def of(keys):
    return rank_list("", range(keys.shape[1]), np.zeros(keys.shape[1]), keys)


@given(drawn(), st.floats(0, 1))
def test_quantiles_are_of_type_7(keys, share):
    found = of(keys).quantile(share)
    for unit, column in enumerate(np.array([places(row) for row in keys]).T):
        known = column[~np.isnan(column)]
        expected = np.quantile(known, share) if len(known) else np.nan
        assert found[unit] == pytest.approx(expected, nan_ok=True)


@given(drawn())
def test_the_mean_is_over_the_draws_that_gave_a_place(keys):
    found = of(keys).mean()
    for unit, column in enumerate(np.array([places(row) for row in keys]).T):
        known = column[~np.isnan(column)]
        assert found[unit] == pytest.approx(known.mean() if len(known) else np.nan, nan_ok=True)


@given(drawn())
def test_shares_of_places_sum_to_the_draws_that_gave_one(keys):
    shares = of(keys).acceptability
    assert (shares >= 0).all()
    assert shares.sum(axis=1) == pytest.approx(1 - np.isnan(keys).mean(axis=0))


@given(drawn(), st.integers(1, 8))
def test_among_the_last_are_those_with_fewer_strictly_worse(keys, cut_off):
    expected = np.mean([worse(row) < cut_off for row in keys], axis=0)
    assert of(keys).last(cut_off) == pytest.approx(expected)


@given(drawn())
def test_a_wider_cut_off_never_takes_anyone_away(keys):
    found = of(keys)
    chances = np.array([found.last(cut_off) for cut_off in range(1, keys.shape[1] + 1)])
    assert (np.diff(chances, axis=0) >= 0).all()
    assert chances[-1] == pytest.approx(1 - np.isnan(keys).mean(axis=0))


def test_a_tie_across_the_cut_off_counts_for_all_who_share_it():
    """Two tied at the end: both are the last one, as the rules read places."""
    assert of(np.array([[3.0, 1.0, 1.0]])).last(1).tolist() == [0, 1, 1]


def test_the_normal_distribution_of_two_units():
    """Scores 1 apart, each with a normal error of 1: the lower is last with probability Φ(1/√2)."""
    keys = np.array([1.0, 0.0]) + np.random.default_rng(1).normal(0, 1, (20_000, 2))
    assert of(keys).last(1)[1] == pytest.approx(0.7602, abs=0.01)
