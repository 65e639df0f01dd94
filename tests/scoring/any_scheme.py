"""Schemes and figures of every shape the format allows, for property tests."""

import json
from pathlib import Path

import numpy as np
from hypothesis import reject
from hypothesis import strategies as st

from kaohe.figures import figures_of
from kaohe.messages import Refused
from kaohe.schemes import read_scheme
from kaohe.scoring import score

ITEMS = ("a", "b", "c", "d")
REGIONS = ("east", "west")

ordinary = st.one_of(
    st.integers(-3, 12).map(float),
    st.floats(0.01, 1e4),
    st.sampled_from([0.1, 0.3, 0.7, 1 / 3]),
)
extreme = st.one_of(
    ordinary,
    st.sampled_from([0.0, -0.0, 1e308, -1e308, 5e-324, 1e-300, 1e16, float("inf"), float("-inf")]),
    st.floats(allow_nan=False),
)


def numbers(low=-10, high=100):
    return st.one_of(st.integers(low, high), st.floats(low, high).map(lambda value: round(value, 3)))


def rising(low=-10, high=100):
    return st.lists(numbers(low, high), min_size=2, max_size=2, unique=True).map(sorted)


def switch(values):
    """A value, or one by region."""
    both = st.fixed_dictionaries({"by": st.just("region"), "east": values, "else": values})
    return st.one_of(values, values, both)


FORMULAS = (
    "a",
    "a / b * 100",
    "c - d",
    "ln(a)",
    "sqrt(b)",
    "a / prev.a - 1",
    "coalesce(c, d, 0)",
    "when(a > b, c, d)",
    "a ** 2",
    "exp(b)",
    "city.a / city.b",
)
formulas = st.sampled_from(FORMULAS)
readings = st.sampled_from(["x / prev.x - 1", "x * 2", "x / target.x * 100", "ln(x)", "x - a"])
bases = st.one_of(numbers(-5, 50), st.sampled_from(["target.x", "prev.x", "b", "x", "prev.a * 2"]))
onto = rising(-10, 100)
ties = st.sampled_from(["min", "max", "average", "dense"])
raw_scales = st.one_of(
    st.fixed_dictionaries({"goalposts": rising()}, optional={"clip": st.booleans(), "to": onto}),
    st.fixed_dictionaries({"goalposts": rising(1, 50), "curve": st.just("log"), "clip": st.booleans()}),
    st.fixed_dictionaries({"goalposts": st.sampled_from([["min", "max"], ["p5", "p95"], ["p10", 200]])}),
    st.fixed_dictionaries({"target": bases}),
    st.fixed_dictionaries({"ratio": bases}),
    st.fixed_dictionaries(
        {
            "bands": st.lists(
                st.tuples(numbers(), numbers()).map(list),
                min_size=1,
                max_size=4,
                unique_by=lambda row: row[0],
            )
        },
        optional={"else": numbers(), "interpolate": st.booleans()},
    ),
    st.fixed_dictionaries(
        {
            "growth": st.fixed_dictionaries(
                {"at_base": numbers(0, 80)},
                optional={
                    "step": st.sampled_from([1, 5, 0.5]),
                    "points": numbers(-2, 5),
                    "whole_steps": st.booleans(),
                    "below": st.sampled_from(["least", "proportional", "same"]),
                    "least_base": numbers(0, 5),
                },
            )
        }
    ),
)
relative_scales = st.one_of(
    st.just("none"),
    st.fixed_dictionaries({"minmax": onto}, optional={"pool": st.just(["prev"])}),
    st.fixed_dictionaries({"efficacy": onto}),
    st.fixed_dictionaries({"zscore": st.tuples(numbers(), st.sampled_from([1, 2.5])).map(list)}),
    st.fixed_dictionaries({"rank": ties}, optional={"pool": st.just(["prev"])}),
    st.fixed_dictionaries({"percentile_rank": ties}),
    st.fixed_dictionaries({"borda": ties}),
    st.just("best"),
    st.just("best_ratio"),
    st.just({"reference": "u0"}),
    st.just({"band": [1, 5], "zero": [-2, 20], "to": [0, 10]}),
)


@st.composite
def within(draw, scales):
    scale = draw(scales)
    if isinstance(scale, dict) and "by" not in scale and draw(st.booleans()):
        return {**scale, "within": "region"}
    return scale


missing = st.one_of(
    st.sampled_from(["leave", "last_year", "zero", "not_applicable", "mean", "median"]),
    st.sampled_from([{"mean": "region"}, {"median": "region"}]),
    st.just({"divided_by_zero": "not_applicable", "outside_domain": {"mean": "region"}, "else": "zero"}),
)
treat = st.one_of(
    st.sampled_from(
        ["none", "log", "log_shift", "log_by_skew", "sqrt", {"boxcox": 0}, {"boxcox": 0.5}, {"boxcox": -1}]
    ),
    st.fixed_dictionaries(
        {"winsorise": st.fixed_dictionaries({"most": st.integers(1, 4), "skew": st.sampled_from([0.5, 2])})},
        optional={
            "else": st.sampled_from(["log", "log_shift", "log_by_skew"]),
            "of": st.sampled_from(["original", "winsorised"]),
        },
    ),
    st.just({"winsorise": {"low": 1, "high": 1}}),
    st.just({"winsorise": {"percentile": [10, 90]}}),
)
adjust = st.lists(
    st.sampled_from(
        [
            {"bonus": "0.5 * a", "at_most": 3},
            {"bonus": "b / c"},
            {"deduct": "0.3 * d"},
            {"veto": "a > 5"},
            {"veto": "d > 3", "effect": {"at_most": 10}},
            {"veto": "c < 1", "effect": {"class": "good"}},
        ]
    ),
    max_size=2,
)


@st.composite
def indicators(draw):
    keys = {"unit": "u", "provenance": "reconstructed", "formula": draw(switch(formulas))}
    two_sided = draw(st.integers(0, 5)) == 0
    one_way = switch(st.sampled_from(["higher", "lower"]))
    keys["direction"] = {"best": draw(rising())} if two_sided else draw(one_way)
    keys["scale"] = draw(within(relative_scales if two_sided else st.one_of(raw_scales, relative_scales)))
    for key, values in (
        ("missing", switch(missing)),
        ("treat", switch(treat)),
        ("cap", switch(numbers())),
        ("reading", readings),
        ("adjust", adjust),
        ("round", st.integers(0, 4)),
    ):
        if draw(st.integers(0, 3)) == 0:
            keys[key] = draw(values)
    return keys


weights = switch(st.one_of(st.integers(0, 5), st.sampled_from([0.1, 2.5])))
combines = st.one_of(
    st.sampled_from(["mean", "mean", "sum", "geometric", "harmonic", "min", "max"]),
    st.sampled_from(["median", "copeland", "rank_sum_ratio", "topsis", "grey"]),
    st.sampled_from([{"topsis": {"normalise": "none"}}, {"grey": {"distinguishing": 1}}]),
    st.sampled_from([{"power": 2}, {"power": -0.5}, {"power": 0.5}, {"power": 30}]),
)


@st.composite
def weightings(draw, codes):
    """Computed weights of children with these codes."""
    of_scores = st.sampled_from(["entropy", "critic", "coefficient_of_variation"])
    kind = draw(st.sampled_from(["scores", "scores", "pca", "ahp", "blend"]))
    if kind == "scores":
        return {draw(of_scores): {}}
    if kind == "pca":
        return {"pca": draw(st.sampled_from(["squares", "loadings", {}]))}
    # consistent judgements: quotients of whole numbers
    sizes = [draw(st.integers(1, 4)) for _ in codes]
    judged = {
        one: {other: f"{sizes[at]}/{sizes[at + 1 + far]}" for far, other in enumerate(codes[at + 1 :])}
        for at, one in enumerate(codes)
    }
    if kind == "ahp":
        return {"ahp": judged}
    return {"blend": {"given": 0.5, draw(of_scores): 0.25, "ahp": 0.25}, "ahp": judged}


@st.composite
def branch(draw, codes, depth):
    """A node over all of `codes`, directly or through further branches."""
    node = {"weight": draw(weights)} if depth else {}
    if len(codes) > 1 and depth < 2 and draw(st.booleans()):
        middle = draw(st.integers(1, len(codes) - 1))
        parts = (codes[:middle], codes[middle:])
        node["children"] = {f"n{depth}{at}": draw(branch(part, depth + 1)) for at, part in enumerate(parts)}
    else:
        node["children"] = {code: draw(weights) for code in codes}
    kind = draw(st.integers(0, 9))
    if kind == 0:
        node["combine"] = {"formula": " + ".join(f"2 * {code}" for code in node["children"])}
    elif kind == 1:
        node |= {"through": "ln(x)", "back": "exp(x)"}
    else:
        node["combine"] = draw(switch(combines))
    if draw(st.integers(0, 5)) == 0:
        node["weights"] = draw(weightings(list(node["children"])))
        if "blend" not in node["weights"]:
            node["children"] = {code: unweighed(child) for code, child in node["children"].items()}
    for key, values in (
        ("need", st.sampled_from([1, 2, "50%", "0%"])),
        ("scale", within(relative_scales.filter(lambda scale: "pool" not in scale))),
        ("treat", treat),
        ("missing", st.sampled_from(["leave", "zero", "mean"])),
        ("direction", st.sampled_from(["higher", "lower"])),
        ("cap", numbers()),
        ("adjust", adjust),
        ("round", st.integers(0, 3)),
    ):
        if draw(st.integers(0, 4)) == 0:
            node[key] = draw(values)
    return node


def unweighed(child):
    """A child without a stated weight, which computed ones would have no use for."""
    if not isinstance(child, dict) or "by" in child:
        return 1 if child else 0
    return {key: value for key, value in child.items() if key != "weight"}


@st.composite
def schemes(draw):
    codes = [f"i{at}" for at in range(draw(st.integers(1, 5)))]
    text = {
        "format": 1,
        "id": "any",
        "name": "any",
        "status": "example",
        "units": {"region": list(REGIONS)},
        "frames": {"prev": {"year": -1}, "target": {"given": True}, "city": {"through": "host"}},
        "items": {item: {"name": item, "unit": "u"} for item in ITEMS},
        "indicators": {code: draw(indicators()) for code in codes},
        "tree": {"top": draw(branch(codes, 0))},
        "ranks": {
            "ties": draw(ties),
            "round": draw(st.sampled_from([10, 2, 0])),
            "within": draw(st.sampled_from([[], ["region"]])),
            "then": draw(st.sampled_from([[], ["top"]])),
            "classes": [{"name": "best", "first": "20%"}, {"name": "good", "at_least": 1}, {"name": "rest"}],
        },
    }
    return read_scheme(json.dumps(text), Path("any.yaml"))


@st.composite
def figures(draw, values=ordinary):
    count = draw(st.integers(1, 8))
    units = [f"u{at}" for at in range(count)]
    cell = st.one_of(values, values, values, st.just(np.nan))
    constant = values.map(lambda value: [value] * count)
    column = st.one_of(st.lists(cell, min_size=count, max_size=count), constant)

    def table(frames=None):
        marks = {
            "region": draw(st.lists(st.sampled_from(REGIONS), min_size=count, max_size=count)),
            "host": ["city"] * count,
        }
        return figures_of(
            units, {item: draw(column) for item in ITEMS}, attributes=marks, data_year=2020, frames=frames
        )

    frames = {name: table() for name in ("prev", "target", "city") if draw(st.booleans())}
    return table(frames)


def scored(figures, scheme):
    """The scores; an example whose weights can't be computed is none."""
    try:
        return score(figures, scheme)
    except Refused as refused:
        assert all(problem.text("zh") and problem.text("en") for problem in refused.problems)
        reject()
