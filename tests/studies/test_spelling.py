"""A scheme spelled out scores as the scheme does; two laid over each other keep what each of them says."""

import numpy as np
import pytest
from hypothesis import given, settings

from kaohe.messages import Refused
from kaohe.schemes import load_scheme, outline_of, scheme_ids
from kaohe.schemes.model import Node, Steps
from kaohe.scoring import score
from kaohe.studies.comparing.pair import OF_SCHEME, STEPS, WEIGHTS, Mix, pair_of
from kaohe.studies.comparing.spelling import spelled_out
from tests.scoring import any_scheme, simple


@given(any_scheme.schemes(), any_scheme.figures())
@settings(max_examples=15, deadline=None)
def test_any_scheme_spelled_out_gives_the_same_scores(scheme, figures):
    try:
        expected = score(figures, scheme)
    except Refused:
        return
    found = score(figures, spelled_out(scheme))
    assert found.nodes.keys() == expected.nodes.keys()
    for path in expected.nodes:
        np.testing.assert_array_equal(found.of(path), expected.of(path))


@pytest.mark.parametrize("scheme_id", scheme_ids())
def test_shipped_schemes_spelled_out_have_the_same_nodes(scheme_id):
    scheme = load_scheme(scheme_id)
    for node, spelled in zip(
        outline_of(scheme).nodes(), outline_of(spelled_out(scheme)).nodes(), strict=True
    ):
        assert (node.path, node.name, node.weight, node.way) == (
            spelled.path,
            spelled.name,
            spelled.weight,
            spelled.way,
        )


def test_every_key_of_a_node_belongs_to_weights_or_to_a_step():
    """A key that is added to the format must be given a place here."""
    known = {*WEIGHTS, *(key for keys in STEPS.values() for key in keys)}
    assert {*Steps.model_fields} <= known
    # what a spelled-out tree doesn't have, and what changes no score
    assert {*Node.model_fields} - known == {"name", "total", "children", "of", "each"}
    assert {*OF_SCHEME} <= {*STEPS}


def test_two_quite_different_schemes_can_be_laid_over_each_other():
    one, other = load_scheme("national-2016"), load_scheme("national-2021")
    pair = pair_of(one, other)
    trees = [{node.path for node in outline_of(scheme).nodes()} for scheme in (pair.one, pair.other)]
    assert trees[0] == trees[1]
    assert {node.path for node in outline_of(one).nodes()} <= trees[0]


def test_roots_correspond_whatever_their_codes():
    """Ties are broken by a path, which follows its root."""
    tree = {"children": {"a": 1, "b": 1}}
    one = simple.scheme(["a", "b"], {"top": tree})
    other = simple.scheme(["a", "b"], {"whole": tree}, ranks={"then": ["whole/b"]})
    pair = pair_of(one, other)
    assert (pair.weights, pair.steps) == ((), ("round",))
    assert pair.other.ranks.then == ("top/b",)


def test_a_mix_asks_for_the_attributes_of_both():
    one = simple.scheme(["a"], units={"region": ["east", "west"]})
    other = simple.scheme(["a"], {"top": {"children": {"a": 1}, "round": 1}}, units={"region": ["east"]})
    tree = {"top": {"children": {"a": 1}, "round": 1, "combine": "min"}}
    pair = pair_of(one, simple.scheme(["a"], tree, units={"region": ["east"], "level": []}))
    assert pair_of(one, other).mixed(Mix(steps=frozenset(["round"]))).units == {"region": ("east",)}
    mixed = pair.mixed(Mix(steps=frozenset(["round"])))
    assert mixed.units == {"region": ("east",), "level": ()}
    assert outline_of(mixed).root.combine.otherwise == "mean"
