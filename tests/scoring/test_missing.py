from itertools import product

import pytest

from kaohe.messages import Refused
from tests.scoring import simple

REGION = {"units": {"region": ["E", "W"]}, "beside": {"region": ["E", "E", "W", "W", "W"]}}
VALUES = [1, 3, None, 4, 8]


def filled(missing, values=VALUES, **more):
    return simple.cells(simple.one(values, {"missing": missing}, **(REGION | more)).filled)


@pytest.mark.parametrize(
    ("missing", "third"),
    [
        ("leave", None),
        ("zero", 0),
        ("mean", 4),
        ("median", 3.5),
        ({"mean": "region"}, 6),
        ({"median": "region"}, 6),
    ],
)
def test_every_way_to_fill(missing, third):
    assert filled(missing) == [1, 3, third, 4, 8]


def test_a_group_without_any_value_stays_missing():
    assert filled({"mean": "region"}, [1, 3, None, None, None]) == [1, 3, None, None, None]
    assert filled("median", [None] * 5) == [None] * 5


def test_last_year():
    frames = {"frames": {"prev": {"year": -1}}, "units": REGION["units"]}
    beside = REGION["beside"] | {"prev": {"a": [9, 9, 7, 9, 9]}}
    node = simple.one(VALUES, {"missing": "last_year"}, **frames, beside=beside)
    assert simple.cells(node.filled) == [1, 3, 7, 4, 8]
    no_table = simple.one(VALUES, {"missing": "last_year"}, **frames, beside=REGION["beside"])
    assert simple.cells(no_table.filled) == VALUES


def test_last_year_is_not_taken_across_a_break_of_definition():
    declared = {"a": {"name": "a", "unit": "u", "defined_from": 2019}}
    for year, found in ((2019, None), (2020, 7.0), (2018, 7.0)):
        node = simple.one(
            [1, None],
            {"missing": "last_year"},
            declared=declared,
            frames={"prev": {"year": -1}},
            beside={"year": year, "prev": {"a": [9, 7]}},
        )
        assert simple.cells(node.filled) == [1, found]


def test_not_applicable_keeps_the_gap_and_frees_its_weight():
    tree = {"top": {"children": {"a": 3, "b": 1}}}
    scores = simple.scored(
        {"a": [10, None], "b": [2, 6]}, {"a": {"missing": "not_applicable"}, "b": {}}, tree
    )
    assert scores.of("top").tolist() == [8, 6]
    assert simple.reasons(scores.nodes["top/a"].filled) == ["", "NOT_APPLICABLE"]


def test_a_sum_spreads_the_freed_weight_over_the_others():
    tree = {"top": {"combine": "sum", "children": {"a": 60, "b": 30, "c": 10}}}
    keys = {"a": {"missing": "not_applicable"}, "b": {}, "c": {}}
    scores = simple.scored({"a": [1, None], "b": [1, 0.5], "c": [1, 1]}, keys, tree)
    assert scores.of("top").tolist() == pytest.approx([100, 100 * (0.5 * 30 + 10) / 40])


def test_refuse_stops_the_run_and_names_every_gap():
    with pytest.raises(Refused) as refused:
        simple.scored({"a": [1, None, None], "b": [None, 1, 1]}, {"a": {"missing": "refuse"}, "b": {}})
    said = [
        (problem.code, problem.params["unit"], problem.params["name"]) for problem in refused.value.problems
    ]
    assert said == [("scoring.refused_missing", "u1", "a"), ("scoring.refused_missing", "u2", "a")]
    assert "u1" in refused.value.problems[0].text("zh")


def test_what_does_not_apply_is_neither_refused_nor_filled():
    """By a weight of 0, by one further up, and by a formula that has no case for the unit."""
    units = {"zone": ["A", "B"]}
    only_a = {"by": "zone", "A": 1}
    ways = {
        "own weight": ({"a": {}}, {"top": {"need": 1, "children": {"a": only_a, "b": 1}}}),
        "weight above": (
            {"a": {}},
            {"top": {"need": 1, "children": {"mid": {"weight": only_a, "children": {"a": 1}}, "b": 1}}},
        ),
        "formula": (
            {"a": {"formula": {"by": "zone", "A": "a"}}},
            {"top": {"need": 1, "children": {"a": 1, "b": 1}}},
        ),
    }
    for (keys, tree), missing in product(ways.values(), ("refuse", "zero", "mean")):
        said = {"a": keys["a"] | {"missing": missing}, "b": {}}
        scores = simple.scored(
            {"a": [4, None], "b": [2, 2]},
            said,
            tree,
            declared=("a", "b"),
            units=units,
            beside={"zone": ["A", "B"]},
        )
        assert scores.of("top").tolist() == [3, 2]
        leaf = next(node for path, node in scores.nodes.items() if path.endswith("/a"))
        assert simple.reasons(leaf.filled) == ["", "NOT_APPLICABLE"]


def test_missing_by_group():
    node = simple.one(
        [None, 2, None, 4],
        {"missing": {"by": "region", "E": "zero", "W": "leave"}},
        units={"region": ["E", "W"]},
        beside={"region": ["E", "E", "W", "W"]},
    )
    assert simple.cells(node.filled) == [0, 2, None, 4]


def test_a_mean_beyond_the_range_of_numbers_fills_nothing():
    assert simple.cells(simple.one([1e308, 1e308, 1e308, None], {"missing": "mean"}).filled)[3] is None


SHARE = {"formula": "a / b", "missing": {"divided_by_zero": "not_applicable", "else": "zero"}}


def test_by_reason_tells_nothing_to_divide_by_from_not_reported():
    """No waste came about: the rate doesn't apply, and its weight is free. Not reported: zero, as said."""
    tree = {"top": {"children": {"rate": 3, "c": 1}}}
    scores = simple.scored(
        {"a": [4, 0, None], "b": [8, 0, 5], "c": [1, 1, 1]},
        {"rate": SHARE, "c": {}},
        tree,
        declared=("a", "b", "c"),
    )
    assert simple.cells(scores.nodes["top/rate"].filled) == [0.5, None, 0]
    assert simple.reasons(scores.nodes["top/rate"].filled) == ["", "NOT_APPLICABLE", ""]
    assert simple.cells(scores.root.score) == [(1.5 + 1) / 4, 1, 0.25]


def test_by_reason_may_refuse_one_reason_and_let_another_pass():
    keys = {"formula": "a / b", "missing": {"absent": "refuse", "else": "leave"}}
    passes = simple.scored({"a": [1, 1], "b": [0, 2]}, {"rate": keys}, declared=("a", "b"))
    assert simple.cells(passes.nodes["top/rate"].filled) == [None, 0.5]
    with pytest.raises(Refused) as refused:
        simple.scored({"a": [1, None], "b": [0, 2]}, {"rate": keys}, declared=("a", "b"))
    assert [problem.params["unit"] for problem in refused.value.problems] == ["u1"]


def test_by_reason_without_a_reason_is_refused():
    with pytest.raises(Refused) as refused:
        simple.scheme({"a": {"missing": {"else": "zero"}}})
    assert "schemes.no_reason" in {problem.code for problem in refused.value.problems}
