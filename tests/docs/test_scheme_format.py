"""The worked tables of the scheme format are true, and no key of the format is left out."""

import csv
import re
from importlib.resources import as_file
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from pydantic import BaseModel

from kaohe.figures import figures_of
from kaohe.formulas.parsing import ARGUMENTS
from kaohe.packs import pack_file
from kaohe.schemes import Scheme, read_scheme
from kaohe.scoring import Scores, score
from kaohe.workbooks import read_figures
from tests.docs.pages import DOCS, blocks, tables

PAGE = DOCS / "reference" / "scheme-format.md"
HEAD = "format: 1\nid: worked\nname: worked\nstatus: example\n"
DEFAULTS = "defaults: {direction: higher, provenance: reconstructed}\n"


def rows(*heads: str) -> list[tuple[str, ...]]:
    found = [tuple(row) for header, body in tables(PAGE) if header == list(heads) for row in body]
    assert found, heads
    return found


def plain(cell: str) -> str:
    return cell.strip("`").replace('"', "'")


def numbers(cell: str) -> list[float]:
    return [np.nan if each.strip() == "—" else float(each) for each in cell.split(",")]


def scored(text: str, items: dict[str, list[float]]) -> Scores:
    scheme = read_scheme(HEAD + text, Path("worked.yaml"))
    units = [chr(ord("a") + place) for place in range(len(next(iter(items.values()))))]
    return score(figures_of(units, items), scheme)


def one_indicator(keys: str, values: list[float]) -> np.ndarray:
    text = f"items: {{v: {{name: v, unit: u}}}}\n{DEFAULTS}indicators: {{v: {{{keys}}}}}\ntree: {{v: 1}}\n"
    return scored(text, {"v": values}).root.score.values


def check(found: np.ndarray, shown: str) -> None:
    np.testing.assert_allclose(found, numbers(shown), rtol=0, atol=5e-7)


@pytest.mark.parametrize(
    ("scale", "direction", "values", "scores"), rows("scale", "direction", "values", "scores")
)
def test_scales(scale, direction, values, scores):
    check(one_indicator(f"scale: {plain(scale)}, direction: {plain(direction)}", numbers(values)), scores)


@pytest.mark.parametrize(("treat", "values", "becomes"), rows("treat", "values", "becomes"))
def test_treatments(treat, values, becomes):
    check(one_indicator(f"treat: {plain(treat)}", numbers(values)), becomes)


@pytest.mark.parametrize(("missing", "values", "becomes"), rows("missing", "values", "becomes"))
def test_missing(missing, values, becomes):
    check(one_indicator(f"missing: {plain(missing)}", numbers(values)), becomes)


CHILD = re.compile(r"(—|-?[\d.]+) \(([\d.]+)\)")


@pytest.mark.parametrize(("combine", "children", "result"), rows("combine", "children (weight)", "result"))
def test_combining(combine, children, result):
    given = dict(zip("abc", CHILD.findall(children), strict=False))
    items = ", ".join(f"{code}: {{name: {code}, unit: u}}" for code in given)
    weights = ", ".join(f"{code}: {weight}" for code, (_, weight) in given.items())
    how = plain(combine)
    keys = how[1:-1] if "through" in how else f"combine: {how}"
    empty = ", ".join(f"{code}: {{}}" for code in given)
    tree = f"tree: {{t: {{{keys}, children: {{{weights}}}}}}}"
    text = f"items: {{{items}}}\n{DEFAULTS}indicators: {{{empty}}}\n{tree}\n"
    found = scored(text, {code: numbers(value) for code, (value, _) in given.items()})
    check(found.root.score.values, result)


COMPARED = re.compile(r"`(.+)` \((\d), (\d)\)")


@pytest.mark.parametrize(("compared", "a", "b", "result"), rows("compared", "a", "b", "result"))
def test_comparing(compared, a, b, result):
    how, *weights = COMPARED.fullmatch(compared).groups()
    node = f"combine: {how}, children: {{a: {weights[0]}, b: {weights[1]}}}"
    check(two(node, a, b).root.score.values, result)


def two(node, a, b):
    items = "items: {a: {name: a, unit: u}, b: {name: b, unit: u}}\n"
    text = f"{items}{DEFAULTS}indicators: {{a: {{}}, b: {{}}}}\ntree: {{t: {{{node}}}}}\n"
    return scored(text, {"a": numbers(a), "b": numbers(b)})


@pytest.mark.parametrize(("weights", "a", "b", "found"), rows("weights", "a", "b", "weight of a, of b"))
def test_computed_weights(weights, a, b, found):
    scores = two(f"weights: {weights.strip('`')}, children: {{a: 1, b: 1}}", a, b)
    check(np.array([scores.nodes[path].weight[0] for path in ("t/a", "t/b")]), found)


@pytest.mark.parametrize(("formula", "where", "gives"), rows("formula", "where", "gives"))
def test_formulas(formula, where, gives):
    given = dict(re.findall(r"(\w) (?:= )?(missing|-?\d+)", where))
    columns = {code: [np.nan] if value == "missing" else [float(value)] for code, value in given.items()}
    items = ", ".join(f"{code}: {{name: {code}, unit: u}}" for code in {*columns, "z"})
    indicators = f"indicators: {{v: {{unit: u, formula: '{plain(formula)}'}}}}"
    text = f"items: {{{items}}}\n{DEFAULTS}{indicators}\ntree: {{v: 1}}\n"
    value = scored(text, columns or {"z": [0.0]}).root.value
    if not gives.startswith("missing"):
        assert value.values[0] == float(gives)
        return
    cause = value.cause(0)
    assert gives == f"missing: `{cause.reason.name.lower()}:{cause.name}`"


def test_the_functions_are_all_named():
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"`{function}" in text for function in ARGUMENTS)
    assert "eight functions" in text and len(ARGUMENTS) == 8


def models(kind: Any, seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    """Every model that a model's fields lead to."""
    if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in seen:
        seen.add(kind)
        for field in kind.model_fields.values():
            models(field.annotation, seen)
            for more in field.metadata:
                models(more, seen)
    for inner in get_args(kind):
        models(inner, seen)
    return seen


def keys() -> list[tuple[str, str]]:
    found = models(Scheme, set())
    assert len(found) > 40
    return sorted(
        {
            (kind.__name__.split("[")[0], field.alias or name)
            for kind in found
            for name, field in kind.model_fields.items()
        }
    )


@pytest.mark.parametrize(("model", "key"), keys())
def test_every_key_of_the_format_is_documented(model, key):
    assert re.search(rf"`[^`]*\b{re.escape(key)}\b[^`]*`", PAGE.read_text(encoding="utf-8")), f"{model}.{key}"


def words_of(kind: Any) -> set[str]:
    """The words that a key may take."""
    if isinstance(kind, str):
        return {kind}
    return {word for inner in get_args(kind) for word in words_of(inner)}


@pytest.mark.parametrize(
    "model", sorted(models(Scheme, set()), key=lambda each: each.__name__), ids=lambda each: each.__name__
)
def test_every_word_of_the_format_is_documented(model):
    text = PAGE.read_text(encoding="utf-8")
    words = {word for field in model.model_fields.values() for word in words_of(field.annotation)}
    said = set(re.findall(r"[\w-]+", " ".join(re.findall(r"`([^`\n]+)`", text))))
    assert words <= said | {"*"}


def test_the_hdi_of_the_page_gives_the_published_values(tmp_path):
    text = next(block.text for block in blocks(PAGE) if block.title == "hdi.yaml")
    table = pack_file("figures", "hdi-2022.csv")
    with as_file(table) as file:
        figures = read_figures(file, scheme := read_scheme(text, Path("hdi.yaml"))).figures
    published = {
        row["unit"]: row["hdi_published"] for row in csv.DictReader(table.read_text("utf-8").splitlines())
    }
    found = dict(zip(figures.units, score(figures, scheme).root.score.values, strict=True))
    assert sum(value != "" for value in published.values()) == 193
    assert {unit: f"{value:.3f}" if np.isfinite(value) else "" for unit, value in found.items()} == {
        unit: f"{float(value):.3f}" if value else "" for unit, value in published.items()
    }
