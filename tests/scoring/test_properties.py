"""What holds for every scheme, or for every scheme of a named kind."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaohe.figures import figures_of
from kaohe.scoring import contributions_of, notes_of, score, standings_of
from tests.scoring import any_scheme, simple

quick = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def reordered(figures, order):
    """The same units handed over in another order."""
    return figures_of(
        [figures.units[unit] for unit in order],
        {item: figures.column(item)[order] for item in figures.items},
        attributes={name: [marks[unit] for unit in order] for name, marks in figures.attributes.items()},
        data_year=figures.data_year,
        frames=figures.frames,
    )


@quick
@given(st.data(), any_scheme.schemes(), any_scheme.figures())
def test_the_order_of_units_changes_nothing_to_the_last_bit(data, scheme, figures):
    order = data.draw(st.permutations(range(len(figures.units))))
    one = any_scheme.scored(figures, scheme)
    other = score(reordered(figures, order), scheme)
    for path, node in one.nodes.items():
        assert node.score.values.tobytes() == other.of(path).tobytes()
    assert standings_of(one) == standings_of(other)
    assert notes_of(one) == notes_of(other)
    assert contributions_of(one).parts.tobytes() == contributions_of(other).parts.tobytes()


# --- better is never worse ------------------------------------------------------------------------------

MONOTONE = {
    "none": {"scale": "none"},
    "minmax": {"scale": {"minmax": [1, 100]}},
    "efficacy": {"scale": "efficacy"},
    "goalposts": {"scale": {"goalposts": [0, 10], "clip": True, "to": [1, 100]}},
    "logarithmic goalposts": {"scale": {"goalposts": [1, 50], "curve": "log", "clip": True}},
    "percentile goalposts": {"scale": {"goalposts": ["p10", "p90"], "clip": True}},
    "target": {"scale": {"target": 40}},
    "ratio": {"scale": {"ratio": 12}, "cap": 2},
    "zscore": {"scale": "zscore"},
    "rank": {"scale": "rank"},
    "average rank": {"scale": {"rank": "average"}},
    "percentile rank": {"scale": "percentile_rank"},
    "borda": {"scale": "borda"},
    "best": {"scale": "best"},
    "growth": {"scale": {"growth": {"at_base": 80, "below": "proportional"}}},
    "growth, least below": {"scale": {"growth": {"at_base": 80, "at_least": 10, "below": "least"}}},
    "log": {"treat": "log", "scale": {"minmax": [1, 100]}},
    "log_shift": {"treat": "log_shift", "scale": {"minmax": [1, 100]}},
    "sqrt": {"treat": "sqrt", "scale": {"minmax": [1, 100]}},
    "boxcox": {"treat": {"boxcox": 0.5}, "scale": {"minmax": [1, 100]}},
    "winsorised by count": {"treat": {"winsorise": {"low": 1, "high": 1}}, "scale": {"minmax": [1, 100]}},
    "capped and rounded": {"scale": {"minmax": [0, 100]}, "cap": 90, "round": 1},
}
BANDS = {
    "higher": {"bands": [[30, 10], [20, 6], [10, 3]], "interpolate": True},
    "lower": {"bands": [[10, 10], [20, 6], [30, 3]]},
}
COMBINED = ["mean", "sum", "geometric", "harmonic", "min", "max", {"power": 3}, {"power": -1.5}]
PLACED = ["copeland", "rank_sum_ratio"]
COMPARED = [*PLACED, "topsis", {"topsis": {"normalise": "none"}}, "grey"]
positive = st.integers(1, 60).map(float)


@pytest.mark.parametrize("direction", ["higher", "lower"])
@pytest.mark.parametrize("method", [*MONOTONE, "bands"])
@settings(max_examples=20, deadline=None)
@given(st.lists(positive, min_size=3, max_size=7), st.integers(1, 30), st.sampled_from(COMBINED + PLACED))
def test_better_is_never_worse(method, direction, values, more, combine):
    """Another, better value in one indicator, everything else as it was: the unit's score doesn't fall."""
    keys = MONOTONE.get(method) or {"scale": BANDS[direction]}
    steady = {"formula": "b", "scale": {"goalposts": [-1000, 100], "to": [1, 100]}}
    tree = {"top": {"combine": combine, "need": 1, "children": {"a": 2, "b": 1}}}
    scheme = simple.scheme(
        {"a": {"direction": direction, **keys}, "b": steady},
        tree,
        declared=("a", "b"),
        frames={"prev": {"year": -1}},
    )
    better = values[0] + more if direction == "higher" else values[0] / (1 + more)

    def result(value):
        items = {"a": [value, *values[1:]], "b": [50.0 + at for at in range(len(values))]}
        scores = score(simple.figures(items, prev={"a": [20.0] * len(values)}), scheme)
        return scores.of("top")[0], scores.of("top/a")[0]

    (before, alone), (after, alone_after) = result(values[0]), result(better)
    # a column that is constant before or after doesn't count; what that may do is shown below
    if not np.isnan([before, alone, alone_after]).any():
        assert after >= before - 1e-9 * abs(before)


def test_not_so_where_the_skew_rule_falls_back_on_a_logarithm():
    """A little more makes the rule pass, so the column is no longer spread by the logarithm."""
    keys = {
        "treat": {"winsorise": {"most": 1, "skew": 1.5, "kurtosis": 1}, "else": "log_shift"},
        "scale": {"minmax": [0, 100]},
    }

    def first(value):
        return simple.one([value, 2, 4, 4, 5, 5, 50, 110], keys).score.values[0]

    assert first(80) < first(40)


def test_not_so_where_a_column_becomes_constant_beside_another_scale():
    """Reaching all the others frees the indicator's weight for a z-score below 0."""
    keys = {"a": {"scale": "minmax"}, "b": {"scale": "zscore"}}

    def first(value):
        return simple.scored({"a": [value, 5, 5], "b": [0, 4, 5]}, keys).of("top")[0]

    assert first(5) < first(4)


def test_not_so_for_a_banded_table_whose_points_fall():
    keys = {"scale": {"bands": [[10, 5], [20, 2]]}}
    assert simple.one([12, 22], keys).score.values.tolist() == [5, 2]


def test_not_so_in_the_raw_value_where_a_band_is_best():
    keys = {"direction": {"best": [4, 6]}, "scale": {"minmax": [0, 100]}}
    assert simple.one([5, 9, 0], keys).score.values.tolist() == [100, 25, 0]


def test_not_so_where_better_earns_a_deduction():
    tree = {"top": {"children": {"a": 1}, "adjust": [{"deduct": "when(a > 10, 5, 0)"}]}}
    assert simple.scored({"a": [10, 11]}, {"a": {}}, tree).of("top").tolist() == [10, 6]


# --- units of measure, copies, weights -------------------------------------------------------------------

OTHER_UNIT = {
    "minmax": lambda k: {"scale": {"minmax": [0, 100]}},
    "efficacy": lambda k: {"scale": "efficacy"},
    "efficacy between": lambda k: {
        "scale": {"efficacy": [60, 100], "between": [5 * k, 50 * k], "clip": True}
    },
    "goalposts": lambda k: {"scale": {"goalposts": [2 * k, 40 * k], "to": [0, 100]}},
    "logarithmic goalposts": lambda k: {"scale": {"goalposts": [1 * k, 60 * k], "curve": "log"}},
    "percentile goalposts": lambda k: {"scale": {"goalposts": ["p10", "p90"]}},
    "target": lambda k: {"scale": {"target": 61 * k}},
    "ratio": lambda k: {"scale": {"ratio": 12 * k}},
    "ratio to last year": lambda k: {"scale": {"ratio": "prev.x"}},
    "zscore": lambda k: {"scale": {"zscore": [50, 10]}},
    "rank": lambda k: {"scale": "rank"},
    "percentile rank": lambda k: {"scale": "percentile_rank"},
    "best": lambda k: {"scale": "best"},
    "bands": lambda k: {"scale": {"bands": [[30 * k, 10], [20 * k, 6], [3 * k, 1]]}},
    "interpolated bands": lambda k: {"scale": {"bands": [[30 * k, 10], [3 * k, 1]], "interpolate": True}},
    "band": lambda k: {"scale": {"band": [10 * k, 20 * k], "zero": [-5 * k, 70 * k], "to": [0, 100]}},
    "best band": lambda k: {"direction": {"best": [10 * k, 20 * k]}, "scale": {"minmax": [0, 100]}},
    "growth": lambda k: {"scale": {"growth": {"at_base": 80, "below": "proportional", "least_base": k}}},
    "log": lambda k: {"treat": "log", "scale": {"minmax": [0, 100]}},
    "log_shift": lambda k: {"treat": "log_shift", "scale": {"minmax": [0, 100]}},
    "sqrt": lambda k: {"treat": "sqrt", "scale": {"minmax": [0, 100]}},
    "skew rule": lambda k: {
        "treat": {"winsorise": {"most": 2, "skew": 0.5, "kurtosis": 0}, "else": "log_shift"},
        "scale": {"minmax": [0, 100]},
    },
    "winsorised by percentile": lambda k: {
        "treat": {"winsorise": {"percentile": [10, 90]}},
        "scale": {"minmax": [0, 100]},
    },
}


@pytest.mark.parametrize("method", OTHER_UNIT)
@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.decimals(1, 60, places=1).map(float), min_size=2, max_size=7),
    st.lists(st.decimals(1, 60, places=1).map(float), min_size=7, max_size=7),
)
def test_another_unit_of_measure_changes_no_published_score(method, values, last_year):
    """万元 to 亿元, with the item's bounds, goalposts and bands; scores are rounded as they are published."""

    def published(k):
        keys = {"direction": "lower" if "lower" in method else "higher", **OTHER_UNIT[method](k), "round": 4}
        scheme = simple.scheme(
            {"a": keys}, frames={"prev": {"year": -1}}, tree={"top": {"children": {"a": 1}}}
        )
        items = {"a": [value * k for value in values]}
        prev = {"a": [value * k for value in last_year[: len(values)]]}
        return score(simple.figures(items, prev=prev), scheme).of("top")

    np.testing.assert_array_equal(published(1.0), published(1e-4))


def test_but_box_cox_and_a_formula_with_a_constant_know_their_unit():
    keys = {"treat": {"boxcox": 0.5}, "scale": {"minmax": [0, 100]}}
    assert simple.one([1, 5, 9], keys).score.values[1] != pytest.approx(
        simple.one([0.01, 0.05, 0.09], keys).score.values[1]
    )


def test_equal_shares_are_equal_whatever_their_unit():
    """0.3 / 0.1 is not 3 in floating point; two units with that share are a constant column all the same."""
    keys = {"share": {"formula": "a / b", "scale": {"minmax": [0, 100]}}}
    for items in ({"a": [0.3, 3], "b": [0.1, 1]}, {"a": [3000, 30000], "b": [1000, 10000]}):
        scores = simple.scored(
            items, keys, declared=("a", "b"), tree={"top": {"need": 1, "children": {"share": 1}}}
        )
        assert simple.reasons(scores.nodes["top/share"].score) == ["CONSTANT", "CONSTANT"]
    banded = {"share": {"formula": "a / b", "scale": {"bands": [[3, 10]]}}}
    scores = simple.scored({"a": [0.3, 3], "b": [0.1, 1]}, banded, declared=("a", "b"))
    assert scores.of("top").tolist() == [10, 10]


FIXED = [
    {"goalposts": [0, 50], "to": [0, 100]},
    {"goalposts": [1, 50], "curve": "log"},
    {"efficacy": [60, 100], "between": [0, 50]},
    {"ratio": 7},
    {"bands": [[30, 10], [20, 6]]},
    {"band": [10, 20], "zero": [0, 60]},
    {"growth": {"at_base": 80}},
    "none",
]


@quick
@given(
    st.sampled_from(FIXED), st.sampled_from(COMBINED), st.lists(positive, min_size=2, max_size=6), st.data()
)
def test_a_copy_of_a_unit_moves_no_other_score_under_fixed_bounds(scale, combine, values, data):
    copied = data.draw(st.integers(0, len(values) - 1))
    scheme = simple.scheme(
        {"a": {"scale": scale}, "b": {"direction": "lower"}},
        {"top": {"combine": combine, "children": {"a": 2, "b": 1}}},
        frames={"prev": {"year": -1}},
    )

    def scores(column):
        items = {"a": column, "b": [value / 3 for value in column]}
        return score(simple.figures(items, prev={"a": [30.0] * len(column)}), scheme).of("top")

    with_copy = scores([*values, values[copied]])
    np.testing.assert_array_equal(scores(values), with_copy[:-1])
    np.testing.assert_array_equal(with_copy[-1], with_copy[copied])


@quick
@given(
    st.sampled_from(["mean", "geometric", "harmonic", {"power": 2}, "min", "max", "median", *COMPARED]),
    st.lists(st.integers(0, 9), min_size=3, max_size=3).filter(any),
    st.sampled_from([0.01, 3, 1e6]),
    st.lists(st.lists(positive, min_size=4, max_size=4), min_size=3, max_size=3),
)
def test_weights_times_a_constant_change_nothing_but_a_sum(combine, weights, times, columns):
    items = dict(zip("abc", columns, strict=True))

    def scores(factor):
        children = {code: weight * factor for code, weight in zip("abc", weights, strict=True)}
        tree = {"top": {"combine": combine, "children": children}}
        return simple.scored(items, {code: {} for code in "abc"}, tree).of("top")

    np.testing.assert_allclose(scores(1), scores(times), rtol=1e-12)


@quick
@given(
    st.sampled_from(COMPARED),
    st.lists(st.lists(positive, min_size=3, max_size=3), min_size=2, max_size=6),
    st.sampled_from([0.5, 3.0, 1e4]),
)
def test_methods_that_compare_units_take_no_notice_of_a_common_unit_of_measure(how, rows, factor):
    columns = dict(zip("abc", zip(*rows, strict=True), strict=True))
    tree = {"top": {"combine": how, "children": {"a": 3, "b": 1, "c": 2}}}

    def scores(times):
        items = {code: [value * times for value in column] for code, column in columns.items()}
        return simple.scored(items, "abc", tree).of("top")

    np.testing.assert_allclose(scores(1), scores(factor), rtol=1e-9, atol=1e-12)


# --- gaps and contributions ------------------------------------------------------------------------------

gappy = st.lists(st.one_of(positive, st.none()), min_size=4, max_size=4)


@quick
@given(
    gappy,
    gappy,
    gappy,
    st.sampled_from(["median", *COMBINED, *COMPARED]),
    st.sampled_from(["none", "minmax", "rank", "zscore"]),
)
def test_a_gap_never_silently_becomes_a_number(one, two, three, combine, scale):
    """Where nothing is said of gaps, a unit with one has no score, and the notes say which."""
    items = dict(zip("abc", (one, two, three), strict=True))
    tree = {"top": {"combine": combine, "children": dict.fromkeys("abc", 1)}}
    scores = simple.scored(items, {code: {"scale": scale} for code in "abc"}, tree)
    noted = {(note.unit, note.path, note.what) for note in notes_of(scores) if note.step == "missing"}
    for at, unit in enumerate(scores.figures.units):
        gaps = [code for code in "abc" if items[code][at] is None]
        for code in gaps:
            assert np.isnan(scores.of(f"top/{code}")[at])
            assert (unit, f"top/{code}", f"absent:{code}") in noted
        if gaps:
            assert np.isnan(scores.of("top")[at])


@quick
@given(st.lists(st.lists(positive, min_size=5, max_size=5), min_size=4, max_size=4), st.data())
def test_where_everything_only_adds_a_contribution_is_weight_times_score(columns, data):
    weights = data.draw(st.lists(st.integers(1, 9), min_size=4, max_size=4))
    items = dict(zip("abcd", columns, strict=True))
    w = dict(zip("abcd", weights, strict=True))
    tree = {
        "top": {
            "combine": "sum",
            "children": {
                "left": {"weight": 2, "children": {"a": w["a"], "b": w["b"]}},
                "right": {"weight": 3, "combine": "sum", "children": {"c": w["c"], "d": w["d"]}},
            },
        }
    }
    scores = simple.scored(items, {code: {"scale": {"goalposts": [0, 60]}} for code in "abcd"}, tree)
    found = contributions_of(scores)
    assert found.baseline == "none"
    assert found.names == ("top/left/a", "top/left/b", "top/right/c", "top/right/d", "(rounding)")
    effective = [2 * w["a"] / (w["a"] + w["b"]), 2 * w["b"] / (w["a"] + w["b"]), 3 * w["c"], 3 * w["d"]]
    by_hand = np.column_stack([np.array(column) / 60 for column in columns]) * effective
    np.testing.assert_allclose(found.parts[:, :4], by_hand, rtol=1e-9, atol=1e-9)
