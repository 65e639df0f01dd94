import pytest

from kaohe.scoring import classes_of, standings_of
from tests.scoring import simple


def places(scores, scope="top", group=""):
    return [row.rank for row in standings_of(scores).rows if (row.scope, row.group) == (scope, group)]


@pytest.mark.parametrize(
    ("ties", "found"),
    [
        ("min", [1, 2, 2, 4, None]),
        ("max", [1, 3, 3, 4, None]),
        ("average", [1, 2.5, 2.5, 4, None]),
        ("dense", [1, 2, 2, 3, None]),
    ],
)
def test_tie_rules(ties, found):
    scores = simple.scored({"a": [9, 5, 5, 1, None]}, "a", ranks={"ties": ties})
    assert places(scores) == found
    rows = [row for row in standings_of(scores).rows if row.scope == "top"]
    assert [row.tied for row in rows] == [1, 2, 2, 1, 0]
    assert {row.of for row in rows} == {4}


def test_the_last_bits_decide_no_tie():
    scores = simple.scored(
        {"a": [0.1, 0.3], "b": [0.2, 0.0]}, "ab", {"top": {"combine": "sum", "children": {"a": 1, "b": 1}}}
    )
    assert scores.of("top").tolist() != [0.3, 0.3]
    assert places(scores) == [1, 1]


def test_places_are_taken_after_rounding_half_up():
    scores = simple.scored({"a": [80.285, 80.29, 80.294, 80.28]}, "a", ranks={"round": 2})
    assert places(scores) == [1, 1, 1, 4]
    rounded = simple.scored({"a": [80.285, 80.29, 80.294]}, "a", {"top": {"round": 1, "children": {"a": 1}}})
    assert places(rounded) == [1, 1, 1]


def test_rounding_before_ranking_is_for_scores_not_for_an_indicators_values():
    """A share of 0.001 is not 0.004, though both are 0.00 in the scores' decimals."""
    scores = simple.scored({"a": [0.001, 0.004]}, "a", ranks={"round": 2})
    assert places(scores, "top/a") == [2, 1]
    assert places(scores) == [1, 1]


def test_an_indicator_is_placed_by_its_value_in_its_direction():
    keys = {"a": {"direction": "lower", "scale": {"minmax": [0, 100]}}, "b": {"direction": {"best": [4, 6]}}}
    scores = simple.scored(
        {"a": [3, 7, None], "b": [1, 5, 9]}, keys, {"top": {"need": 1, "children": {"a": 1, "b": 1}}}
    )
    rows = [row for row in standings_of(scores).rows if row.scope == "top/a"]
    assert [(row.score, row.rank) for row in rows] == [(3, 1), (7, 2), (None, None)]
    assert places(scores, "top/b") == [2, 1, 2]


def test_an_indicator_with_a_reading_is_placed_by_its_score():
    scores = simple.scored({"a": [3, 7]}, {"a": {"direction": "lower", "reading": "100 - x"}})
    assert scores.of("top/a").tolist() == [-97, -93]
    assert places(scores, "top/a") == [2, 1]


def test_a_branch_where_lower_is_better_keeps_its_value_and_is_placed_the_other_way():
    scores = simple.scored({"a": [3, 7]}, "a", {"top": {"direction": "lower", "children": {"a": 1}}})
    assert scores.of("top").tolist() == [3, 7]
    assert places(scores) == [1, 2]
    scaled = {"top": {"direction": "lower", "scale": {"minmax": [0, 100]}, "children": {"a": 1}}}
    scores = simple.scored({"a": [3, 7]}, "a", scaled)
    assert scores.of("top").tolist() == [100, 0]
    assert places(scores) == [1, 2]


def test_within_groups():
    more = {"units": {"region": ["E", "W"]}, "beside": {"region": ["E", "W", "W", "E", "W"]}}
    scores = simple.scored({"a": [9, 5, 5, 1, None]}, "a", ranks={"within": ["region"]}, **more)
    assert places(scores) == [1, 2, 2, 4, None]
    assert places(scores, group="region=E") == [1, 2]
    assert places(scores, group="region=W") == [1, 1, None]
    rows = [row for row in standings_of(scores).rows if row.group == "region=W" and row.scope == "top"]
    assert [(row.unit, row.of, row.tied) for row in rows] == [("u1", 2, 2), ("u2", 2, 2), ("u4", 2, 0)]


def test_ties_broken_by_the_scores_of_other_nodes():
    items = {"a": [9, 5, 5, 5], "b": [0, 1, 2, 2], "c": [0, 0, 3, 8]}
    tree = {"top": {"children": {"a": 1, "b": 0, "c": 0}}}
    tree["top"]["combine"] = {"formula": "a"}
    tree["top"]["children"] = {"a": 1, "b": 1, "c": 1}
    assert places(simple.scored(items, "abc", tree)) == [1, 2, 2, 2]
    assert places(simple.scored(items, "abc", tree, ranks={"then": ["top/b"]})) == [1, 4, 2, 2]
    assert places(simple.scored(items, "abc", tree, ranks={"then": ["top/b", "top/c"]})) == [1, 4, 3, 2]


def test_years_of_the_assessment_and_of_its_data():
    scores = simple.scored({"a": [1]}, "a", beside={"year": 2021})
    standings = standings_of(scores)
    assert (standings.assessment_year, standings.data_year, standings.origin) == (2022, 2021, "computed")
    assert standings.overall == "top"


CUTS = [{"name": {"zh": "优", "en": "good"}, "at_least": 80}, {"name": "中", "at_least": 60}, {"name": "差"}]


def test_classes_by_score_after_rounding():
    scores = simple.scored({"a": [80, 79.996, 79.99, 60, 0, None]}, "a", ranks={"round": 2, "classes": CUTS})
    assert classes_of(scores) == ("优", "优", "中", "中", "差", None)


def test_classes_by_places_ties_at_the_cut_off_get_in_together():
    cuts = [{"name": "first", "first": 2}, {"name": "half", "first": "50%"}]
    scores = simple.scored({"a": [9, 8, 8, 7, 6, 5, 4, 3]}, "a", ranks={"classes": cuts})
    assert classes_of(scores) == ("first", "first", "first", "half", None, None, None, None)


def test_a_class_may_want_both_score_and_place():
    cuts = [{"name": "first", "at_least": 8.5, "first": 2}, {"name": "rest"}]
    assert classes_of(simple.scored({"a": [9, 8]}, "a", ranks={"classes": cuts})) == ("first", "rest")


def test_places_by_class_are_of_the_best_where_lower_is_better():
    tree = {"top": {"direction": "lower", "children": {"a": 1}}}
    cuts = [{"name": "first", "first": 1}, {"name": "rest"}]
    assert classes_of(simple.scored({"a": [9, 8]}, "a", tree, ranks={"classes": cuts})) == ("rest", "first")


def test_rows_come_in_the_trees_reading_order():
    tree = {"top": {"children": {"left": {"children": {"a": 1}}, "b": 1}}}
    rows = standings_of(simple.scored({"a": [1], "b": [2]}, "ab", tree)).rows
    assert [row.scope for row in rows] == ["top", "top/left", "top/left/a", "top/b"]


def test_a_tree_of_one_indicator():
    scores = simple.scored({"a": [3, 5]}, "a", {"a": None})
    assert scores.of("a").tolist() == [3, 5]
    assert places(scores, "a") == [2, 1]
