"""The tree spelled out: every node with its path and everything that holds for it.

A leaf's keys come from the nearest that says them: the leaf itself, `each` of the branches above it from
the inside out, its indicator, the scheme's defaults.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kaohe.formulas import Formula, parse
from kaohe.messages import Text
from kaohe.schemes.choice import Cases, Switch, spelled
from kaohe.schemes.methods import Combine
from kaohe.schemes.model import Adjust, Direction, Node, Scheme, Steps
from kaohe.schemes.scales import AnyScale, NoScale
from kaohe.schemes.treatments import Missing, Treat
from kaohe.schemes.weightings import Computed

Weight = float | Switch[float]


@dataclass(frozen=True, slots=True)
class Way:
    """The steps a value takes at a node, in the fixed order; None or an empty tuple where there is none."""

    direction: Cases[Direction]
    missing: Cases[Missing]
    treat: Cases[Treat]
    scale: Cases[AnyScale]
    cap: Cases[float] | None
    adjust: tuple[Adjust, ...]
    round: int | None


@dataclass(frozen=True, slots=True)
class Leaf:
    """An indicator in its place, with the formula it is measured by and, where given, read by."""

    path: str
    code: str
    name: Text
    unit: str
    weight: Cases[float]
    formula: Cases[Formula]
    reading: Cases[Formula] | None
    way: Way


@dataclass(frozen=True, slots=True)
class Branch:
    """A node that combines its children; their weights are computed where it has a `weighting`, as shares of
    `total`.
    """

    path: str
    code: str
    name: Text
    weight: Cases[float]
    children: "tuple[Leaf | Branch, ...]"
    combine: Cases[Combine]
    mean_through: tuple[Formula, Formula] | None
    need: Cases[str | int | None]
    way: Way
    weighting: Computed | None = None
    total: float = 1.0


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole tree; `nodes()` gives children before parents, `leaves()` in reading order."""

    root: Leaf | Branch

    def nodes(self) -> "Iterator[Leaf | Branch]":
        yield from _children_first(self.root)

    def reading_order(self) -> "Iterator[Leaf | Branch]":
        yield from _parents_first(self.root)

    def leaves(self) -> Iterator[Leaf]:
        return (node for node in self.nodes() if isinstance(node, Leaf))


def outline_of(scheme: Scheme) -> Outline:
    """Spell out the tree of a scheme that has passed the loader's review."""
    code, node = next(iter(scheme.tree.items()))
    return Outline(_spell(scheme, code, code, node, node.weight, ()))


def indicator_formula(scheme: Scheme, code: str) -> Cases[Formula]:
    """The formula an indicator is measured by; by default the item of that code."""
    keys = scheme.indicators[code]
    return spelled(keys.formula or scheme.defaults.formula or code, lambda text: parse(text, "number"))


def indicator_name(scheme: Scheme, code: str) -> Text:
    """The indicator's name; by default that of the item it is, else its code."""
    item = scheme.items.get(code)
    return scheme.indicators[code].name or (item.name if item else Text(code, code))


def indicator_unit(scheme: Scheme, code: str) -> str | None:
    """The indicator's unit; by default that of the item it is."""
    keys = scheme.indicators[code]
    item = scheme.items.get(code) if keys.formula is None else None
    return keys.unit or (item.unit if item else None) or scheme.defaults.unit


def child_nodes(scheme: Scheme, node: Node) -> list[tuple[str, Node, Weight]]:
    """The children of a node with their weights: those written out, then those hung by `of`."""
    hung = tuple(scheme.indicators) if node.of == "all" else node.of or ()
    column = node.weights if isinstance(node.weights, str) and node.weights != "equal" else None
    children = [(code, child, _weight(scheme, code, child, column)) for code, child in node.children.items()]
    return children + [(code, Node(), _weight(scheme, code, Node(), column)) for code in hung]


def _weight(scheme: Scheme, code: str, child: Node, column: str | None) -> Weight:
    if column is None or "weight" in child.model_fields_set or code not in scheme.indicators:
        return child.weight
    return scheme.indicators[code].weights.get(column, scheme.defaults.weights.get(column, 0.0))


def _spell(
    scheme: Scheme, code: str, path: str, node: Node, weight: Weight, each: tuple[Steps, ...]
) -> Leaf | Branch:
    if not node.children and node.of is None:
        return _leaf(scheme, code, path, node, weight, each)
    inner = (node.each, *each) if node.each else each
    children = tuple(
        _spell(scheme, child_code, f"{path}/{child_code}", child, child_weight, inner)
        for child_code, child, child_weight in child_nodes(scheme, node)
    )
    through = (
        (parse(node.through, "number"), parse(node.back, "number")) if node.through and node.back else None
    )
    name = node.name or Text(code, code)
    combine, need = spelled(node.combine), spelled(node.need)
    weighting = None if isinstance(node.weights, str) else node.weights
    steps = combine, through, need, _way(node)
    return Branch(path, code, name, spelled(weight), children, *steps, weighting, node.total or 1.0)


def _leaf(scheme: Scheme, code: str, path: str, node: Node, weight: Weight, each: tuple[Steps, ...]) -> Leaf:
    layers = leaf_layers(scheme, code, node, each)
    reading = said("reading", layers)
    return Leaf(
        path=path,
        code=code,
        name=node.name or indicator_name(scheme, code),
        unit=indicator_unit(scheme, code) or "",
        weight=spelled(weight),
        formula=indicator_formula(scheme, code),
        reading=None if reading is None else spelled(reading, lambda text: parse(text, "number")),
        way=_way(*layers),
    )


def _way(*layers: Steps) -> Way:
    steps = {key: said(key, layers) for key in Steps.model_fields}
    return Way(
        direction=spelled(steps["direction"] or "higher"),
        missing=spelled(steps["missing"] or "leave"),
        treat=spelled(steps["treat"] or "none"),
        scale=spelled(steps["scale"] or NoScale()),
        cap=None if steps["cap"] is None else spelled(steps["cap"]),
        adjust=steps["adjust"] or (),
        round=steps["round"],
    )


def leaf_layers(scheme: Scheme, code: str, node: Node, each: tuple[Steps, ...]) -> tuple[Steps, ...]:
    """Where the keys of a leaf may be said, the nearest first; `each` are those of the branches above it."""
    return (node, *each, scheme.indicators[code], scheme.defaults)


def said(key: str, layers: tuple[Steps, ...]) -> Any:
    """The value of a key in the first layer that says it; None where none does."""
    return next((value for layer in layers if (value := getattr(layer, key)) is not None), None)


def _children_first(node: Leaf | Branch) -> Iterator[Leaf | Branch]:
    if isinstance(node, Branch):
        for child in node.children:
            yield from _children_first(child)
    yield node


def _parents_first(node: Leaf | Branch) -> Iterator[Leaf | Branch]:
    yield node
    if isinstance(node, Branch):
        for child in node.children:
            yield from _parents_first(child)
