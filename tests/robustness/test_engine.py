"""Scores in bulk are those of the official pipeline: as the scheme stands, and under every kind of doubt."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from kaohe.figures import figures_of
from kaohe.messages import Refused
from kaohe.robustness.choices import Choices, as_it_stands
from kaohe.robustness.draws import Seeded
from kaohe.robustness.engine import Engine
from kaohe.robustness.run import Runner
from kaohe.scoring import score, standings_of
from tests.robustness.doubting import doubts
from tests.scoring import any_scheme, simple

ITEMS = {
    "a": [3, 8, None, 5, 9, 2],
    "b": [40, 10, 20, 35, 15, 30],
    "c": [0.2, 0.9, 0.5, None, 0.4, 0.7],
}
KEYS = {"a": {}, "b": {"direction": "lower"}, "c": {}}
SCALE = {"minmax": [1, 100]}
TREE = {"top": {"children": {"p": {"weight": 2, "need": 1, "children": {"a": 1, "b": 3}}, "c": 1}}}


def scheme(**steps):
    keys = {code: {"scale": SCALE, "missing": "mean", **said, **steps} for code, said in KEYS.items()}
    return simple.scheme(keys, TREE)


def engine_of(said, *, of=None, items=ITEMS):
    of = of or scheme()
    factors = doubts(of, *said).factors
    return Engine(simple.figures(items), of, factors), factors


def scored(engine, config, choices):
    return engine.scored([(config, slice(0, len(choices)))], choices).root


@settings(max_examples=60, deadline=None)
@given(any_scheme.schemes(), any_scheme.figures())
def test_as_it_stands_the_scores_are_the_official_ones(scheme, figures):
    try:
        official = score(figures, scheme)
    except Refused:
        return
    engine = Engine(figures, scheme, ())
    choices = as_it_stands(())
    found = engine.scored([((), slice(0, 1))], choices)
    np.testing.assert_allclose(found.root[0], official.root.score.values, rtol=1e-9, atol=1e-9)
    assert found.excluded[0].tolist() == official.excluded.tolist()


MISSING = ["as_is", "zero", "median"]
TREAT = ["none", {"winsorise": {"high": 1}}, "sqrt"]
SCALES = ["as_is", {"zscore": [50, 10]}, {"rank": "min"}]


def test_every_alternative_is_the_scheme_that_says_so():
    engine, factors = engine_of(
        [
            {"at": "missing", "one_of": MISSING},
            {"at": "treat", "one_of": TREAT},
            {"at": "scale", "one_of": SCALES},
            {"at": "combine", "one_of": ["mean", "geometric"]},
        ]
    )
    for config in product(range(3), range(3), range(3), range(2)):
        said = {
            "missing": "mean" if config[0] == 0 else MISSING[config[0]],
            "treat": TREAT[config[1]],
            "scale": SCALE if config[2] == 0 else SCALES[config[2]],
        }
        of = scheme(**said)
        if config[3]:
            tree = of.tree["top"].model_copy(update={"combine": "geometric"})
            inner = tree.children["p"].model_copy(update={"combine": "geometric"})
            tree = tree.model_copy(update={"children": {**tree.children, "p": inner}})
            of = of.model_copy(update={"tree": {"top": tree}})
        official = score(simple.figures(ITEMS), of).root.score.values
        found = scored(engine, config, as_it_stands(factors))[0]
        np.testing.assert_allclose(found, official, rtol=1e-12, err_msg=str(config))


def weighed(p, c, a, b):
    """The official scores with these weights."""
    tree = {"top": {"children": {"p": {"weight": p, "need": 1, "children": {"a": a, "b": b}}, "c": c}}}
    keys = {code: {"scale": SCALE, "missing": "mean", **said} for code, said in KEYS.items()}
    return score(simple.figures(ITEMS), simple.scheme(keys, tree)).root.score.values


def test_noise_and_sets_are_schemes_with_other_weights():
    engine, factors = engine_of(
        [
            {"at": "weights", "noise": "25%"},
            {"at": "top/p.weights", "sets": [{"top/p/a": 5, "top/p/b": 1}, {"top/p/b": 0.5}]},
        ]
    )
    draws = Seeded(factors, 6, 7).block(0, 40, (0, 0))
    paths = factors[0].paths
    found = scored(engine, (), draws)
    assert found.shape == (40, 6)
    for at in range(40):
        noise = dict(zip(paths, draws.chosen[0][at], strict=True))
        a, b = ((5, 1), (1, 0.5))[draws.chosen[1][at]]
        official = weighed(2 * noise["top/p"], noise["top/c"], a * noise["top/p/a"], b * noise["top/p/b"])
        np.testing.assert_allclose(found[at], official, rtol=1e-12)


@pytest.mark.parametrize("combine", ["mean", "geometric", "harmonic"])
@pytest.mark.parametrize("scale", [SCALE, {"minmax": [0, 100]}, {"zscore": [1, 1]}])
def test_units_with_gaps_or_without_a_mean_score_beside_the_others_as_officially(combine, scale):
    def of(p, c, a, b):
        inner = {"weight": p, "need": "50%", "combine": combine, "children": {"a": a, "b": b}}
        tree = {"top": {"combine": combine, "need": 1, "children": {"p": inner, "c": c}}}
        keys = {code: {**said, "scale": scale, "missing": "leave"} for code, said in KEYS.items()}
        return simple.scheme(keys, tree)

    engine, factors = engine_of([{"at": "weights", "noise": "25%"}], of=of(2, 1, 1, 3))
    draws = Seeded(factors, 6, 7).block(0, 10, (0,))
    for draw, chosen in zip(scored(engine, (), draws), draws.chosen[0], strict=True):
        noise = dict(zip(factors[0].paths, chosen, strict=True))
        p, c, a, b = (noise[path] for path in ("top/p", "top/c", "top/p/a", "top/p/b"))
        official = score(simple.figures(ITEMS), of(2 * p, c, a, 3 * b)).root.score.values
        np.testing.assert_allclose(draw, official, rtol=1e-12)


def test_an_absent_indicator_is_one_without_weight():
    engine, factors = engine_of([{"at": "indicators", "drop": "40%"}])
    draws = Seeded(factors, 6, 1).block(0, 60, (0,))
    found = scored(engine, (), draws)
    seen = set()
    for at, absent in enumerate(draws.chosen[0]):
        a, b, c = (0 if gone else weight for gone, weight in zip(absent, (1, 3, 1), strict=True))
        seen.add((a, b, c))
        p = 2 if a or b else 0
        if not (p or c):
            assert np.isnan(found[at]).all()
        else:
            np.testing.assert_allclose(found[at], weighed(p, c, a, b), rtol=1e-12, equal_nan=True)
    assert len(seen) == 8


@pytest.mark.parametrize("shape", ["normal", "uniform"])
@pytest.mark.parametrize("error", ["10%", 0.05])
def test_errors_of_numbers_are_other_figures(shape, error):
    engine, factors = engine_of(
        [
            {"at": "items", "error": error, "shape": shape},
            {"at": "scale", "one_of": ["as_is", {"zscore": [50, 10]}]},
        ]
    )
    draws = Seeded(factors, 6, 3)
    block = draws.errors(draws.block(0, 12, (0, 0)))
    figures = simple.figures(ITEMS)
    for config, rows in engine.configs(block):
        found = scored(engine, config, block.at(rows))
        for at, row in enumerate(rows):
            errors = block.chosen[0][row]
            moved = {}
            for place, item in enumerate(factors[0].items):
                column = figures.column(item)
                size = np.abs(column) * 0.1 if error == "10%" else 0.05
                moved[item] = column + size * errors[place]
            of = scheme() if config[0] == 0 else scheme(scale={"zscore": [50, 10]})
            official = score(figures_of(figures.units, moved), of).root.score.values
            np.testing.assert_allclose(found[at], official, rtol=1e-11)
    assert np.abs(block.chosen[0]).max() > 0.9
    assert shape == "normal" or np.abs(block.chosen[0]).max() <= 1


def test_last_years_numbers_are_not_drawn():
    """What was published last year stays; this year's number moves growth by exactly its own error."""
    growth = {"g": {"formula": "a / prev.a"}}
    of = simple.scheme(growth, declared=("a",), frames={"prev": {"year": -1}})
    figures = simple.figures({"a": [2, 3]}, prev={"a": [1, 2]})
    factors = doubts(of, {"at": "items.a", "error": "10%"}).factors
    engine = Engine(figures, of, factors)
    draws = Seeded(factors, 2, 1)
    block = draws.errors(draws.block(0, 5, (0,)))
    found = scored(engine, (), block)
    expected = np.array([2, 1.5]) * (1 + 0.1 * block.chosen[0][:, 0])
    np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_configurations_of_many_factors_are_told_apart():
    step = {"one_of": ["as_is", "zero"]}
    items = {f"i{at}": [1, 2] for at in range(70)}
    of = simple.scheme({code: {} for code in items}, {"top": {"children": dict.fromkeys(items, 1)}})
    engine, _ = engine_of(
        [{"at": f"indicators.{code}.missing", **step} for code in items], of=of, items=items
    )
    chosen = np.zeros((4, 70), dtype=np.intp)
    chosen[1, 69] = chosen[2, 0] = chosen[3, 35] = 1
    block = Choices(np.arange(4), tuple(chosen.T), (0,) * 70)
    found = {config: rows.tolist() for config, rows in engine.configs(block)}
    assert found == {tuple(row): [at] for at, row in enumerate(chosen.tolist())}


def nominal_and_official(of, figures):
    """Places by the scheme as it stands, and those of the official standings."""
    nominal = Runner(figures, of, ()).nominal[0]
    rows = [
        row
        for row in standings_of(score(figures, of)).rows
        if row.scope == next(iter(of.tree)) and not row.group
    ]
    return [None if np.isnan(rank) else rank for rank in nominal], [row.rank for row in rows]


def test_a_root_that_is_an_indicator_is_ranked_by_its_value():
    of = simple.scheme({"a": {}}, {"a": {}}, ranks={"round": 2})
    nominal, official = nominal_and_official(of, simple.figures({"a": [1.111, 1.112, 3, None, 2]}))
    assert nominal == official == [4, 3, 1, None, 2]


def test_who_has_no_score_has_no_place_however_great_the_others_are():
    """Sums without a scale, of some millions: of many digits, and of few units."""
    items = {"a": [None, *np.linspace(1, 3e6, 35).round(3).tolist()]}
    of = simple.scheme({"a": {}}, {"top": {"combine": "sum", "children": {"a": 1}}})
    nominal, official = nominal_and_official(of, simple.figures(items))
    assert nominal == official
    assert nominal.index(None) == 0 and nominal.count(None) == 1


def test_nominal_places_are_the_official_ones():
    of = simple.scheme(
        {"a": {"scale": SCALE}, "b": {}},
        {"top": {"round": 0, "children": {"a": 1, "b": 1}, "adjust": [{"veto": "b > 38"}]}},
        ranks={"then": ["top/b"]},
    )
    items = {"a": [1, 2, 2, 5, 5, 9], "b": [30, 20, 20, 15, 15.1, 39]}
    figures = simple.figures(items)
    nominal, official = nominal_and_official(of, figures)
    assert nominal == official
    assert nominal[5] is None  # a veto took it out
