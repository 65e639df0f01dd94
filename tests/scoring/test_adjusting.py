import pytest

from kaohe.scoring import classes_of, notes_of, standings_of
from tests.scoring import simple


def adjusted(adjust, items=None, tree=None, **more):
    """The base is 10, 20, 30; items n and m are there for the adjustments."""
    items = {"a": [10, 20, 30], "n": [1, 2, None], "m": [-4, 0, 100]} | (items or {})
    tree = tree or {"top": {"children": {"a": 1}, "adjust": adjust}}
    return simple.scored(items, {"a": {}}, tree, declared=tuple(items), **more)


@pytest.mark.parametrize(
    ("adjust", "found"),
    [
        ([{"bonus": "n"}], [11, 22, None]),
        ([{"bonus": "coalesce(n, 0)"}], [11, 22, 30]),
        ([{"bonus": "m", "at_most": 3}], [6, 20, 33]),
        ([{"deduct": "m"}], [14, 20, -70]),
        ([{"deduct": "m", "at_most": 5}], [14, 20, 25]),
        ([{"bonus": "5"}, {"deduct": "1"}], [14, 24, 34]),
        ([{"veto": "a > 15", "effect": {"at_most": 12}}], [10, 12, 12]),
        ([{"veto": "a > 15", "effect": {"at_most": 12}}, {"bonus": "1"}], [11, 13, 13]),
        ([{"veto": "n > 1", "effect": {"at_most": 0}}], [10, 0, 30]),
        ([{"veto": "a > 15"}], [10, 20, 30]),
    ],
)
def test_bonus_deduction_and_veto(adjust, found):
    assert simple.cells(adjusted(adjust).root.score) == found


def test_a_missing_bonus_makes_the_score_missing_for_its_reason():
    scores = adjusted([{"bonus": "n"}])
    assert (simple.reasons(scores.root.score)[2], scores.root.score.cause(2).name) == ("ABSENT", "n")
    assert ("u2", "top", "adjust", "absent:n") in [
        (note.unit, note.path, note.step, note.what) for note in notes_of(scores)
    ]


def test_a_veto_that_cannot_be_told_does_not_strike_and_is_noted():
    scores = adjusted([{"veto": "n >= 1"}])
    assert scores.excluded.tolist() == [True, True, False]
    assert ("u2", "adjust", "absent:n") in [(note.unit, note.step, note.what) for note in notes_of(scores)]


def test_a_vetoed_unit_has_no_place():
    rows = [row for row in standings_of(adjusted([{"veto": "a == 30"}])).rows if row.scope == "top"]
    assert [(row.score, row.rank, row.of) for row in rows] == [(10, 2, 2), (20, 1, 2), (30, None, 2)]


def test_a_veto_below_the_root_excludes_too():
    tree = {"top": {"children": {"a": {"weight": 1, "adjust": [{"veto": "x_times > 25"}]}}}}
    scores = adjusted(None, {"x_times": [10, 20, 30]}, tree)
    assert scores.excluded.tolist() == [False, False, True]


def test_what_does_not_apply_is_not_struck():
    weight = {"by": "zone", "A": 1, "B": 0}
    tree = {
        "top": {
            "children": {
                "a": 1,
                "mid": {"weight": weight, "children": {"b": {"adjust": [{"veto": "b > 0"}]}}},
            }
        }
    }
    scores = simple.scored(
        {"a": [1, 1], "b": [5, 5]},
        {"a": {}, "b": {}},
        tree,
        units={"zone": ["A", "B"]},
        beside={"zone": ["A", "B"]},
    )
    assert scores.excluded.tolist() == [True, False]


CLASSES = {"classes": [{"name": "one", "at_least": 25}, {"name": "two", "at_least": 15}, {"name": "three"}]}


@pytest.mark.parametrize(
    ("effects", "found"),
    [
        ([], ("three", "two", "one")),
        (["two"], ("three", "two", "two")),
        (["one"], ("three", "two", "one")),  # a veto never lifts
        (["three", "two"], ("three", "three", "three")),
        (["two", "three"], ("three", "three", "three")),
    ],
)
def test_a_veto_that_holds_to_a_class_holds_to_the_lowest_said(effects, found):
    adjust = [{"veto": "a > 0", "effect": {"class": name}} for name in effects]
    assert classes_of(adjusted(adjust, ranks=CLASSES)) == found


def test_an_adjustment_beyond_the_range_of_numbers_leaves_no_score():
    scores = adjusted([{"bonus": "m * 1e306"}])
    assert simple.reasons(scores.root.score) == ["", "", ""]
    scores = adjusted([{"bonus": "m * 1.7e306"}, {"bonus": "m * 1.7e306"}])
    assert simple.reasons(scores.root.score) == ["", "", "OUTSIDE_DOMAIN"]


def test_adjustments_come_after_the_cap_and_before_rounding():
    tree = {"top": {"children": {"a": 1}, "cap": 25, "round": 0, "adjust": [{"bonus": "0.5"}]}}
    assert simple.cells(adjusted(None, tree=tree).root.score) == [11, 21, 26]


def test_what_each_adjustment_did_is_kept():
    done = adjusted(
        [{"bonus": "m", "at_most": 3}, {"veto": "a > 0", "effect": {"at_most": 15}}]
    ).root.adjustments
    assert [(entry.place, entry.points.tolist()) for entry in done] == [(0, [-4, 0, 3]), (1, [0, -5, -18])]
