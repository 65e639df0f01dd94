"""A scheme with any part of it replaced by anything is refused with reasons, or sound: never an accident."""

import copy
import json
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaohe.figures import figures_of
from kaohe.messages import Refused
from kaohe.packs import parse_yaml
from kaohe.schemes import outline_of, read_scheme
from kaohe.scoring import contributions_of, score, standings_of

RICH = """
format: 1
id: rich
name: {zh: 全, en: rich}
status: example
applies: {from: 2016, until: 2030}
units: {region: [E, W]}
frames: {prev: {year: -1}, city: {through: host}, target: {given: true}}
items:
  a: {name: a, unit: u, bounds: [0, null], defined_from: 2016}
  b: {name: b, unit: u, kind: count, count: firms, where: {level: [national]}, distinct: body}
  g: {name: g, unit: u, kind: grade, grades: [{name: 好, points: 3}]}
checks: [{code: parts, that: a <= b, level: soft, say: a}, {code: each, each: [count], that: x > 0, say: b}]
defaults: {direction: higher, provenance: published, missing: leave, unit: u}
indicators:
  a: {weights: {level: 60, change: {by: region, E: 1, else: 2}}, treat: {winsorise: {most: 2}, else: log}}
  b:
    weights: {level: 40}
    direction: lower
    scale: {efficacy: [60, 100], between: [9, 1], clip: true}
    cap: 90
  c:
    formula: {by: region, E: a / b, W: prev.a}
    direction: {best: [1, 3]}
    scale: {band: [1, 3], zero: [0, 9]}
  d:
    formula: "coalesce(city.a, 2)"
    scale: {growth: {base: target.x, below: least}}
    missing: {mean: region}
tree:
  top:
    combine: {by: region, E: mean, W: {power: 2}}
    need: 50%
    round: 2
    adjust: [{bonus: 0.5 * b, at_most: 3}, {veto: a > 8, effect: {class: good}}]
    children:
      left:
        weight: 3
        of: [a, b]
        weights: level
        total: 100
        each: {scale: {minmax: [0, 100], within: region}}
      right: {through: ln(x), back: exp(x), children: {c: {by: region, E: 2, else: 0}, d: {reading: x + 1}}}
      both: {combine: {formula: a - b}, children: {a: null, b: 2}}
      paired: {weights: {ahp: {a: {b: 3}}}, combine: {grey: {distinguishing: 0.5}}, need: 1, of: [a, b]}
      mixed:
        combine: {topsis: {normalise: none}}
        weights: {blend: {given: 0.5, entropy: 0.25, ahp: 0.25}, ahp: {a: {b: 1/3}}}
        children: {a: 2, b: 1}
ranks:
  ties: average
  round: 4
  within: [region]
  then: [top/left]
  classes: [{name: good, first: 20%}, {name: rest}]
"""
PLAIN = parse_yaml(RICH, "rich.yaml")[0]


def places(value, path=()):
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield from places(part, (*path, key))


PLACES = list(places(PLAIN))
words = st.sampled_from(
    [
        "",
        "a",
        "x",
        "prev",
        "prev.x",
        "top",
        "region",
        "E",
        "min",
        "all",
        "mean",
        "log",
        "0",
        "a / b",
        "a > b",
        "等",
    ]
)
atoms = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 200), st.floats(-1e6, 1e6), words, st.text(max_size=4)
)
KEYS = sorted({step for path in PLACES for step in path if isinstance(step, str)})
keys = st.one_of(words, st.sampled_from(KEYS))
anything = st.recursive(
    st.one_of(atoms, st.sampled_from(PLACES).map(lambda path: at(PLAIN, path))),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=5,
)


def at(value, path):
    for step in path:
        value = value[step]
    return value


def mangled(path, new, renamed):
    whole = copy.deepcopy(PLAIN)
    if not path:
        return new
    holder = at(whole, path[:-1])
    if renamed is not None and isinstance(holder, dict):
        holder[renamed] = holder.pop(path[-1])
    else:
        holder[path[-1]] = new
    return whole


FIGURES = figures_of(
    ["u", "v", "w"],
    {"a": [1, 5, np.nan], "b": [2, 3, 4], "g": [1, 2, 3]},
    attributes={"region": ["E", "W", "E"], "host": ["X", None, "X"]},
    data_year=2020,
)


def test_the_whole_of_it_is_sound():
    scores = score(FIGURES, read_scheme(RICH, Path("rich.yaml")))
    assert standings_of(scores).rows


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(PLACES), anything, st.one_of(st.none(), keys))
def test_any_part_replaced(path, new, renamed):
    text = json.dumps(mangled(path, new, renamed), ensure_ascii=False)
    try:
        scheme = read_scheme(text, Path("rich.yaml"))
    except Refused as refused:
        assert refused.problems
        for problem in refused.problems:
            assert problem.text("zh")
            assert problem.text("en")
        return
    assert list(outline_of(scheme).nodes())
    try:
        contributions_of(score(FIGURES, scheme))
    except Refused as refused:
        assert all(problem.text("zh") for problem in refused.problems)
