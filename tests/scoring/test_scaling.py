import math

import numpy as np
import pytest

from tests.scoring import simple

PREV = {"frames": {"prev": {"year": -1}, "target": {"given": True}}}


def scaled(values, scale, direction="higher", **more):
    return simple.one(values, {"scale": scale, "direction": direction}, **more).scaled


def points(*args, **more):
    return simple.cells(scaled(*args, **more))


# (scale, values, scores where higher is better, scores where lower is better)
BOTH_WAYS = [
    ("none", [1, 4], [1, 4], [-1, -4]),
    ("minmax", [1, 2, 5], [0, 0.25, 1], [1, 0.75, 0]),
    ({"minmax": [1, 100]}, [0, 10, 5], [1, 100, 50.5], [100, 1, 50.5]),
    ("efficacy", [1, 2, 5], [60, 70, 100], [100, 90, 60]),
    ({"efficacy": [50, 100]}, [1, 5], [50, 100], [100, 50]),
    ({"goalposts": [0, 10]}, [-5, 5, 20], [-0.5, 0.5, 2], [1.5, 0.5, -1]),
    ({"goalposts": [0, 10], "clip": True, "to": [0, 100]}, [-5, 5, 20], [0, 50, 100], [100, 50, 0]),
    ({"goalposts": [1, 100], "curve": "log"}, [1, 10, 100], [0, 0.5, 1], [1, 0.5, 0]),
    ({"goalposts": ["min", "max"]}, [1, 2, 5], [0, 0.25, 1], [1, 0.75, 0]),
    ({"goalposts": ["p25", 10]}, [0, 2, 4, 6, 8], [-0.25, 0, 0.25, 0.5, 0.75], [1.25, 1, 0.75, 0.5, 0.25]),
    ({"target": 6}, [2, 4, 8], [0, 0.5, 1.5], [3, 2, 0]),
    ({"target": 9}, [2, 3, 9], [0, 1 / 7, 1], [None, None, None]),
    ({"target": 4}, [2, 4, 8], [0, 1, 3], [1.5, 1, 0]),
    ({"ratio": 4}, [2, 4, 8], [0.5, 1, 2], [2, 1, 0.5]),
    ({"zscore": [50, 10]}, [1, 2, 3], [40, 50, 60], [60, 50, 40]),
    ("rank", [5, 9, 9, 1], [2, 3, 3, 1], [3, 1, 1, 4]),
    ({"rank": "max"}, [5, 9, 9, 1], [2, 4, 4, 1], [3, 2, 2, 4]),
    ({"rank": "average"}, [5, 9, 9, 1], [2, 3.5, 3.5, 1], [3, 1.5, 1.5, 4]),
    ({"rank": "dense"}, [5, 9, 9, 1], [2, 3, 3, 1], [2, 1, 1, 3]),
    ("borda", [5, 9, 9, 1], [1, 2, 2, 0], [2, 0, 0, 3]),
    ("percentile_rank", [5, 9, 7, 1, 3], [0.5, 1, 0.75, 0, 0.25], [0.5, 0, 0.25, 1, 0.75]),
    ("best", [1, 2, 5], [0, 0.25, 1], [1, 0.75, 0]),
    ("best_ratio", [2, 4, 8], [0.25, 0.5, 1], [1, 0.5, 0.25]),
    ({"reference": "u1"}, [2, 4, 8], [0, 1, 3], [1.5, 1, 0]),
    ({"bands": [[10, 3], [5, 1]]}, [4, 5, 9, 10, 11], [0, 1, 1, 3, 3], [1, 1, 3, 3, 0]),
    ({"bands": [[5, 1], [10, 3]], "else": -1}, [4.9, 99], [-1, 3], [1, -1]),
    ({"bands": [[10, 3], [5, 1]], "interpolate": True}, [4, 5, 7.5, 12], [0, 1, 2, 3], [1, 1, 2, 0]),
]


@pytest.mark.parametrize(("scale", "values", "higher", "lower"), BOTH_WAYS)
def test_every_scale_both_ways(scale, values, higher, lower):
    assert points(values, scale) == pytest.approx(higher)
    assert points(values, scale, "lower") == pytest.approx(lower)


def test_efficacy_between_given_values_worst_first():
    scale = {"efficacy": [60, 100], "between": [0, 20]}
    assert points([-10, 0, 5, 20, 40], scale) == [40, 60, 70, 100, 140]
    assert points([-10, 0, 5, 20, 40], scale | {"clip": True}) == [60, 60, 70, 100, 100]
    assert points([0, 5, 20], {"efficacy": [60, 100], "between": [20, 0]}, "lower") == [100, 90, 60]


def test_a_two_sided_band():
    scale = {"band": [4, 6], "zero": [0, 16], "to": [0, 10]}
    direction = {"best": [4, 6]}
    assert points([-1, 0, 2, 4, 5, 6, 11, 16, 99], scale, direction) == [0, 0, 5, 10, 10, 10, 5, 0, 0]
    assert points([0, 2, 5], scale | {"to": [2, 10]}, direction) == [2, 6, 10]
    at_once = {"band": [0, 5], "zero": [0, 10]}
    assert points([-1, 0, 5, 10], at_once, {"best": [0, 5]})[1:] == [1, 1, 0]


@pytest.mark.parametrize(
    ("scale", "found"),
    [
        ("none", [-3, 0, 0, -4]),
        ("minmax", [0.25, 1, 1, 0]),
        ("rank", [2, 3, 3, 1]),
        ("best", [0.25, 1, 1, 0]),
        ("efficacy", [70, 100, 100, 60]),
    ],
)
def test_best_inside_a_band_counts_the_distance_from_it(scale, found):
    assert points([1, 4, 6, 10], scale, {"best": [4, 6]}) == pytest.approx(found)


GROWTH = [
    # whole steps of 5%, one point each; nothing more between the steps
    ({"at_base": 80}, [100, 104.9, 105, 110, 94, 500], [80, 80, 81, 82, 78, 150]),
    ({"at_base": 80, "whole_steps": False}, [100, 102.5, 97.5], [80, 80.5, 79.5]),
    ({"at_base": 80, "below": "least", "at_least": 20}, [100, 99.9], [80, 20]),
    ({"at_base": 80, "below": "proportional"}, [100, 50, 0], [80, 40, 0]),
    ({"at_base": 80, "points": 10, "at_most": 95}, [105, 110], [90, 95]),
]


@pytest.mark.parametrize(("terms", "values", "found"), GROWTH)
def test_growth_over_last_year(terms, values, found):
    beside = {"prev": {"a": [100] * len(values)}}
    assert points(values, {"growth": terms}, beside=beside, **PREV) == pytest.approx(found)


def test_growth_where_lower_is_better_rewards_the_fall():
    beside = {"prev": {"a": [100, 100, 100]}}
    assert points([90, 100, 110], {"growth": {}}, "lower", beside=beside, **PREV) == [82, 80, 78]


def test_growth_from_a_tiny_or_negative_base_is_missing():
    column = scaled(
        [5, 5, 5, 5, 5],
        {"growth": {"least_base": 10}},
        beside={"prev": {"a": [0, -3, 10, 10.1, None]}},
        **PREV,
    )
    assert simple.reasons(column) == ["NO_BASE", "NO_BASE", "NO_BASE", "", "ABSENT"]
    assert column.cause(4).name == "prev.a"


def test_against_a_formula():
    beside = {"target": {"a": [4, 0, None, 8]}}
    column = scaled([2, 2, 2, 2], {"ratio": "target.x"}, beside=beside, **PREV)
    assert simple.cells(column) == [0.5, None, None, 0.25]
    assert simple.reasons(column) == ["", "NO_BASE", "ABSENT", ""]


def test_division_by_zero_is_missing_with_its_reason():
    column = scaled([0, 2, -1], {"ratio": 4}, "lower")
    assert simple.cells(column) == [None, 2, None]
    assert simple.reasons(column) == ["DIVIDED_BY_ZERO", "", "OUTSIDE_DOMAIN"]
    assert simple.reasons(scaled([1, 2], {"ratio": 0})) == ["NO_BASE", "NO_BASE"]
    assert simple.reasons(scaled([1, 2], {"ratio": -4})) == ["NO_BASE", "NO_BASE"]


def test_zero_and_negative_under_a_logarithm():
    scale = {"goalposts": [1, 100], "curve": "log"}
    column = scaled([0, -5, 10], scale)
    assert simple.cells(column) == [None, None, 0.5]
    assert simple.reasons(column) == ["OUTSIDE_DOMAIN", "OUTSIDE_DOMAIN", ""]
    constant = scaled([5, 5], {"goalposts": ["min", "max"], "curve": "log"})
    assert simple.reasons(constant) == ["CONSTANT", "CONSTANT"]
    # clipped they are held to the lower post before the logarithm is taken
    assert points([0, -5, 10], scale | {"clip": True}) == [0, 0, 0.5]


@pytest.mark.parametrize(
    "scale",
    ["minmax", "efficacy", "zscore", "best", {"goalposts": ["min", "max"]}, {"goalposts": ["p5", "p95"]}],
)
def test_a_constant_column_is_left_out_like_what_is_not_applicable(scale):
    keys = {"a": {"scale": scale}, "b": {"scale": {"goalposts": [0, 10]}}}
    scores = simple.scored({"a": [7, 7, 7], "b": [1, 5, 10]}, keys)
    assert simple.reasons(scores.nodes["top/a"].scaled) == ["CONSTANT"] * 3
    assert scores.of("top").tolist() == [0.1, 0.5, 1]


@pytest.mark.parametrize(
    ("scale", "found"), [("rank", 1), ("borda", 0), ("percentile_rank", 0), ({"target": 9}, 0)]
)
def test_a_constant_column_under_methods_that_need_no_spread(scale, found):
    assert points([7, 7, 7], scale) == [found] * 3


@pytest.mark.parametrize("scale", ["minmax", "efficacy", "zscore", "best", "percentile_rank"])
def test_one_unit_alone_has_nothing_to_be_compared_with(scale):
    scores = simple.scored({"a": [7]}, {"a": {"scale": scale}})
    assert simple.reasons(scores.nodes["top/a"].scaled) == ["CONSTANT"]
    assert simple.reasons(scores.root.score) == ["NOT_APPLICABLE"]
    assert points([7], "rank") == [1]
    assert points([7], {"goalposts": [0, 10]}) == [0.7]


@pytest.mark.parametrize("scale", [scale for scale, *_ in BOTH_WAYS])
def test_all_missing_stays_missing_for_its_own_reason(scale):
    column = scaled([None, None], scale)
    assert simple.cells(column) == [None, None]
    assert simple.reasons(column) == ["ABSENT", "ABSENT"]


def test_gaps_are_not_compared_with():
    assert points([None, 1, 3], "minmax") == [None, 0, 1]
    assert points([None, 1, 3], "rank") == [None, 1, 2]
    assert points([None, 1, 3, 5], "percentile_rank") == [None, 0, 0.5, 1]


def test_within_groups():
    more = {"units": {"region": ["E", "W"]}, "beside": {"region": ["E", "W", "E", "W", "W"]}}
    assert points([1, 1, 3, 2, 5], {"minmax": [0, 100], "within": "region"}, **more) == [0, 0, 100, 25, 100]
    assert points([1, 1, 3, 2, 5], {"rank": "min", "within": "region"}, **more) == [1, 1, 2, 2, 3]


def test_a_unit_of_no_group_is_missing_by_the_name_of_the_attribute():
    column = scaled(
        [1, 2, 3],
        {"minmax": [0, 1], "within": "host"},
        frames={"city": {"through": "host"}},
        beside={"host": ["X", None, "X"]},
    )
    assert simple.cells(column) == [0, None, 1]
    assert (column.cause(1).reason.name, column.cause(1).name) == ("ABSENT", "host")


def test_over_several_years_together():
    beside = {"prev": {"a": [0, 10, None]}}
    assert points([2, 4, 6], {"minmax": [0, 100], "pool": ["prev"]}, beside=beside, **PREV) == [20, 40, 60]
    # of 0, 2, 4, 6, 10
    assert points([2, 4, 6], {"percentile_rank": "min", "pool": ["prev"]}, beside=beside, **PREV) == [
        0.25,
        0.5,
        0.75,
    ]


def test_other_years_are_treated_as_this_one_is():
    beside = {"prev": {"a": [1, 1, math.e**4]}}
    keys = {"treat": "log", "scale": {"minmax": [0, 100], "pool": ["prev"]}}
    node = simple.one([1, math.e, math.e**2], keys, beside=beside, **PREV)
    assert simple.cells(node.scaled) == pytest.approx([0, 25, 50])


def test_the_reference_itself_worst_or_missing():
    assert simple.reasons(scaled([1, 5, 9], {"reference": "u0"})) == ["NO_BASE"] * 3
    column = scaled([None, 5, 9], {"reference": "u0"})
    assert simple.reasons(column) == ["ABSENT"] * 3
    assert column.cause(1).name == "u0"


def test_a_reference_in_another_group_still_counts():
    scale = {"reference": "u0", "within": "region"}
    more = {"units": {"region": ["E", "W"]}, "beside": {"region": ["E", "E", "W", "W"]}}
    assert points([4, 2, 1, 5], scale, **more) == [1, 0, 0, 4 / 3]


def test_by_case():
    scale = {"by": "region", "E": {"minmax": [0, 100]}, "else": {"goalposts": [0, 10]}}
    more = {"units": {"region": ["E", "W"]}, "beside": {"region": ["E", "W", "E"]}}
    assert points([1, 5, 3], scale, **more) == [0, 0.5, 50]
    direction = {"by": "region", "E": "lower", "W": "higher"}
    assert points([1, 5, 3], "none", direction, **more) == [-1, 5, -3]


def test_no_infinity_ever():
    for scale in ("minmax", "efficacy", {"goalposts": ["min", "max"]}, {"target": 1e308}):
        column = scaled([-1.7e308, 1.7e308, 0], scale)
        assert np.isnan(column.values).all()
        assert set(simple.reasons(column)) <= {"OUTSIDE_DOMAIN", "CONSTANT", "NO_BASE"}
    assert points([-1.7e308, 1.7e308, 0], "zscore") == pytest.approx([-1, 1, 0])


def test_a_branch_can_be_scaled_too():
    tree = {"top": {"children": {"mid": {"scale": {"minmax": [0, 100]}, "children": {"a": 1, "b": 1}}}}}
    scores = simple.scored({"a": [1, 2, 3], "b": [1, 4, 9]}, {"a": {}, "b": {}}, tree)
    assert scores.of("top").tolist() == [0, 40, 100]


def test_a_branch_against_a_formula():
    tree = {"top": {"children": {"mid": {"scale": {"ratio": "x + b"}, "children": {"a": 1}}}}}
    scores = simple.scored({"a": [1, 3], "b": [1, 9]}, {"a": {}, "b": {}}, tree)
    assert scores.of("top").tolist() == [0.5, 0.25]
