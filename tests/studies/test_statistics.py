"""Columns of every kind: usual, constant, empty, short."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaohe.studies.limits import Limits
from kaohe.studies.statistics import statistics_of, warnings_of

NAN = np.nan


def column(*values):
    return np.array([values], dtype=np.float64).T


def test_figures_by_hand():
    found = statistics_of(column(0, 2, 2, 8, NAN))
    assert (found.least[0], found.greatest[0], found.mean[0], found.median[0]) == (0, 8, 3, 2)
    assert found.deviation[0] == pytest.approx(np.sqrt(36 / 3))
    assert (found.available[0], found.nonzero[0], found.unique[0], found.same[0]) == (4, 3, 3, 2)
    assert found.available_share[0] == 0.8
    assert (found.nonzero_share[0], found.unique_share[0], found.same_share[0]) == (0.75, 0.75, 0.5)


def test_joanes_and_gill_1998_type_2():
    """G1 = sqrt(n (n - 1)) / (n - 2) * m3 / m2^1.5, worked out for 1, 2, 3, 10."""
    m2, m3 = (9 + 4 + 1 + 36) / 4, (-27 - 8 - 1 + 216) / 4
    found = statistics_of(column(1, 2, 3, 10))
    assert found.skewness[0] == pytest.approx(np.sqrt(12) / 2 * m3 / m2**1.5, rel=1e-14)


def test_a_constant_column_is_only_called_constant():
    found = statistics_of(column(5, 5, 5))
    flags = warnings_of(found, Limits())
    assert found.deviation[0] == 0
    assert np.isnan(found.skewness[0])
    assert flags.constant[0]
    assert not flags.skewed[0]


def test_a_column_without_a_value_has_no_figures():
    found = statistics_of(column(NAN, NAN))
    flags = warnings_of(found, Limits())
    assert np.isnan([found.least[0], found.mean[0], found.median[0], found.nonzero_share[0]]).all()
    assert (found.available[0], found.unique[0], found.same[0]) == (0, 0, 0)
    assert flags.few_available[0]
    assert not flags.few_nonzero[0]
    assert not flags.constant[0]


def test_one_unit_is_not_a_constant_column():
    found = statistics_of(column(7))
    assert found.least[0] == found.greatest[0] == 7
    assert np.isnan(found.deviation[0])
    assert not warnings_of(found, Limits()).constant[0]


def test_limits_are_those_given():
    table = column(0, 0, 1, 2)
    assert not warnings_of(statistics_of(table), Limits()).few_nonzero[0]
    assert warnings_of(statistics_of(table), Limits(nonzero=0.6)).few_nonzero[0]


VALUES = st.lists(st.one_of(st.just(NAN), st.floats(-1e6, 1e6)), min_size=1, max_size=20)


@settings(deadline=None, max_examples=60)
@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(values, random):
    other = values.copy()
    random.shuffle(other)
    one, two = statistics_of(column(*values)), statistics_of(column(*other))
    for name in ("mean", "median", "deviation", "skewness", "kurtosis", "unique", "same"):
        np.testing.assert_array_equal(getattr(one, name), getattr(two, name))
