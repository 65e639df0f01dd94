import pytest

from tests.scoring import simple

COLUMNS = {
    "a": [1, 1, 1, 1, None],
    "b": [2, 2, 2, None, None],
    "c": [3, 3, None, None, None],
    "d": [6, None, None, None, None],
}


def under(need, combine="mean", columns=COLUMNS, **more):
    tree = {"top": {"combine": combine, "children": dict.fromkeys(columns, 1)}}
    if need is not None:
        tree["top"]["need"] = need
    return simple.scored(columns, tuple(columns), tree, **more)


@pytest.mark.parametrize(
    ("need", "found"),
    [
        (None, [3, None, None, None, None]),
        (4, [3, None, None, None, None]),
        (3, [3, 2, None, None, None]),
        ("75%", [3, 2, None, None, None]),
        ("50.5%", [3, 2, None, None, None]),
        ("50%", [3, 2, 1.5, None, None]),
        (1, [3, 2, 1.5, 1, None]),
        ("0%", [3, 2, 1.5, 1, None]),
        (0, [3, 2, 1.5, 1, None]),
        (5, [None] * 5),
    ],
)
def test_the_least_number_or_share_of_children(need, found):
    assert simple.cells(under(need).root.score) == found


def test_a_third_of_three_is_reached_by_one():
    columns = {code: COLUMNS[code] for code in "abc"}
    assert simple.cells(under("33.333333333333336%", columns=columns).root.score)[3] == 1


def test_the_cause_names_the_first_child_that_lacks():
    column = under(3).root.score
    assert [column.cause(unit).name for unit in range(5)] == ["", "", "top/c", "top/b", "top/a"]
    assert simple.reasons(column) == ["", "", "TOO_FEW", "TOO_FEW", "TOO_FEW"]


def test_a_missing_part_of_a_sum_earns_nothing_and_is_not_spread():
    assert simple.cells(under(1, "sum").root.score) == [12, 6, 3, 1, None]


def test_need_by_case():
    need = {"by": "zone", "A": 1}
    more = {"units": {"zone": ["A", "B"]}, "beside": {"zone": ["A", "A", "B", "A", "B"]}}
    assert simple.cells(under(need, **more).root.score) == [3, 2, None, 1, None]


def test_what_is_not_applicable_is_not_counted():
    """Of three children one has no weight here: one of two present is a half."""
    tree = {"top": {"need": "50%", "children": {"a": 1, "b": 1, "c": {"by": "zone", "A": 1, "B": 0}}}}
    scores = simple.scored(
        {"a": [4, 4], "b": [None, None], "c": [None, None]},
        "abc",
        tree,
        units={"zone": ["A", "B"]},
        beside={"zone": ["A", "B"]},
    )
    assert simple.cells(scores.root.score) == [None, 4]


def test_a_node_without_any_applicable_child_is_itself_not_applicable():
    tree = {"top": {"children": {"mid": {"weight": 9, "children": {"a": 0, "b": 0}}, "c": 1}}}
    scores = simple.scored({"a": [1], "b": [None], "c": [5]}, "abc", tree)
    assert simple.reasons(scores.nodes["top/mid"].score) == ["NOT_APPLICABLE"]
    assert simple.cells(scores.root.score) == [5]


def test_a_node_with_no_child_present_is_missing_whatever_it_needs():
    for need in (0, "0%", 1, None):
        column = under(need).root.score
        assert simple.cells(column)[4] is None
        assert simple.reasons(column)[4] == "TOO_FEW"


def test_a_gap_in_the_tree_is_carried_up_and_counted_there():
    tree = {
        "top": {
            "need": 1,
            "children": {"left": {"children": {"a": 1, "b": 1}}, "right": {"children": {"c": 1}}},
        }
    }
    scores = simple.scored({"a": [None, 1], "b": [3, 3], "c": [7, None]}, "abc", tree)
    assert simple.cells(scores.root.score) == [7, 2]
