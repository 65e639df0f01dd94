"""Where a plan points, and what it is told when it points nowhere."""

import json
from pathlib import Path

import pytest
import yaml

import kaohe.messages
from kaohe.messages import Refused
from kaohe.robustness.factors import Drop, Errors, Noise, OneOf, Sets
from kaohe.robustness.resolving import read_doubts
from kaohe.robustness.run import MOST_UNITS, Runner
from tests.robustness.doubting import doubts
from tests.scoring import simple

TREE = {"top": {"children": {"p": {"children": {"a": 1, "b": 3}}, "c": {"by": "r", "E": 1, "W": 2}}}}
SCHEME = simple.scheme({"a": {}, "b": {}, "c": {}}, TREE, units={"r": ["E", "W"]})
LEAVES = {"top/p/a", "top/p/b", "top/c"}


def factor(**said):
    return doubts(SCHEME, said).factors[0]


@pytest.mark.parametrize(
    ("at", "paths"),
    [
        ("scale", LEAVES),
        ("indicators.a.scale", {"top/p/a"}),
        ("top/p.scale", {"top/p/a", "top/p/b"}),
        ("top/c.scale", {"top/c"}),
    ],
)
def test_steps_of_leaves(at, paths):
    found = factor(at=at, one_of=["as_is", "minmax"])
    assert isinstance(found, OneOf)
    assert (found.step, found.paths, len(found.alternatives)) == ("scale", paths, 2)
    assert found.alternatives[0] is None


def test_combinations_of_branches():
    assert factor(at="combine", one_of=["mean", "geometric"]).paths == {"top", "top/p"}
    assert factor(at="top/p.combine", one_of=["mean", {"power": 2}]).paths == {"top/p"}


def test_weights_items_and_indicators():
    assert factor(at="weights", noise="25%") == Noise(("top/p", "top/p/a", "top/p/b", "top/c"), 0.25)
    assert factor(at="top/p.weights", noise="5%") == Noise(("top/p/a", "top/p/b"), 0.05)
    assert factor(at="indicators", drop="10%") == Drop(("top/p/a", "top/p/b", "top/c"), 0.1)
    assert factor(at="indicators.b", drop="10%") == Drop(("top/p/b",), 0.1)
    assert factor(at="items.b", error="5%") == Errors(("b",), 0.05, True, "normal")
    assert factor(at="items", error=3, shape="uniform") == Errors(("a", "b", "c"), 3, False, "uniform")


def test_sets_from_a_file(tmp_path):
    (tmp_path / "w.csv").write_text("set,node,weight\n1,top/p/a,2\n1,top/p/b,2\n2,top/p/a,5\n", "utf-8")
    plan = tmp_path / "doubts.yaml"
    plan.write_text("format: 1\nid: d\nuncertain:\n  - {at: top/p.weights, sets: w.csv}\n", "utf-8")
    found = read_doubts(plan, SCHEME).factors[0]
    assert isinstance(found, Sets)
    assert found.paths == ("top/p/a", "top/p/b")
    assert found.weights.tolist()[0] == [2, 2]
    assert found.weights[1, 0] == 5
    for text, code in (
        ("set,knoten,weight\n", "robustness.heads"),
        ("set,node,weight\n1,top/p/a,much\n", "robustness.weight_row"),
        ("", "robustness.heads"),
    ):
        (tmp_path / "w.csv").write_text(text, "utf-8")
        with pytest.raises(Refused) as refused:
            read_doubts(plan, SCHEME)
        assert refused.value.problems[0].code == code


REFUSED = [
    ({"at": "items", "error": "5%", "drop": "5%"}, "robustness.one_kind"),
    ({"at": "items"}, "robustness.one_kind"),
    ({"at": "items.z", "error": "5%"}, "robustness.unknown_place"),
    ({"at": "item", "error": "5%"}, "robustness.unknown_place"),
    ({"at": "indicators.z", "drop": "5%"}, "robustness.unknown_place"),
    ({"at": "top/c.weights", "noise": "5%"}, "robustness.unknown_place"),
    ({"at": "top.weight", "noise": "5%"}, "robustness.unknown_place"),
    ({"at": "top/z.scale", "one_of": ["minmax", "zscore"]}, "robustness.unknown_place"),
    ({"at": "top/c.combine", "one_of": ["mean", "sum"]}, "robustness.unknown_place"),
    ({"at": "need", "one_of": [1, 2]}, "robustness.unknown_place"),
    ({"at": "items", "error": "0%"}, "robustness.share"),
    ({"at": "items", "error": -1}, "robustness.not_positive"),
    ({"at": "weights", "noise": "100%"}, "robustness.share"),
    ({"at": "indicators", "drop": "100%"}, "robustness.share"),
    ({"at": "scale", "one_of": ["minmax"]}, "robustness.one_alternative"),
    ({"at": "scale", "one_of": ["minmax", "maximin"]}, "robustness.not_an_alternative"),
    ({"at": "treat", "one_of": ["none", {"boxcox": "x"}]}, "robustness.not_an_alternative"),
    (
        {"at": "scale", "one_of": ["zscore", {"minmax": [0, 1], "within": "z"}]},
        "schemes.unknown_attribute",
    ),
    ({"at": "missing", "one_of": ["zero", {"mean": "z"}]}, "schemes.unknown_attribute"),
    ({"at": "scale", "one_of": ["zscore", {"by": "z", "E": "minmax"}]}, "schemes.unknown_attribute"),
    ({"at": "scale", "one_of": ["zscore", {"target": "gdp"}]}, "schemes.unknown_name"),
    ({"at": "scale", "one_of": ["zscore", {"by": "r", "E": "minmax"}]}, "schemes.no_case"),
    ({"at": "combine", "one_of": ["mean", {"formula": "p + z"}]}, "schemes.unknown_child"),
    ({"at": "weights", "sets": [{"top/z": 1}]}, "robustness.unknown_path"),
    ({"at": "weights", "sets": [{"top/c": -1}]}, "robustness.negative_weight"),
    ({"at": "weights", "sets": "none.csv"}, "robustness.no_file"),
]


@pytest.mark.parametrize(("said", "code"), REFUSED)
def test_what_is_refused_names_its_line(tmp_path, said, code):
    file = tmp_path / "doubts.yaml"
    first = {"at": "weights", "noise": "5%"}
    lines = "\n".join(f"  - {json.dumps(each, ensure_ascii=False)}" for each in (first, said))
    file.write_text(f"format: 1\nid: d\nuncertain:\n{lines}\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_doubts(file, SCHEME)
    (problem,) = refused.value.problems
    assert problem.code == code
    assert (problem.place.file, problem.place.line) == ("doubts.yaml", 5)
    assert problem.words("zh")
    assert problem.words("en")


def test_plans_that_are_not_there_or_group_by_nothing(tmp_path):
    with pytest.raises(Refused, match="no such file"):
        read_doubts(tmp_path / "none.yaml", SCHEME)
    with pytest.raises(Refused) as refused:
        doubts(SCHEME, {"at": "weights", "noise": "5%"}, within=["z"])
    assert [problem.code for problem in refused.value.problems] == ["robustness.unknown_attribute"]


def test_a_set_that_leaves_a_weight_by_case_is_refused():
    said = doubts(SCHEME, {"at": "top.weights", "sets": [{"top/p": 1, "top/c": 1}, {"top/p": 2}]})
    with pytest.raises(Refused, match="differs between units"):
        Runner(simple.figures({"a": [1, 2], "b": [1, 2], "c": [1, 2]}, r=["E", "W"]), SCHEME, said.factors)


def test_sets_cant_replace_weights_that_are_computed():
    tree = {"top": {"weights": {"entropy": {}}, "children": {"a": 1, "b": 1}}}
    of = simple.scheme(("a", "b"), tree)
    said = doubts(of, {"at": "top.weights", "sets": [{"top/a": 1}, {"top/a": 2}]})
    with pytest.raises(Refused) as refused:
        Runner(simple.figures({"a": [1, 2, 4], "b": [1, 2, 3]}), of, said.factors)
    assert [problem.code for problem in refused.value.problems] == ["robustness.sets_computed"]


def test_too_many_units_are_refused():
    count = MOST_UNITS + 1
    figures = simple.figures({code: [1.0] * count for code in "abc"}, r=["E"] * count)
    with pytest.raises(Refused, match="5000"):
        Runner(figures, SCHEME, ())


def test_every_refusal_of_the_room_is_shown_somewhere():
    """Here, or in the tests of the room's other files and of its command."""
    tests = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("*.py"))
    texts = Path(kaohe.messages.__file__).parent / "texts" / "robustness.yaml"
    refusals = set(yaml.safe_load(texts.read_text(encoding="utf-8"))) - SAID_BY_THE_COMMAND
    said = {code for code in refusals if f'"{code}"' not in tests and code not in BY_THEIR_WORDS}
    assert not {code for code in said if code.count(".") == 1}


BY_THEIR_WORDS = {"robustness.base", "robustness.set_by_case", "robustness.too_many_units"}
SAID_BY_THE_COMMAND = {
    f"robustness.{name}"
    for name in ("about", "done", "drawing", "errors_not_kept", "no_seed", "stopped", "usual", "more_near")
}
