import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaohe.schemes.treatments import ByRule
from tests.scoring import rows, simple

ODD = [1, 2, 3, 4, 5, 6, 100]


def treated(values, treat, **more):
    return simple.one(values, {"treat": treat}, **more).treated


@pytest.mark.parametrize(
    ("treat", "values", "result"),
    [
        ("log_by_skew", [0, 0, 10], [math.log(0.1), math.log(0.1), math.log(10.1)]),
        ("log_by_skew", [0, 10, 10], [-math.log(10.1), -math.log(0.1), -math.log(0.1)]),
        (
            {"winsorise": {"most": 1, "skew": 0, "kurtosis": -9}, "else": "log_shift", "of": "winsorised"},
            [0, 1, 2, 10],
            [math.log(0.02), math.log(1.02), math.log(2.02), math.log(2.02)],
        ),
        ("none", [1, 9], [1, 9]),
        ("log", [1, math.e], [0, 1]),
        ("sqrt", [4, 9], [2, 3]),
        ({"winsorise": {"high": 1}}, ODD, [1, 2, 3, 4, 5, 6, 6]),
        ({"winsorise": {"low": 2, "high": 1}}, ODD, [3, 3, 3, 4, 5, 6, 6]),
        ({"winsorise": {"low": 4, "high": 3}}, ODD, ODD),  # nothing would be left inside
        ({"winsorise": {"percentile": [0, 50]}}, ODD, [1, 2, 3, 4, 4, 4, 4]),
        ({"winsorise": {"most": 2, "skew": 2, "kurtosis": 3.5}}, ODD, [1, 2, 3, 4, 5, 6, 6]),
        ({"boxcox": 1}, [3, 5], [0, 2]),
        ({"boxcox": 0}, [3, 5], [0, math.log(3)]),
        ({"boxcox": 2}, [3, 5], [0, 4]),
    ],
)
def test_every_treatment(treat, values, result):
    assert simple.cells(treated(values, treat)) == pytest.approx(result)


def test_log_shift_is_that_of_the_distance_from_the_least():
    result = treated([0, 50, 100], "log_shift")
    assert simple.cells(result) == pytest.approx([math.log(1), math.log(51), math.log(101)])


def test_a_logarithm_or_root_of_what_has_none_is_missing_with_its_reason():
    for treat, values in (("log", [0, -1, 1]), ("sqrt", [-1, -4, 1])):
        column = treated(values, treat)
        assert simple.cells(column)[:2] == [None, None]
        assert simple.reasons(column) == ["OUTSIDE_DOMAIN", "OUTSIDE_DOMAIN", ""]
        assert column.cause(0).name == treat


def test_a_constant_column_has_no_shifted_logarithm():
    assert simple.reasons(treated([5, 5], "log_shift")) == ["OUTSIDE_DOMAIN"] * 2
    assert simple.cells(treated([5, 5], {"winsorise": {"most": 3}, "else": "log_shift"})) == [5, 5]


def test_gaps_stay_gaps_and_count_for_nothing():
    assert simple.cells(treated([None, 1, 2, 3, 90], {"winsorise": {"high": 1}})) == [None, 1, 2, 3, 3]
    assert simple.cells(treated([None, None], {"winsorise": {"percentile": [5, 95]}})) == [None, None]
    assert simple.cells(treated([None], {"boxcox": 0})) == [None]


def test_the_fallback_is_tried_on_the_original_only_where_the_rule_still_fails():
    values = [1, 1, 1, 1, 1, 1, 2, 400, 500, 600]
    rule = {"most": 1, "skew": 0.5, "kurtosis": -5}
    column = treated(values, {"winsorise": rule, "else": "log_shift"})
    low, spread = 1, 599
    assert simple.cells(column) == pytest.approx([math.log(v - low + 0.01 * spread) for v in values])
    passed = treated(ODD, {"winsorise": {"most": 2}, "else": "log_shift"})
    assert simple.cells(passed)[-1] == 6


def test_units_a_node_does_not_apply_to_are_not_looked_at():
    tree = {"top": {"need": 1, "children": {"a": {"by": "zone", "A": 1, "B": 0}}}}
    scores = simple.scored(
        {"a": [1, 2, 3, 1000]},
        {"a": {"treat": {"winsorise": {"high": 1}}}},
        tree,
        units={"zone": ["A", "B"]},
        beside={"zone": ["A", "A", "A", "B"]},
    )
    assert simple.cells(scores.nodes["top/a"].treated) == [1, 2, 2, None]


def test_tied_extremes_move_together_and_may_move_more_points_than_most():
    values = np.array([1.0, 2, 3, 2, 1, 2, 3, 2, 100, 100, 100])
    moved = rows.tamed(values, ByRule(most=1, skew=0.1, kurtosis=-10))
    assert moved.tolist() == [1, 2, 3, 2, 1, 2, 3, 2, 3, 3, 3]


@pytest.mark.parametrize(
    ("values", "moved"), [([1, 2, 3, 4, 6], [1, 2, 3, 4, 4]), ([-6, -4, 1, 2], [-4, -4, 1, 2])]
)
def test_the_extreme_on_the_skewed_side_moves(values, moved):
    assert rows.tamed(np.array(values, dtype=float), ByRule(most=1, skew=0.1, kurtosis=-10)).tolist() == moved


@given(st.lists(st.integers(-50, 5000).map(float), min_size=1, max_size=20), st.integers(1, 5))
def test_the_rule_stops_and_never_leaves_the_range_of_the_values(values, most):
    column, rule = np.array(values), ByRule(most=most)
    tamed = rows.tamed(column, rule)
    assert column.min() <= tamed.min() <= tamed.max() <= column.max()
    changed = np.count_nonzero(tamed != column)
    assert rows.passes(tamed, rule) or changed >= most
    order = np.argsort(column, kind="stable")
    assert np.all(np.diff(tamed[order]) >= 0)
