"""The tree spelled out: what a leaf takes from where, `of` and columns of weights."""

from pathlib import Path

import pytest

from kaohe.schemes import Branch, Leaf, outline_of, read_scheme
from kaohe.schemes.choice import spelled

TEXT = """\
format: 1
id: outlined
name: outlined
status: example
units: {region: [E, W]}
frames: {prev: {year: -1}}
items:
  gdp: {name: {zh: 生产总值, en: GDP}, unit: 万元}
  tax: {name: tax, unit: 万元}
defaults:
  direction: higher
  provenance: published
  cap: 1
  missing: zero
  weights: {change: 5}
indicators:
  gdp: {weights: {level: 60, change: {by: region, E: 30, else: 10}}}
  tax: {cap: 2, round: 1, weights: {level: 40}}
tree:
  index:
    each: {cap: 3, round: 2, scale: minmax}
    children:
      level: {of: all, weights: level}
      change:
        of: [tax]
        weights: change
        each: {reading: x / prev.x - 1, round: 4}
        children:
          gdp: {weight: 7, cap: 9}
      even: {weights: equal, children: {gdp: null, tax: {name: own name, direction: lower}}}
"""


@pytest.fixture(scope="module")
def nodes():
    return {node.path: node for node in outline_of(read_scheme(TEXT, Path("a.yaml"))).nodes()}


def said(node):
    way = node.way
    return [None if choice is None else choice.otherwise for choice in (way.cap, way.missing)] + [way.round]


def test_the_nearest_word_holds(nodes):
    assert said(nodes["index/level/gdp"]) == [3, "zero", 2]
    assert said(nodes["index/level/tax"]) == [3, "zero", 2]
    assert said(nodes["index/change/tax"]) == [3, "zero", 4]
    assert said(nodes["index/change/gdp"]) == [9, "zero", 4]


def test_a_branch_takes_its_steps_from_itself_alone(nodes):
    assert said(nodes["index/level"]) == [None, "leave", None]
    assert type(nodes["index/level"].way.scale.otherwise).__name__ == "NoScale"


def test_weights_from_a_column_a_default_or_the_child_itself(nodes):
    def weight(path):
        return nodes[path].weight

    assert weight("index/level/gdp").otherwise == 60
    assert weight("index/level/tax").otherwise == 40
    assert weight("index/change/gdp").otherwise == 7
    assert weight("index/change/tax").otherwise == 5
    assert weight("index/even/gdp").otherwise == 1


def test_children_written_out_come_before_those_hung_by_of(nodes):
    order = [path for path in nodes if path.startswith("index/change/")]
    assert order == ["index/change/gdp", "index/change/tax"]


def test_a_switch_of_weights_is_spelled_out(nodes):
    text = TEXT.replace("gdp: {weight: 7, cap: 9}", "gdp: {cap: 9}")
    tree = {node.path: node for node in outline_of(read_scheme(text, Path("a.yaml"))).nodes()}
    weight = tree["index/change/gdp"].weight
    assert (weight.by, weight.named, weight.otherwise) == ("region", {"E": 30}, 10)


def test_names_readings_and_units(nodes):
    assert nodes["index/level/gdp"].name.zh == "生产总值"
    assert nodes["index/even/tax"].name.en == "own name"
    assert nodes["index"].name.zh == "index"
    assert nodes["index/level/gdp"].reading is None
    assert nodes["index/change/gdp"].reading.otherwise.text == "x / prev.x - 1"
    assert nodes["index/level/gdp"].unit == "万元"
    assert isinstance(nodes["index/level/gdp"], Leaf)
    assert isinstance(nodes["index"], Branch)


def test_both_orders_of_the_tree():
    outline = outline_of(read_scheme(TEXT, Path("a.yaml")))
    children_first, parents_first = list(outline.nodes()), list(outline.reading_order())
    assert children_first[-1] is parents_first[0] is outline.root
    assert {node.path for node in children_first} == {node.path for node in parents_first}
    assert [leaf.path for leaf in outline.leaves()] == [
        node.path for node in parents_first if isinstance(node, Leaf)
    ]


def test_a_plain_value_is_for_everyone():
    assert list(spelled(3.0).all()) == [3.0]
    assert list(spelled(None).all()) == [None]
