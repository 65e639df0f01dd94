"""Who moved between two results and why: hand-worked cases, properties, the reference index."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kaohe.figures import figures_of
from kaohe.messages import Refused
from kaohe.scoring import score
from kaohe.studies.comparing import causes_between, moves_between, published_by
from tests.scoring import any_scheme, asem, simple


def compared(before, after):
    moves = moves_between(published_by(before), published_by(after))
    return moves, causes_between(before, after, moves)


def told(parts, unit):
    """Places won by a unit, by part, those that are nothing apart."""
    pairs = zip(parts.names, parts.places[unit].tolist(), strict=True)
    return {name: places for name, places in pairs if places}


def points(parts, unit):
    pairs = zip(parts.names, parts.scores[unit].tolist(), strict=True)
    return {name: round(score, 9) for name, score in pairs if score}


SCALED = {"minmax": [0, 10]}
A = {"a": [0, 5, 10], "b": [10, 4, 0]}


def weighted(a, b, **more):
    return simple.scheme(["a", "b"], {"top": {"children": {"a": a, "b": b}, **more}})


def test_only_the_data_moved_them():
    """Scores 5, 4.5, 5 (places 1, 3, 1) become 5, 7.5, 5 (2, 1, 2) as b of u1 rises from 4 to 10."""
    before = simple.scored(A, ["a", "b"])
    after = simple.scored({"a": [0, 5, 10], "b": [10, 10, 0]}, ["a", "b"])
    moves, causes = compared(before, after)
    assert [entry.place for entry in moves.before] == [1, 3, 1]
    assert [entry.place for entry in moves.after] == [2, 1, 2]
    assert moves.changes[0].tolist() == [-1, 2, -1]
    assert [told(causes.factors, unit) for unit in range(3)] == [{"data": -1}, {"data": 2}, {"data": -1}]
    assert told(causes.indicators, 1) == {"top/b": 2}
    assert points(causes.indicators, 1) == {"top/b": 3}
    assert (causes.branches.names, causes.steps.names) == ((), ())


def test_only_the_weights_moved_them():
    """With 3 to 1 the scores are 2.5, 4.75, 7.5: u2 stays first, u1 passes u0."""
    moves, causes = compared(
        score(simple.figures(A), weighted(1, 1)), score(simple.figures(A), weighted(3, 1))
    )
    assert moves.changes[0].tolist() == [-2, 1, 0]
    assert [told(causes.factors, unit) for unit in range(3)] == [{"weights": -2}, {"weights": 1}, {}]
    assert told(causes.branches, 0) == {"top": -2}
    assert points(causes.factors, 2) == {"weights": 2.5}


def test_only_the_method_moved_them():
    """As minima the scores are 0, 4, 0: u1 comes from the third place to the first."""
    moves, causes = compared(
        score(simple.figures(A), weighted(1, 1)), score(simple.figures(A), weighted(1, 1, combine="min"))
    )
    assert moves.changes[0].tolist() == [-1, 2, -1]
    assert told(causes.factors, 1) == {"method": 2}
    assert told(causes.steps, 1) == {"combine": 2}
    assert points(causes.steps, 0) == {"combine": -5}


def test_data_weights_and_method_together_by_shapley():
    """A single unit; its score in all eight mixes is worked out by hand.

    Data: a 2 -> 4, b 6 -> 8. Weights 1:1 -> 3:1. Method mean -> min, which knows no weights.
    mean 1:1 of (2, 6) 4, of (4, 8) 6; mean 3:1 of (2, 6) 3, of (4, 8) 5; min 2 and 4.
    v: none 4, d 6, w 3, m 2, dw 5, dm 4, wm 2, dwm 4.
    data    2/6 (6 - 4) + 1/6 (5 - 3) + 1/6 (4 - 2) + 2/6 (4 - 2) = 2
    weights 2/6 (3 - 4) + 1/6 (5 - 6) + 0 + 0 = -1/2
    method  2/6 (2 - 4) + 1/6 (4 - 6) + 1/6 (2 - 3) + 2/6 (4 - 5) = -3/2
    Of the data, a gives 1, 1.5, 2, 2 in these four, b 1, 0.5, 0, 0: 2/6 + 1.5/6 + 2/6 + 4/6 and 2/6 + 0.5/6.
    """
    before = score(simple.figures({"a": [2], "b": [6]}), weighted(1, 1))
    after = score(simple.figures({"a": [4], "b": [8]}), weighted(3, 1, combine="min"))
    _, causes = compared(before, after)
    assert points(causes.factors, 0) == {"data": 2, "weights": -0.5, "method": -1.5}
    assert points(causes.indicators, 0) == {"top/a": round(9.5 / 6, 9), "top/b": round(2.5 / 6, 9)}


def test_steps_are_averaged_over_their_order_and_its_reverse():
    """x of 1, 2, 4: doubling the range (scale) and capping at 5 (cap).

    minmax [0, 10] gives 0, 3.33, 10; [0, 20] gives 0, 6.67, 20; capped 0, 5, 5.
    u2: scale first +10, then cap -15; cap first -5, then scale 0: scale +5, cap -10.
    """
    one = simple.scheme({"a": {"scale": {"minmax": [0, 10]}}})
    other = simple.scheme({"a": {"scale": {"minmax": [0, 20]}, "cap": 5}})
    figures = simple.figures({"a": [1, 2, 4]})
    _, causes = compared(score(figures, one), score(figures, other))
    assert points(causes.steps, 2) == {"scale": 5, "cap": -10}
    assert points(causes.factors, 2) == {"method": -5}


def test_an_indicator_that_only_one_scheme_has_counts_nothing_in_the_other():
    """Without b the scores 5, 4.5, 5 become 0, 5, 10: a matter of weights."""
    moves, causes = compared(score(simple.figures(A), weighted(1, 1)), simple.scored(A, ["a"]))
    assert moves.changes[0].tolist() == [-2, 1, 0]
    assert told(causes.factors, 0) == {"weights": -2}
    assert told(causes.branches, 0) == {"top": -2}


def test_weights_by_column_are_carried_over():
    keys = {"a": {"weights": {"w": 1, "v": 3}}, "b": {"weights": {"w": 1, "v": 1}}}
    one, other = (simple.scheme(keys, {"top": {"of": "all", "weights": column}}) for column in ("w", "v"))
    _, causes = compared(score(simple.figures(A), one), score(simple.figures(A), other))
    assert told(causes.factors, 0) == {"weights": -2}


def test_last_year_is_data():
    keys = {"a": {"reading": "x / prev.x"}}
    scheme = simple.scheme(keys, frames={"prev": {"year": -1}})
    one, other = (simple.figures({"a": [4, 4]}, prev={"a": last}) for last in ([1, 2], [4, 2]))
    _, causes = compared(score(one, scheme), score(other, scheme))
    assert told(causes.indicators, 0) == {"top/a": -1}


def test_bonus_items_and_attributes_are_the_rest_of_the_data():
    tree = {"top": {"children": {"a": 1}, "adjust": [{"bonus": "b"}]}}
    scheme = simple.scheme(["a"], tree, declared=["a", "b"])
    one, other = (simple.figures({"a": [1, 2], "b": bonus}) for bonus in ([0, 0], [3, 0]))
    _, causes = compared(score(one, scheme), score(other, scheme))
    assert told(causes.indicators, 0) == {"(rest)": 1}
    assert points(causes.factors, 0) == {"data": 3}


def test_units_in_one_result_only_are_named_and_their_effect_is_told():
    """u0, u1, u2 of 1, 2, 3: u2 leaves and z comes in above all, or nobody does and both others rise."""
    before = simple.scored({"a": [1, 2, 3]}, ["a"])
    rows = {"u0": 1.0, "u1": 2.0, "z": 9.0}
    after = score(figures_of(rows, {"a": rows.values()}), simple.scheme(["a"]))
    moves, causes = compared(before, after)
    assert [entry.unit for entry in moves.gone] == ["u2"]
    assert [entry.unit for entry in moves.new] == ["z"]
    assert moves.changes[0].tolist() == [0, 0]
    assert not causes.factors.places.any()
    moves, causes = compared(before, score(simple.figures({"a": [1, 2]}), simple.scheme(["a"])))
    assert moves.changes[0].tolist() == [1, 1]
    assert told(causes.factors, 1) == {"others": 1}


def test_a_unit_out_of_the_ranking_in_one_result_has_no_parts():
    tree = {"top": {"children": {"a": 1}, "adjust": [{"veto": "a > 5"}]}}
    scheme = simple.scheme(["a"], tree)
    one, other = (score(simple.figures({"a": values}), scheme) for values in ([1, 2, 3], [1, 9, 3]))
    moves, causes = compared(one, other)
    assert math.isnan(moves.changes[0, 1])
    assert np.isnan(causes.factors.places[1]).all()
    assert told(causes.factors, 0) == {"data": 1}
    assert moves.biggest == (0, 2, 1)


def test_a_leafs_veto_counts_while_indicators_are_replaced():
    """u1 is excluded by its value of b in the second year; u0 gains a place by nothing else."""
    keys = {"a": {}, "b": {"adjust": [{"veto": "b > 5"}]}}
    one, other = (simple.scored({"a": [1, 5], "b": [1, b]}, keys) for b in (1, 9))
    _, causes = compared(one, other)
    assert told(causes.indicators, 0) == {"top/b": 1}


def test_where_a_node_is_an_indicator_here_and_a_branch_there_the_scheme_is_one_cause():
    other = simple.scheme(["a", "b"], {"top": {"children": {"a": 1, "b": {"children": {"b": 1}}}}})
    _, causes = compared(score(simple.figures(A), weighted(3, 1)), score(simple.figures(A), other))
    assert causes.factors.names == ("data", "scheme", "others")
    assert told(causes.factors, 0) == {"scheme": 2}
    assert [note.code for note in causes.notes] == ["compare.leaf_and_branch"]
    assert causes.notes[0].params == {"node": "top/b"}


def test_what_cannot_be_mixed_says_which_items_are_lacking():
    """The second scheme counts b, which the first year's figures don't have."""
    before = simple.scored({"a": [1, 2]}, ["a"])
    after = simple.scored({"a": [2, 1], "b": [1, 5]}, ["a", "b"])
    with pytest.raises(Refused) as refused:
        compared(before, after)
    (problem,) = refused.value.problems
    assert problem.code == "compare.no_values"
    assert (problem.params["path"], problem.params["names"], problem.params["figures"]) == ("top/b", "b", "A")


def test_nothing_in_common_is_refused():
    before = simple.scored({"a": [1, 2]}, ["a"])
    after = score(figures_of(["x"], {"a": [1.0]}), simple.scheme(["a"]))
    with pytest.raises(Refused, match="no unit in common"):
        compared(before, after)


@st.composite
def any_pairs(draw):
    """Two scorings of the same or other figures by the same or another scheme, any shape, often with gaps."""
    schemes = [draw(any_scheme.schemes()) for _ in range(2)]
    figures = [draw(any_scheme.figures()) for _ in range(2)]
    second = schemes[draw(st.integers(0, 1))], figures[draw(st.integers(0, 1))]
    try:
        return score(figures[0], schemes[0]), score(second[1], second[0])
    except Refused:
        return assume(False)


CODES = ("a", "b", "c")
steps = st.fixed_dictionaries(
    {
        "scale": st.sampled_from([{"minmax": [1, 10]}, {"rank": "min"}, {"zscore": [10, 2]}, {"ratio": 5}]),
        "treat": st.sampled_from(["none", "sqrt", {"winsorise": {"high": 1}}]),
        "direction": st.sampled_from(["higher", "lower"]),
    },
    optional={"cap": st.integers(4, 9)},
)
branches = st.fixed_dictionaries(
    {"combine": st.sampled_from(["mean", "geometric", "min", "sum"])}, optional={"round": st.integers(0, 1)}
)


@st.composite
def tame_schemes(draw):
    """Three indicators below two branches, in which nothing is missing and units do move."""
    weights = st.integers(0, 4)
    first = draw(branches) | {"children": {"a": 1 + draw(weights), "b": draw(weights)}}
    second = draw(branches) | {"weight": draw(weights), "children": {"c": 1}}
    tree = {"top": draw(branches) | {"children": {"first": first, "second": second}}}
    ties = draw(st.sampled_from(["min", "max", "average", "dense"]))
    return simple.scheme({code: draw(steps) for code in CODES}, tree, ranks={"ties": ties})


@st.composite
def tame_pairs(draw):
    """Two scorings of overlapping units; figures, scheme or both are other ones."""

    def figures():
        count = draw(st.integers(4, 7))
        column = st.lists(st.integers(1, 20).map(float), min_size=count, max_size=count)
        return simple.figures({code: draw(column) for code in CODES})

    table, scheme = figures(), draw(tame_schemes())
    other = draw(st.sampled_from(["figures", "scheme", "both"]))
    second = table if other == "scheme" else figures(), scheme if other == "figures" else draw(tame_schemes())
    return score(table, scheme), score(*second)


pairs = st.one_of(tame_pairs(), tame_pairs(), any_pairs())


def causes_of(before, after):
    try:
        return compared(before, after)
    except Refused:
        return None, None


@given(pairs)
@settings(max_examples=8, deadline=None)
def test_all_parts_add_up_to_the_change_exactly(pair):
    moves, causes = causes_of(*pair)
    if causes is None:
        return
    whole = causes.factors.of_24.sum(axis=2)
    known = ~np.isnan(whole)
    assert (whole[0] == 24 * moves.changes[0])[known[0]].all()
    close(whole[1] / 24, moves.changes[1], known[1])
    for factor, parts in (
        ("data", causes.indicators),
        ("weights", causes.branches),
        ("method", causes.steps),
    ):
        if parts.names and factor in causes.factors.names:
            known = ~np.isnan(parts.of_24).any(axis=2)
            expected = causes.factors.of_24[:, :, causes.factors.names.index(factor)]
            assert (parts.of_24[0].sum(axis=1) == expected[0])[known[0]].all()
            close(parts.of_24[1].sum(axis=1), expected[1], known[1])


def test_in_the_pairs_drawn_units_move_for_every_cause():
    """The properties above are about something."""
    seen = dict.fromkeys(("data", "weights", "method", "others"), 0)

    @given(tame_pairs())
    @settings(max_examples=12, deadline=None, derandomize=True, database=None)
    def look(pair):
        _, causes = compared(*pair)
        for name in seen:
            seen[name] += bool(np.nan_to_num(causes.factors.part(name)[0]).any())

    look()
    assert min(seen.values()) >= 2, seen


def close(found, expected, known):
    size = max(1.0, float(np.abs(expected[known]).max(initial=0.0)))
    np.testing.assert_allclose(found[known], expected[known], rtol=1e-9, atol=1e-9 * size)


@given(pairs)
@settings(max_examples=6, deadline=None)
def test_a_result_against_itself_is_nothing(pair):
    moves, causes = compared(pair[0], pair[0])
    assert not np.nan_to_num(moves.changes).any()
    assert not np.nan_to_num(causes.factors.of_24).any()
    assert causes.branches.names == causes.steps.names == ()


@given(pairs)
@settings(max_examples=4, deadline=None)
def test_the_other_way_round_every_part_changes_its_sign(pair):
    _, there = causes_of(*pair)
    _, back = causes_of(*reversed(pair))
    assert (there is None) == (back is None)
    if there is None:
        return
    for name in ("factors", "branches", "steps"):
        one, other = getattr(there, name), getattr(back, name)
        assert one.names == other.names
        np.testing.assert_array_equal(one.of_24[0], -other.of_24[0])


MAIN = {
    "missing": {"mean": "EurAsia_group"},
    "treat": {"winsorise": {"most": 5, "skew": 2, "kurtosis": 3.5}, "else": "log_shift"},
}


def reference_differences(name, before, after):
    rows = asem.rows(f"analysis/{name}.csv")
    moves, causes = compared(before, after)
    assert [entry.unit for entry in moves.before] == [row["uCode"] for row in rows]
    for key, found in (
        ("coin.1", [entry.place for entry in moves.before]),
        ("coin.2", [entry.place for entry in moves.after]),
        ("Diff", moves.changes[0].tolist()),
    ):
        assert found == [float(row[key]) for row in rows], key
    return causes


@asem.needs_reference
def test_the_reference_index_with_another_scale():
    one, other = (score(asem.figures(), asem.scheme(**MAIN, scale=scale)) for scale in SCALES)
    causes = reference_differences("compare_prank", one, other)
    assert causes.steps.names == ("scale",)
    assert not causes.factors.part("weights").any()


SCALES = ({"minmax": [0, 100]}, "percentile_rank")


@asem.needs_reference
def test_the_reference_index_without_two_indicators():
    whole = asem.scheme(**MAIN, scale=SCALES[0])
    one, other = (score(asem.figures(), scheme) for scheme in (whole, without(whole, "LPI", "Forest")))
    causes = reference_differences("compare_drop_LPI_Forest", one, other)
    assert not causes.factors.part("method").any()
    assert len(causes.branches.names) == 2


def without(scheme, *codes):
    """The scheme without some indicators."""

    def pruned(node):
        children = {code: pruned(child) for code, child in node.children.items() if code not in codes}
        return node.model_copy(update={"children": children})

    return scheme.model_copy(update={"tree": {code: pruned(root) for code, root in scheme.tree.items()}})
