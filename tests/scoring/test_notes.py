from kaohe.scoring import Note, notes_of
from tests.scoring import simple


def test_every_step_that_did_something_is_noted_and_nothing_else():
    tree = {
        "top": {
            "need": 1,
            "adjust": [{"bonus": "bonus_points", "at_most": 2}],
            "children": {
                "a": {"weight": 1, "missing": "mean", "treat": {"winsorise": {"high": 1}}, "cap": 4},
                "b": {"weight": 1, "scale": {"ratio": 2}, "direction": "lower"},
                "share": 1,
            },
        }
    }
    items = {"a": [1, 5, 9, None], "b": [2, 0, 4, 4], "c": [1, 1, 0, 1], "bonus_points": [0, 5, 1, 0]}
    keys = {"a": {}, "b": {}, "share": {"formula": "b / c"}}
    notes = notes_of(simple.scored(items, keys, tree, declared=tuple(items)))
    assert notes == (
        Note("u1", "top", "adjust", "adjust 1", 2.0, 4.0),
        Note("u1", "top/a", "cap", "cap", 5.0, 4.0),
        Note("u1", "top/b", "scale", "divided_by_zero", None, None),
        Note("u2", "top", "adjust", "adjust 1", 2.25, 3.25),
        Note("u2", "top/a", "treat", "treat", 9.0, 5.0),
        Note("u2", "top/a", "cap", "cap", 5.0, 4.0),
        Note("u2", "top/share", "missing", "divided_by_zero:c", None, None),
        Note("u3", "top/a", "missing", "absent:a", None, 5.0),
        Note("u3", "top/a", "cap", "cap", 5.0, 4.0),
    )


def test_what_does_not_apply_by_its_weight_is_not_noted():
    tree = {"top": {"children": {"a": {"by": "zone", "A": 1, "B": 0}, "b": 1}}}
    scores = simple.scored(
        {"a": [1, None], "b": [1, 2]}, "ab", tree, units={"zone": ["A", "B"]}, beside={"zone": ["A", "B"]}
    )
    assert notes_of(scores) == ()


def test_what_does_not_apply_by_its_formula_is_noted():
    keys = {"a": {"formula": {"by": "zone", "A": "b"}}, "b": {}}
    tree = {"top": {"children": {"a": 1, "b": 1}}}
    scores = simple.scored({"b": [1, 2]}, keys, tree, units={"zone": ["A", "B"]}, beside={"zone": ["A", "B"]})
    assert notes_of(scores) == (Note("u1", "top/a", "missing", "not_applicable", None, None),)


def test_a_node_that_lacks_too_much_names_the_child():
    scores = simple.scored({"a": [1, None], "b": [1, 2]}, "ab")
    assert [(note.unit, note.path, note.what) for note in notes_of(scores)] == [
        ("u1", "top", "too_few:top/a"),
        ("u1", "top/a", "absent:a"),
    ]


def test_constant_columns_and_exclusions_are_noted():
    tree = {"top": {"adjust": [{"veto": "b > 1"}], "children": {"a": 1, "b": 1}}}
    scores = simple.scored({"a": [5, 5], "b": [1, 2]}, {"a": {"scale": "minmax"}, "b": {}}, tree)
    assert [(note.unit, note.path, note.step, note.what) for note in notes_of(scores)] == [
        ("u0", "top/a", "scale", "constant"),
        ("u1", "top", "rank", "excluded"),
        ("u1", "top/a", "scale", "constant"),
    ]
