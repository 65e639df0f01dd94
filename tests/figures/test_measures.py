import pytest

from tests.scoring import simple

FRAMES = {
    "frames": {"prev": {"year": -1}, "city": {"through": "host"}, "target": {"given": True}},
    "declared": ("a", "b"),
}


def value(formula, items, beside=None, **keys):
    scores = simple.scored(
        items,
        {"i": {"formula": formula} | keys},
        beside={"host": ["X"] * len(items["a"])} | (beside or {}),
        **FRAMES,
    )
    return scores.nodes["top/i"].value


def test_items_and_indicators_by_name():
    scores = simple.scored(
        {"a": [6], "b": [3]},
        {"a": {}, "share": {"formula": "a / b"}, "double": {"formula": "share * 2"}},
        declared=("a", "b"),
    )
    assert [scores.of(f"top/{code}")[0] for code in ("a", "share", "double")] == [6, 2, 4]


def test_an_item_comes_before_the_indicator_of_its_name():
    scores = simple.scored(
        {"a": [6]}, {"a": {"formula": "a * 10"}, "b": {"formula": "a + 1"}}, declared=("a",)
    )
    assert [scores.of(f"top/{code}")[0] for code in "ab"] == [60, 7]


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("a / prev.a - 1", [0.5, None]),
        ("prev.b", [7, None]),
        ("city.a", [100, 40]),
        ("a / city.a", [0.06, 0.05]),
        ("coalesce(prev.a, a)", [4, 2]),
    ],
)
def test_through_a_frame(formula, found):
    beside = {"prev": {"a": [4, None], "b": [7, None]}, "city": {"a": [100, 40]}}
    assert simple.cells(value(formula, {"a": [6, 2], "b": [1, 1]}, beside)) == pytest.approx(found)


def test_a_table_or_item_that_was_not_given_is_absent_by_its_name():
    column = value("prev.a", {"a": [6], "b": [1]})
    assert (column.cause(0).reason.name, column.cause(0).name) == ("ABSENT", "prev.a")
    column = value("a + b", {"a": [6]})
    assert (column.cause(0).reason.name, column.cause(0).name) == ("ABSENT", "b")


def test_reading_and_the_same_a_frame_away():
    beside = {"prev": {"a": [5]}, "target": {"i": [40]}}
    assert simple.cells(value("a", {"a": [6], "b": [2]}, beside, reading="x / prev.x - 1")) == [
        pytest.approx(0.2)
    ]
    # the target of an indicator may be given under its own code
    assert simple.cells(value("a * b", {"a": [6], "b": [2]}, beside, reading="x / target.x")) == [0.3]


def test_last_year_s_figure_across_a_break_of_definition_is_missing():
    declared = {"a": {"name": "a", "unit": "u", "defined_from": 2019}}
    for year, reasons in ((2018, [""]), (2019, ["DEFINITION_BREAK"]), (2020, [""])):
        scores = simple.scored(
            {"a": [3]},
            {"g": {"formula": "a - prev.a"}},
            declared=declared,
            frames={"prev": {"year": -1}},
            beside={"year": year, "prev": {"a": [1]}},
        )
        column = scores.nodes["top/g"].value
        assert simple.reasons(column) == reasons
        assert not reasons[0] or column.cause(0).name == "prev.a"


def test_a_formula_by_case_and_units_it_says_nothing_of():
    keys = {"i": {"formula": {"by": "region", "E": "a", "W": "b"}}, "a": {}}
    scores = simple.scored(
        {"a": [1, 2, 3], "b": [4, 5, 6]},
        keys,
        declared=("a", "b"),
        units={"region": ["E", "W", "N"]},
        beside={"region": ["E", "W", "N"]},
    )
    assert simple.cells(scores.nodes["top/i"].score) == [1, 5, None]
    assert simple.reasons(scores.nodes["top/i"].score)[2] == "NOT_APPLICABLE"
    assert scores.of("top").tolist() == [1, 3.5, 3]


def test_division_by_zero_says_what_was_zero():
    column = value("a / b", {"a": [1], "b": [0]})
    assert (column.cause(0).reason.name, column.cause(0).name) == ("DIVIDED_BY_ZERO", "b")
