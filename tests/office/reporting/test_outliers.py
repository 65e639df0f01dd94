"""The arithmetic of outliers: known examples, and what holds for any column."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaohe.office.reporting.queries.outliers import growths, modified_z, percentiles, z_scores

amounts = st.lists(
    st.floats(-1e6, 1e6).map(lambda value: float(np.round(value, 3))) | st.just(np.nan),
    min_size=1,
    max_size=40,
)


def column(values):
    return np.array(values, dtype=np.float64)


def test_modified_z_as_iglewicz_and_hoaglin_compute_it():
    values = column([2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3])
    # median 2.45; the absolute deviations' median is 0.15
    assert modified_z(values)[8:] == pytest.approx([0.6745 * 5.75 / 0.15, 0.6745 * 5.85 / 0.15])
    assert (np.abs(modified_z(values)[:8]) < 3.5).all()


def test_where_more_than_half_are_equal_the_mean_deviation_takes_over():
    values = column([0, 0, 0, 0, 0, 0, 0, 10])
    assert modified_z(values)[-1] == pytest.approx(0.797885 * 10 / 1.25)
    assert (modified_z(values)[:-1] == 0).all()


def test_plain_z_is_masked_by_two_outliers_that_the_modified_z_finds():
    values = column([*np.linspace(0.9, 1.1, 10), 50, 50])
    assert (np.abs(z_scores(values)) < 3).all()
    assert (modified_z(values)[-2:] > 3.5).all()


def test_growth_is_alike_upwards_and_downwards_and_knows_nought():
    found = growths(column([99, 0, 9, np.nan, -1]), column([9, 9, 0, 1, 1]))
    assert found[:3] == pytest.approx([np.log(10), -np.log(10), np.log(10)])
    assert np.isnan(found[3:]).all()


def test_percentiles_run_from_the_least_to_the_greatest_with_ties_in_the_middle():
    assert percentiles(column([5, 1, 3, np.nan])).tolist()[:3] == [100, 0, 50]
    assert percentiles(column([1, 1, 1])).tolist() == [50, 50, 50]


@pytest.mark.parametrize("measure", [z_scores, modified_z, percentiles])
@given(values=amounts)
def test_what_is_missing_stays_missing_and_changes_nothing(measure, values):
    found, known = measure(column(values)), ~np.isnan(values)
    assert np.isnan(found[~known]).all()
    assert found[known].tolist() == measure(column(values)[known]).tolist()
    assert np.isfinite(found[known]).all()


@pytest.mark.parametrize("measure", [z_scores, modified_z, percentiles])
@given(values=amounts, order=st.randoms())
def test_the_order_of_the_column_does_not_matter(measure, values, order):
    shuffled = list(range(len(values)))
    order.shuffle(shuffled)
    turned = measure(column(values)[shuffled])
    assert turned == pytest.approx(measure(column(values))[shuffled], nan_ok=True, abs=1e-6)


@pytest.mark.parametrize("measure", [z_scores, modified_z])
@given(
    values=st.lists(st.integers(-1000, 1000), min_size=1, max_size=40), factor=st.sampled_from([0.5, 2, 1024])
)
def test_the_unit_of_measure_does_not_matter_and_a_mirror_turns_the_sign(measure, values, factor):
    found = measure(column(values))
    assert measure(column(values) * factor) == pytest.approx(found)
    assert measure(-column(values)) == pytest.approx(-found)


@pytest.mark.parametrize("measure", [z_scores, modified_z])
@given(value=st.floats(-1e12, 1e12), count=st.integers(1, 30))
def test_where_all_are_equal_nothing_stands_out(measure, value, count):
    assert (measure(np.full(count, value)) == 0).all()


@given(values=st.lists(st.integers(-1000, 1000), min_size=2, max_size=40))
def test_a_greater_value_never_stands_lower(values):
    order = np.argsort(values, kind="stable")
    for measure in (z_scores, modified_z, percentiles):
        assert (np.diff(measure(column(values))[order]) >= -1e-9).all()
