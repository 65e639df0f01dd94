"""Units that lack some leaves are melted too, and score as officially."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaohe.formulas import Reason
from kaohe.robustness.choices import as_it_stands
from kaohe.robustness.draws import Seeded
from kaohe.robustness.engine import Engine
from kaohe.robustness.memory import MOST_KEPT
from kaohe.scoring import score
from tests.robustness.doubting import doubts
from tests.scoring import simple

ITEMS = {"a": [3, 8, None, None, 9, 2], "b": [4, 1, 3, None, 4, 5], "c": [1, 9, 5, 2, 4, None]}


def engine_and_official(combine):
    inner = {"weight": 2, "need": 1, "combine": combine, "children": {"a": 1, "b": 3}}
    tree = {"index": {"combine": combine, "children": {"p": inner, "c": 1}}}
    of = simple.scheme({key: {"scale": {"minmax": [1, 100]}, "missing": "leave"} for key in ITEMS}, tree)
    figures = simple.figures(ITEMS)
    return Engine(figures, of, ()), score(figures, of).root.score.values


@pytest.mark.parametrize("combine", ["mean", "geometric"])
def test_who_lacks_some_has_a_mean_of_what_is_there_if_that_is_enough(combine):
    engine, official = engine_and_official(combine)
    found = engine.scored([((), slice(0, 1))], as_it_stands(())).root[0]
    np.testing.assert_allclose(found, official, rtol=1e-12)
    assert np.isnan(official).tolist() == [False, False, False, True, False, True]
    (tree,) = engine._trees.values()
    molten = tree.molten["index"]
    assert molten.few.tolist() == [2, 3, 5]
    assert molten.why[0].tolist() == [0, 0, 0, Reason.TOO_FEW, 0, Reason.TOO_FEW]


CODES = "abcdef"
needs = st.sampled_from([None, 1, 2, "50%", "100%"])
cells = st.lists(st.one_of(st.none(), st.integers(1, 9)), min_size=7, max_size=7)


@settings(max_examples=150, deadline=None)
@given(
    combine=st.sampled_from(["mean", "geometric", "harmonic"]),
    table=st.lists(cells, min_size=6, max_size=6),
    need=st.tuples(needs, needs, needs, needs),
    missing=st.lists(st.sampled_from(["leave", "not_applicable"]), min_size=6, max_size=6),
    scale=st.sampled_from([{"minmax": [1, 100]}, {"minmax": [0, 9]}]),
)
def test_branches_in_branches_score_as_officially_whatever_is_lacking(combine, table, need, missing, scale):
    def branch(needed, weight, **children):
        said = {} if needed is None else {"need": needed}
        return {"weight": weight, "combine": combine, "children": children, **said}

    lowest = branch(need[2], 2, b=1, c=3)
    tree = branch(need[0], 1, p=branch(need[1], 3, a=2, q=lowest), d=1, r=branch(need[3], 1, e=1, f=2))
    del tree["weight"]
    keys = {code: {"scale": scale, "missing": how} for code, how in zip(CODES, missing, strict=True)}
    of = simple.scheme(keys, {"index": tree})
    figures = simple.figures(dict(zip(CODES, table, strict=True)))
    engine = Engine(figures, of, ())
    found = engine.scored([((), slice(0, 1))], as_it_stands(())).root[0]
    (tree,) = engine._trees.values()
    assert tree.molten["index"] is not None
    np.testing.assert_allclose(found, score(figures, of).root.score.values, rtol=1e-11)


def test_configurations_scored_together_are_those_scored_alone():
    """One shares its weights over all draws, one has units without a value, one has none."""
    of = simple.scheme(
        {key: {"scale": {"minmax": [1, 100]}, "missing": "leave"} for key in ITEMS},
        {"index": {"children": {"p": {"weight": 2, "need": 1, "children": {"a": 1, "b": 3}}, "c": 1}}},
    )
    said = {"at": "missing", "one_of": ["as_is", "zero"]}, {"at": "combine", "one_of": ["mean", "geometric"]}
    for more in ((), ({"at": "weights", "noise": "25%"},), ({"at": "indicators", "drop": "30%"},)):
        factors = doubts(of, *said, *more).factors
        engine = Engine(simple.figures(ITEMS), of, factors)
        block = Seeded(factors, 6, 1).block(0, 30, (0,) * len(factors))
        order, parts, alone = [], [], []
        for config, rows in engine.configs(block):
            parts.append((config, slice(len(order), len(order) + len(rows))))
            order += rows.tolist()
            single = engine.scored([(config, slice(0, len(rows)))], block.at(rows)).root
            alone.append(np.broadcast_to(single, (len(rows), 6)))
        assert len(parts) == 4
        together = engine.scored(parts, block.at(np.array(order))).root
        np.testing.assert_allclose(together, np.concatenate(alone), rtol=1e-13)


def test_what_is_remembered_of_who_lacks_what_has_an_end():
    items = {code: [1, 2, 3, None, 5, 6 + place] for place, code in enumerate("abcdefghij")}
    of = simple.scheme(
        {code: {"missing": "leave"} for code in items},
        {"top": {"need": 1, "children": {"p": {"need": 1, "children": dict.fromkeys(items, 1)}}}},
    )
    factors = doubts(
        of, *({"at": f"indicators.{code}.missing", "one_of": ["as_is", "zero"]} for code in items)
    ).factors
    engine = Engine(simple.figures(items), of, factors)
    for number in range(2**10):
        config = tuple(number >> place & 1 for place in range(10))
        engine.scored([(config, slice(0, 1))], as_it_stands(factors))
    held = [manner.held for manner in engine._manners.values()]
    assert 0 < max(map(len, held)) <= MOST_KEPT
