"""Computed weights and comparing methods in draws are those of a scheme that says what the draw chose."""

import numpy as np
import pytest

from kaohe.messages import Refused
from kaohe.robustness.draws import Seeded
from kaohe.robustness.engine import Engine
from kaohe.scoring import score
from tests.robustness.doubting import doubts
from tests.scoring import simple

ITEMS = {"a": [3, 8, 4, 5, 9, 2], "b": [40, 10, 20, 35, 15, 30], "c": [1, 9, 5, 2, 4, 7]}
POINTS = {"a": 1, "b": 2, "c": 1}
HOWS = ["mean", "sum", "median", "copeland", "rank_sum_ratio", {"topsis": {}}, {"grey": {}}]
WEIGHTINGS = [
    None,
    {"entropy": {}},
    {"critic": {}},
    {"coefficient_of_variation": {}},
    {"pca": "squares"},
    {"ahp": {"a": {"b": 2, "c": 4}, "b": {"c": 2}}},
    {"blend": {"given": 0.5, "entropy": 0.5}},
]


def scheme(scale, how, weighting, dropped=()):
    weights = {code: 0 if code in dropped else weight for code, weight in POINTS.items()}
    if weighting and "given" not in str(weighting):
        weights = {code: min(weight, 1) for code, weight in weights.items()}
    node = {"combine": how, "children": weights, **({"weights": weighting} if weighting else {})}
    return simple.scheme({code: {"scale": scale} for code in ITEMS}, {"top": node})


@pytest.mark.parametrize("how", HOWS, ids=str)
@pytest.mark.parametrize("weighting", WEIGHTINGS, ids=str)
def test_draws_are_the_schemes_they_chose(how, weighting):
    scales = [{"minmax": [1, 100]}, {"rank": "min"}]
    of = scheme(scales[0], how, weighting)
    said = doubts(of, {"at": "scale", "one_of": scales}, {"at": "indicators", "drop": "20%"})
    figures = simple.figures(ITEMS)
    engine = Engine(figures, of, said.factors)
    block = Seeded(said.factors, 6, 2).block(0, 24, (0, 0))
    for config, rows in engine.configs(block):
        root = engine.scored([(config, slice(0, len(rows)))], block.at(rows)).root
        found = np.broadcast_to(root, (len(rows), 6))
        for at, row in enumerate(rows):
            dropped = [code for code, gone in zip("abc", block.chosen[1][row], strict=True) if gone]
            try:
                official = score(figures, scheme(scales[config[0]], how, weighting, dropped))
            except Refused:
                continue  # too few are left to weigh; officially there is no result
            expected = official.root.score.values
            if how == "sum" and weighting is None and len(dropped) < 3:
                # an absent indicator frees its points; one that weighs nothing has none
                expected = expected * 4 / sum(POINTS[code] for code in POINTS if code not in dropped)
            np.testing.assert_allclose(found[at], expected, rtol=1e-9, atol=1e-12, err_msg=str(dropped))


@pytest.mark.parametrize("weighting", WEIGHTINGS, ids=str)
def test_a_draw_without_any_indicator_has_no_score_however_weights_are_computed(weighting):
    of = scheme({"minmax": [1, 100]}, "mean", weighting)
    said = doubts(of, {"at": "indicators", "drop": "60%"})
    engine = Engine(simple.figures(ITEMS), of, said.factors)
    block = Seeded(said.factors, 6, 1).block(0, 40, (0,))
    nothing = block.chosen[0].all(axis=1)
    found = engine.scored([((), slice(0, 40))], block).root
    assert nothing.any() and np.isnan(found[nothing]).all()


def test_weights_that_cant_be_computed_are_refused_before_anything_is_drawn():
    of = scheme("none", "mean", {"entropy": {}})
    said = doubts(of, {"at": "indicators", "drop": "20%"})
    with pytest.raises(Refused, match="0 or more"):
        Engine(simple.figures({**ITEMS, "a": [-1, 2, 3, 4, 5, 6]}), of, said.factors)
