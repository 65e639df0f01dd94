import math

import numpy as np
import pytest

from kaohe.scoring.exact import exact_rows, fast_rows
from tests.scoring import simple


def combined(how, columns, weights=None, **node):
    """The column of a node over `columns` (a list for each child), weights 1 by default."""
    codes = [f"c{at}" for at in range(len(columns))]
    tree = {
        "top": {
            "combine": how,
            "children": dict(zip(codes, weights or [1] * len(codes), strict=True)),
            **node,
        }
    }
    scores = simple.scored(dict(zip(codes, columns, strict=True)), codes, tree)
    return scores.root.value


@pytest.mark.parametrize(
    ("how", "result"),
    [
        ("mean", (2 * 4 + 9) / 3),
        ("sum", 2 * 4 + 9),
        ("geometric", (4 * 4 * 9) ** (1 / 3)),
        ("harmonic", 3 / (2 / 4 + 1 / 9)),
        ("min", 4),
        ("max", 9),
        ({"power": 2}, math.sqrt((2 * 16 + 81) / 3)),
        ({"power": -0.5}, ((2 / 2 + 1 / 3) / 3) ** -2),
        ({"power": 1}, 17 / 3),
        ({"formula": "c0 * 2 - c1"}, -1),
    ],
)
def test_every_way_to_combine(how, result):
    assert simple.cells(combined(how, [[4.0], [9.0]], [2, 1])) == pytest.approx([result], rel=1e-14)


@pytest.mark.parametrize("how", ["geometric", "harmonic", {"power": -2}])
def test_zero_or_negative_is_outside_these_means(how):
    column = combined(how, [[0, -1, 2], [4, 4, 2]])
    assert simple.cells(column) == pytest.approx([None, None, 2])
    assert simple.reasons(column) == ["OUTSIDE_DOMAIN", "OUTSIDE_DOMAIN", ""]
    assert column.cause(0).name == "top"


def test_a_power_above_0_takes_0_but_nothing_below():
    assert simple.cells(combined({"power": 2}, [[0, -1], [4, 4]])) == [pytest.approx(math.sqrt(8)), None]
    assert simple.cells(combined({"power": 0.5}, [[0, -1], [4, 4]])) == [pytest.approx(1), None]


def test_a_child_of_weight_0_is_not_judged():
    column = combined("geometric", [[0, -5], [4, 2]], [0, 1])
    assert simple.cells(column) == pytest.approx([4, 2])


def test_weights_by_case():
    tree = {"top": {"children": {"a": {"by": "zone", "A": 3, "B": 0}, "b": 1}}}
    scores = simple.scored(
        {"a": [4, 4, 4], "b": [8, 8, 8]},
        {"a": {}, "b": {}},
        tree,
        units={"zone": ["A", "B", "C"]},
        beside={"zone": ["A", "B", "C"]},
    )
    assert scores.of("top").tolist() == [5, 8, 8]
    assert simple.reasons(scores.nodes["top/a"].score) == ["", "NOT_APPLICABLE", "NOT_APPLICABLE"]


def test_combine_by_case():
    tree = {"top": {"combine": {"by": "zone", "A": "geometric", "else": "sum"}, "children": {"a": 1, "b": 1}}}
    scores = simple.scored(
        {"a": [4, 4], "b": [9, 9]},
        {"a": {}, "b": {}},
        tree,
        units={"zone": ["A", "B"]},
        beside={"zone": ["A", "B"]},
    )
    assert scores.of("top").tolist() == pytest.approx([6, 13])


def test_a_mean_on_a_transformed_scale_and_its_limits():
    column = combined("mean", [[1, 0], [math.e**2, 5]], through="ln(x)", back="exp(x)")
    assert simple.cells(column) == [pytest.approx(math.e), None]
    assert simple.reasons(column) == ["", "OUTSIDE_DOMAIN"]


def test_a_formula_keeps_the_reason_of_its_gaps():
    column = combined({"formula": "c0 / c1"}, [[1, 1, None], [2, 0, 1]])
    assert simple.cells(column) == [0.5, None, None]
    assert simple.reasons(column) == ["", "DIVIDED_BY_ZERO", "TOO_FEW"]
    assert column.cause(2).name == "top/c0"


def test_a_formula_sees_what_is_not_there_as_missing():
    tree = {"top": {"combine": {"formula": "coalesce(a, 0) + b"}, "need": 1, "children": {"a": 1, "b": 1}}}
    scores = simple.scored({"a": [1, None], "b": [2, 2]}, {"a": {}, "b": {}}, tree)
    assert scores.of("top").tolist() == [3, 2]


def test_sums_are_exact():
    column = combined("sum", [[1e16], [1.0], [-1e16]])
    assert simple.cells(column) == [1.0]
    assert simple.cells(combined("mean", [[0.1], [0.2], [0.3]])) == [math.fsum([0.1, 0.2, 0.3]) / 3]


def test_what_leaves_the_range_of_numbers_is_missing():
    for how in ("sum", "mean", {"power": 300}):
        assert simple.reasons(combined(how, [[1.7e308], [1.7e308]])) == ["OUTSIDE_DOMAIN"]


def test_both_ways_to_sum_rows_agree():
    table = np.array([[1.5, 2.25], [0.0, 4.0]])
    assert exact_rows(table).tolist() == fast_rows(table).tolist() == [3.75, 4]
