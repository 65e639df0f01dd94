import math

import numpy as np
import pytest

from kaohe.scoring import contributions_of
from kaohe.scoring.sharing import shared_out
from kaohe.scoring.walks import mixing
from tests.scoring import simple


def parts(scores):
    found = contributions_of(scores)
    return dict(zip(found.names, found.parts.T.tolist(), strict=True))


def test_additive_trees_have_no_baseline():
    tree = {
        "top": {"children": {"a": 3, "mid": {"weight": 1, "combine": "sum", "children": {"b": 2, "c": 1}}}}
    }
    scores = simple.scored({"a": [8, 0], "b": [1, 5], "c": [2, -10]}, "abc", tree)
    assert contributions_of(scores).baseline == "none"
    assert parts(scores) == {
        "top/a": [6, 0],
        "top/mid/b": [0.5, 2.5],
        "top/mid/c": [0.5, -2.5],
        "(rounding)": [0, 0],
    }


def test_adjustments_and_rounding_are_rows_of_their_own():
    tree = {
        "top": {
            "round": 0,
            "adjust": [{"bonus": "b"}, {"veto": "a > 6", "effect": {"at_most": 5}}],
            "children": {"a": 1},
        }
    }
    scores = simple.scored({"a": [3.4, 7], "b": [1, 2]}, "a", tree, declared=("a", "b"))
    assert scores.of("top").tolist() == [4, 5]
    found = parts(scores)
    assert found["top/a"] == [3.4, 7]
    assert found["top (adjust 1)"] == [1, 2]
    assert found["top (adjust 2)"] == [0, -4]
    assert found["top (round)"] == pytest.approx([-0.4, 0])


def test_weights_in_force_are_those_of_the_unit():
    """A child that is missing gives nothing, and the others count for more."""
    tree = {"top": {"need": 1, "children": {"a": 1, "b": 1}}}
    assert parts(simple.scored({"a": [8, 8], "b": [2, None]}, "ab", tree)) == {
        "top/a": [4, 8],
        "top/b": [1, 0],
        "(rounding)": [0, 0],
    }


def test_units_without_a_score_have_none():
    found = parts(simple.scored({"a": [8, None]}, "a"))
    assert math.isnan(found["top/a"][1])
    assert math.isnan(found["(rounding)"][1])


def test_against_the_average_unit_where_something_does_not_add():
    """Two children under a geometric mean: Shapley values against the mean of each."""
    tree = {"top": {"combine": "geometric", "children": {"a": 1, "b": 1}}}
    scores = simple.scored({"a": [4, 16], "b": [9, 1]}, "ab", tree)
    found = contributions_of(scores)
    assert found.baseline == "average"
    base = math.sqrt(10 * 5)
    for unit, (a, b) in enumerate([(4, 9), (16, 1)]):
        alone_a, alone_b, both = math.sqrt(a * 5), math.sqrt(10 * b), math.sqrt(a * b)
        by_a = ((alone_a - base) + (both - alone_b)) / 2
        by_b = ((alone_b - base) + (both - alone_a)) / 2
        assert found.parts[unit].tolist() == pytest.approx([by_a, by_b, base, 0], abs=1e-9)
    assert found.names == ("top/a", "top/b", "(baseline)", "(rounding)")


def test_a_share_is_passed_down_in_proportion():
    inner = {"combine": "mean", "children": {"a": 1, "b": 1}}
    tree = {"top": {"combine": "harmonic", "children": {"left": inner, "c": 1}}}
    scores = simple.scored({"a": [2, 6], "b": [4, 4], "c": [3, 9]}, "abc", tree)
    found = parts(scores)
    # b is average in both units, so the left side's distance is all a's
    assert found["top/left/b"] == [0, 0]
    sums = np.sum(list(found.values()), axis=0)
    assert sums == pytest.approx(scores.of("top"), abs=1e-9)


@pytest.mark.parametrize("combine", ["geometric", "harmonic", "min", "max", {"power": 2}, {"power": -3}])
@pytest.mark.parametrize("count", [2, 8, 9, 13])
def test_shares_add_up_for_every_mean_and_any_number_of_children(combine, count):
    generator = np.random.default_rng(7)
    codes = [f"c{at}" for at in range(count)]
    items = {code: generator.uniform(1, 100, 6).tolist() for code in codes}
    tree = {"top": {"combine": combine, "children": {code: at % 3 + 1 for at, code in enumerate(codes)}}}
    scores = simple.scored(items, codes, tree)
    found = contributions_of(scores)
    assert found.parts.sum(axis=1) == pytest.approx(scores.of("top"), abs=1e-8)
    assert np.abs(found.parts[:, -1]).max() < 1e-8


def test_beyond_eight_children_the_path_integral_is_close_to_shapley():
    generator = np.random.default_rng(3)
    values, bases = generator.uniform(1, 9, (5, 8)), np.full((5, 8), 5.0)
    weights = np.ones((5, 8))

    def geometric(scores, weight):
        return np.exp(np.log(scores).sum(axis=1) / weight.sum(axis=1))

    shapley = shared_out(geometric, values, bases, weights)
    more = np.full((5, 9), 5.0)
    integral = shared_out(
        lambda scores, weight: geometric(scores[:, :8], weight[:, :8]),
        np.column_stack([values, more[:, 0]]),
        more,
        np.ones((5, 9)),
    )
    assert integral[:, 8].tolist() == [0] * 5
    assert integral[:, :8] == pytest.approx(shapley, abs=0.15)
    assert integral.sum(axis=1) == pytest.approx(shapley.sum(axis=1))


def test_a_branch_scaled_capped_and_filled_is_told_apart():
    tree = {
        "top": {
            "children": {
                "left": {
                    "scale": {"minmax": [0, 100]},
                    "cap": 60,
                    "missing": "zero",
                    "children": {"a": 1, "b": 1},
                },
                "c": 1,
            }
        }
    }
    scores = simple.scored({"a": [1, 2, 3, None], "b": [1, 4, 9, 1], "c": [5, 5, 5, 5]}, "abc", tree)
    # the branch has 1, 3, 6 and a gap, filled with 0 before it is scaled
    assert scores.of("top") == pytest.approx([(100 / 6 + 5) / 2, 27.5, 32.5, 2.5])
    found = contributions_of(scores)
    assert found.parts.sum(axis=1) == pytest.approx(scores.of("top"), abs=1e-9)
    assert "top/left (scale)" in found.names
    assert np.abs(found.parts[:, -1]).max() < 1e-9


@pytest.mark.parametrize(
    "step",
    [{"scale": {"minmax": [0, 100]}}, {"cap": 4}, {"missing": "mean"}, {"treat": "sqrt"}, {"round": 0}],
)
def test_each_step_of_a_branch_is_told(step):
    """Only rounding leaves the parts of the leaves as they were; nothing is left over for the last row."""
    inner = {"children": {"a": 1, "b": 2}, **step}
    tree = {"top": {"combine": "geometric", "children": {"left": inner, "c": 1}}}
    items = {"a": [1.25, 2, 3, None], "b": [1, 4, 9, 1], "c": [5, 6, 7, 8]}
    scores = simple.scored(items, "abc", tree)
    found = contributions_of(scores)
    assert ("top/left (scale)" in found.names) == ("round" not in step)
    assert ("top/left (round)" in found.names) == ("round" in step)
    present = ~np.isnan(scores.of("top"))
    assert found.parts[present].sum(axis=1) == pytest.approx(scores.of("top")[present], abs=1e-9)
    assert np.abs(found.parts[present, -1]).max() < 1e-9


COMPARING = ["median", "copeland", "rank_sum_ratio", "topsis", {"topsis": {"normalise": "none"}}, "grey"]


@pytest.mark.parametrize("combine", COMPARING)
@pytest.mark.parametrize("count", [2, 3, 8, 9, 13])
def test_shares_add_up_where_units_are_compared(combine, count):
    generator = np.random.default_rng(11)
    codes = [f"c{at}" for at in range(count)]
    items = {code: generator.uniform(1, 100, 7).round(1).tolist() for code in codes}
    items[codes[-1]][3] = None
    inner = {"combine": combine, "need": 1, "children": {code: at % 3 + 1 for at, code in enumerate(codes)}}
    for tree in ({"top": inner}, {"top": {"children": {"left": inner, "d": 1}}}):
        scores = simple.scored({**items, "d": [5.0] * 7}, [*codes, "d"], tree)
        found = contributions_of(scores)
        assert found.baseline == "average"
        assert found.parts.sum(axis=1) == pytest.approx(scores.of("top"), abs=1e-8)
        assert np.abs(found.parts[:, -1]).max() < 1e-8


@pytest.mark.parametrize("combine", COMPARING)
def test_a_case_that_nobody_falls_under_has_nothing_to_share(combine):
    tree = {"top": {"combine": {"by": "zone", "A": combine, "B": "mean"}, "children": {"a": 1, "b": 1}}}
    scores = simple.scored(
        {"a": [4, 5], "b": [8, 1]}, "ab", tree, units={"zone": ["A", "B"]}, beside={"zone": ["B", "B"]}
    )
    assert contributions_of(scores).parts.sum(axis=1).tolist() == [6, 3]


def test_copeland_against_an_average_unit_among_the_others():
    """4, the average of 1, 2 and 9, is above 2 and below 9 in place of 1, and above both in place of 9."""
    tree = {"top": {"combine": "copeland", "children": {"a": 1}}}
    found = parts(simple.scored({"a": [1, 2, 9]}, "a", tree))
    assert found["(baseline)"] == [0, 0, 2]
    assert found["top/a"] == [-2, 0, 0]


def test_copeland_is_shared_by_shapley_up_to_eight_children():
    """With weights 2 and 1 the heavier decides alone, so it is given everything."""
    tree = {"top": {"combine": "copeland", "children": {"a": 2, "b": 1}}}
    found = parts(simple.scored({"a": [1, 5, 9], "b": [70, 20, 30]}, "ab", tree))
    assert found["top/b"] == [0, 0, 0]


def test_rank_sum_ratio_is_shared_child_by_child():
    """a's average, 5, is placed 1.5 for 1 (tied with 5), 2 for 5, 2.5 for 9; b's 2 is 2.5, 2, 1.5."""
    tree = {"top": {"combine": "rank_sum_ratio", "children": {"a": 3, "b": 1}}}
    found = parts(simple.scored({"a": [1, 5, 9], "b": [3, 2, 1]}, "ab", tree))
    assert found["(baseline)"] == pytest.approx([7 / 12, 8 / 12, 9 / 12], abs=1e-9)
    assert found["top/a"] == pytest.approx([-1.5 / 12, 0, 1.5 / 12], abs=1e-9)
    assert found["top/b"] == pytest.approx([0.5 / 12, 0, -0.5 / 12], abs=1e-9)


def test_beyond_eight_children_steps_are_shared_by_cyclic_orders():
    """1 if at least 5 of nine equal children moved from 0 to 1: each has a ninth."""

    def half(scores, weights):
        return (scores.sum(axis=1) >= 5) * 1.0

    values, bases = np.ones((2, 9)), np.zeros((2, 9))
    shares = shared_out(half, values, bases, bases + 1, mixing(half, values, bases, bases + 1))
    assert shares == pytest.approx(np.full((2, 9), 1 / 9))


def test_where_the_average_unit_has_no_value_the_baseline_is_the_units_own():
    """The geometric mean of the averages -2 and 5 doesn't exist, that of the unit with 4 and 9 does."""
    items = {"a": [4.0, -8.0, -2.0], "b": [9.0, 3.0, 3.0]}
    tree = {"top": {"combine": "geometric", "children": {"a": 1, "b": 1}}}
    found = parts(simple.scored(items, "ab", tree))
    assert [found[name][0] for name in ("top/a", "top/b", "(baseline)", "(rounding)")] == [0, 0, 6, 0]


def test_a_formula_over_children_is_shared_out():
    tree = {"top": {"combine": {"formula": "a * b"}, "children": {"a": 1, "b": 1}}}
    scores = simple.scored({"a": [2, 4], "b": [3, 5]}, "ab", tree)
    # averages 3 and 4; against 12: unit 0 is 6, unit 1 is 20
    assert parts(scores)["top/a"] == pytest.approx([-3.5, 4.5])
    assert parts(scores)["top/b"] == pytest.approx([-2.5, 3.5])
    assert parts(scores)["(baseline)"] == pytest.approx([12, 12])


def test_children_that_cancel_out_exactly_are_not_blown_up():
    """The branch is at its baseline though its children aren't; a share of nothing is not divided by it."""
    inner = {"combine": "mean", "children": {"a": 1, "b": 1}}
    tree = {"top": {"combine": "geometric", "children": {"left": inner, "c": 1}}}
    scores = simple.scored({"a": [0.1, 0.2, 0.3], "b": [0.3, 0.2, 0.1], "c": [1, 2, 4]}, "abc", tree)
    found = contributions_of(scores)
    assert np.abs(found.parts).max() < 5
    assert found.parts.sum(axis=1) == pytest.approx(scores.of("top"), abs=1e-9)
