import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaohe.scoring.exact import (
    deviation,
    half_up,
    mean,
    settled,
    skewness_and_kurtosis,
    steadied,
    total,
)


def array(*values):
    return np.array(values, dtype=np.float64)


def test_sums_are_exact_in_any_order():
    values = [1e16, 1.0, -1e16, 1e-3] * 5
    assert total(np.array(values)) == total(np.array(values[::-1])) == 5.005


def test_a_sum_that_leaves_the_range_of_numbers_is_nothing():
    assert math.isnan(total(array(1e308, 1e308)))
    assert math.isnan(total(array(math.inf, -math.inf)))


def test_mean_and_deviation():
    assert mean(array(1, 2, 6)) == 3
    assert math.isnan(mean(array()))
    assert deviation(array(2, 4, 4, 4, 5, 5, 7, 9)) == pytest.approx(math.sqrt(32 / 7), rel=1e-15)
    assert math.isnan(deviation(array(5)))


@given(st.floats(-1e6, 1e6), st.integers(1, 12))
def test_a_constant_column_has_no_spread(value, count):
    values = np.full(count, value)
    assert mean(values) == value
    assert deviation(values) == 0 or count < 2
    assert all(map(math.isnan, skewness_and_kurtosis(values)))


def test_skewness_and_kurtosis_as_spreadsheets_give_them():
    # SKEW and KURT of a spreadsheet over 3, 4, 5, 2, 3, 4, 5, 6, 4, 7
    found = skewness_and_kurtosis(array(3, 4, 5, 2, 3, 4, 5, 6, 4, 7))
    assert found == pytest.approx((0.359543071, -0.151799637), abs=1e-9)


def test_skewness_and_kurtosis_know_no_unit_of_measure():
    values = array(3, 4, 5, 2, 3, 4, 5, 6, 4, 7)
    for factor in (1e-200, 1e-4, 1e4, 1e150, 1e300):
        found = skewness_and_kurtosis(values * factor)
        assert found == pytest.approx(skewness_and_kurtosis(values), rel=1e-12)


def test_too_few_values_have_neither():
    assert all(map(math.isnan, skewness_and_kurtosis(array(1, 2))))
    skewness, kurtosis = skewness_and_kurtosis(array(1, 2, 4))
    assert skewness > 0
    assert math.isnan(kurtosis)
    assert all(map(math.isnan, skewness_and_kurtosis(array())))
    # by hand: m2 = 38 / 4, m4 = 722 / 4, so g2 = -1 and G2 = (5 * -1 + 6) * 3 / (2 * 1)
    assert skewness_and_kurtosis(array(1, 2, 4, 9))[1] == pytest.approx(1.5, rel=1e-12)


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        (0.285, 2, 0.29),  # a float below 0.285, but what a person reads is 0.285
        (1.005, 2, 1.01),
        (2.5, 0, 3),
        (-0.5, 0, -1),  # half away from zero, 四舍五入
        (-0.285, 2, -0.29),
        (-0.4, 0, 0),
        (0.1 + 0.2, 1, 0.3),
        (0.45000000000000001, 1, 0.5),
        (0.4499999999, 1, 0.4),
        (0.44999999999999, 1, 0.5),  # the settled decimals are 0.45
        (59.95, 1, 60),
        (123456789.125, 2, 123456789.13),
        (1e300, 2, 1e300),
        (-1e300, 0, -1e300),
        (0, 3, 0),
    ],
)
def test_half_up(value, digits, rounded):
    result = half_up(array(value), digits)[0]
    assert result == rounded
    assert math.copysign(1, result) == (1 if rounded == 0 else math.copysign(1, rounded))


def test_rounding_keeps_gaps():
    assert np.isnan(half_up(array(math.nan), 2)).all()
    assert np.isnan(settled(array(math.nan))).all()
    assert np.isnan(steadied(array(math.nan))).all()


@given(st.integers(-(10**9), 10**9), st.integers(0, 6), st.integers(0, 6))
def test_half_up_is_that_of_decimal_fractions(whole, places, digits):
    exact, unit = 2 * abs(whole) * 10**digits + 10**places, 2 * 10**places
    by_hand = math.copysign(exact // unit / 10**digits, whole)
    assert half_up(array(whole / 10**places), digits)[0] == by_hand


@given(st.decimals(-(10**11), 10**11, places=3).map(float))
def test_settling_changes_no_number_a_person_wrote(value):
    assert settled(array(value))[0] == value


def test_settling_takes_off_the_last_bits():
    assert settled(array(0.1 + 0.2, 1 / 3, -0.0, 1e-11)).tolist() == [0.3, 0.3333333333, 0.0, 0.0]
    assert math.copysign(1, settled(array(-1e-12))[0]) == 1
    assert settled(array(1e6 / 3, 2e13 / 3, 2e14 / 3)).tolist() == [
        333333.33333333,
        6666666666666.7,
        66666666666667,
    ]


@given(st.floats(1e-12, 1e12), st.integers(-3, 3))
def test_steadied_is_blind_to_the_last_bits_only(value, bits):
    near = value + bits * math.ulp(value)
    one, other = steadied(array(value, near))
    assert one == pytest.approx(value, rel=1e-11)
    assert other == pytest.approx(one, rel=1.1e-11)
    assert steadied(array(0.3 / 0.1, 3.0)).tolist() == [3.0, 3.0]
