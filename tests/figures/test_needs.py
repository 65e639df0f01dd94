"""Which items a scheme looks up, through which frames."""

from pathlib import Path

import pytest

from kaohe.figures import needed_items
from kaohe.schemes import load_scheme, read_scheme

HEAD = """
format: 1
id: needs
name: 需要
status: example
frames: {prev: {year: -1}, city: {through: host}, target: {given: true}}
items: {a: {name: 甲, unit: 万元}, b: {name: 乙, unit: 万元}, c: {name: 丙, unit: 万元}}
defaults: {direction: higher, provenance: reconstructed}
"""


def needs(indicators: str, tree: str, **options) -> dict[tuple[str, ...], set[str]]:
    text = f"{HEAD}indicators: {indicators}\ntree: {tree}\n"
    found = needed_items(read_scheme(text, Path("needs.yaml")), **options)
    return {frames: set(items) for frames, items in found.items()}


@pytest.mark.parametrize(
    ("indicators", "tree", "expected"),
    [
        ("{a: {}}", "{t: {children: {a: 1}}}", {(): {"a"}}),
        (
            "{s: {name: 占, unit: 比, formula: a / city.b}}",
            "{t: {children: {s: 1}}}",
            {(): {"a"}, ("city",): {"b"}},
        ),
        ("{a: {reading: x / prev.x - 1}}", "{t: {children: {a: 1}}}", {(): {"a"}, ("prev",): {"a"}}),
        (
            "{s: {name: 占, unit: 比, formula: a / city.a, reading: x - prev.x}}",
            "{t: {children: {s: 1}}}",
            {(): {"a"}, ("city",): {"a"}, ("prev",): {"a"}, ("prev", "city"): {"a"}},
        ),
        ("{a: {scale: {ratio: target.x}}}", "{t: {children: {a: 1}}}", {(): {"a"}, ("target",): {"a"}}),
        ("{a: {scale: {growth: {}}}}", "{t: {children: {a: 1}}}", {(): {"a"}, ("prev",): {"a"}}),
        (
            "{a: {scale: {minmax: [0, 1], pool: [prev]}}}",
            "{t: {children: {a: 1}}}",
            {(): {"a"}, ("prev",): {"a"}},
        ),
        ("{a: {}}", "{t: {children: {a: 1}, adjust: [{bonus: b}, {veto: c > 1}]}}", {(): {"a", "b", "c"}}),
        (
            "{d: {name: 丁, unit: 比, formula: a + prev.e}, e: {name: 戊, unit: 比, formula: b * c}}",
            "{t: {children: {d: 1}}}",
            {(): {"a"}, ("prev",): {"b", "c"}},
        ),
    ],
)
def test_items_by_the_frames_they_are_seen_through(indicators, tree, expected):
    assert needs(indicators, tree) == expected


def test_an_indicator_given_in_a_frame_needs_no_items_there():
    indicators = "{s: {name: 占, unit: 比, formula: a / city.a, reading: x - prev.x}}"
    found = needs(indicators, "{t: {children: {s: 1}}}", given={("prev",): frozenset({"s"})})
    assert found == {(): {"a"}, ("city",): {"a"}}


def test_what_only_checks_look_up_is_needed_only_for_them():
    scheme = load_scheme("national-2016")
    assert "gdp" in needed_items(scheme)["city",]
    assert ("prev",) in needed_items(scheme, checks=True)
    assert all(set(items) <= set(scheme.items) for items in needed_items(scheme, checks=True).values())
