"""Two schemes laid over one tree, so that each node's weight and steps can be taken from either.

A node that only one tree has stands in the other with weight 0, which means not applicable: it changes no
score there, and that it counts in one scheme only becomes a matter of weights. Roots correspond whatever
their codes.
"""

from dataclasses import dataclass

from kaohe.messages import Problem, Refused
from kaohe.schemes import Scheme
from kaohe.schemes.model import Node
from kaohe.studies.comparing.spelling import spelled_out

STEPS = {
    "measure": ("reading",),
    "missing": ("missing",),
    "treat": ("treat",),
    "scale": ("direction", "scale"),
    "cap": ("cap",),
    "combine": ("combine", "through", "back", "need"),
    "adjust": ("adjust",),
    "round": ("round",),
}
"""The steps of method in their fixed order, each with the keys of a node that say it."""
OF_SCHEME = {"measure": ("items", "indicators", "frames"), "round": ("ranks",)}
"""What a step takes from outside the tree: formulas and what they name, and how places are taken."""
WEIGHTS = ("weight", "weights")
WHOLE = "scheme"
"""The only step of schemes that can't be mixed: all of the one or all of the other."""


@dataclass(frozen=True, slots=True)
class Mix:
    """What is taken from the second result: its figures, the weights below these branches, these steps."""

    data: bool = False
    weights: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two schemes; `weights` are the branches whose children's weights differ, `steps` the steps that do."""

    one: Scheme
    other: Scheme
    weights: tuple[str, ...]
    steps: tuple[str, ...]

    def mixed(self, mix: Mix) -> Scheme:
        """The first scheme with what `mix` names from the second."""
        if not mix.weights and not mix.steps:
            return self.one
        if mix.weights == frozenset(self.weights) and mix.steps == frozenset(self.steps):
            return self.other
        ((code, root),) = self.one.tree.items()
        ((_, opposite),) = self.other.tree.items()
        parts = {key: getattr(self.other, key) for step in mix.steps for key in OF_SCHEME.get(step, ())}
        tree = {code: _mixed(code, root, opposite, mix)}
        return self.one.model_copy(update={**parts, "tree": tree, "units": _units(self.one, self.other)})


def pair_of(one: Scheme, other: Scheme) -> Pair:
    """Lay two schemes over each other. `Refused` where a node is an indicator here and a branch there."""
    first, second = spelled_out(one), spelled_out(other)
    ((code, root),) = first.tree.items()
    ((other_code, opposite),) = second.tree.items()
    problems: list[Problem] = []
    left, right = _united(code, root, opposite, problems)
    if problems:
        raise Refused(problems)
    ranks = second.ranks.model_copy(
        update={"then": tuple(code + path[len(other_code) :] for path in second.ranks.then)}
    )
    first, second = (
        first.model_copy(update={"tree": {code: left}, **_names(first, second)}),
        second.model_copy(update={"tree": {code: right}, **_names(second, first), "ranks": ranks}),
    )
    steps = tuple(step for step in STEPS if _step_differs(step, first, second, (left, right)))
    return Pair(first, second, tuple(_weighed_differently(code, left, right)), steps)


def apart(one: Scheme, other: Scheme) -> Pair:
    """Two schemes that can't be mixed: all of the one or all of the other."""
    first, second = spelled_out(one), spelled_out(other)
    return Pair(first, second, (), () if first == second else (WHOLE,))


def _united(path: str, one: Node, other: Node, problems: list[Problem]) -> tuple[Node, Node]:
    if bool(one.children) != bool(other.children):
        problems.append(Problem("compare.leaf_and_branch", {"node": path}, level="note"))
        return one, other
    left: dict[str, Node] = {}
    right: dict[str, Node] = {}
    for code in dict.fromkeys((*one.children, *other.children)):
        here, there = one.children.get(code), other.children.get(code)
        if here is not None and there is not None:
            here, there = _united(f"{path}/{code}", here, there, problems)
        left[code], right[code] = here or _without(there), there or _without(here)
    return one.model_copy(update={"children": left}), other.model_copy(update={"children": right})


def _without(node: Node | None) -> Node:
    """A node of the other tree, which doesn't count in this one."""
    assert node is not None
    return node.model_copy(update={"weight": 0.0})


def _names(own: Scheme, other: Scheme) -> dict[str, object]:
    """Items, indicators and frames of a scheme, and those that only the other has: what is taken from there
    names them. A name that is the scheme's own keeps its meaning."""
    foreign = {code: item for code, item in other.items.items() if code not in own.indicators}
    return {
        "items": {**foreign, **own.items},
        "indicators": {**other.indicators, **own.indicators},
        "frames": {**other.frames, **own.frames},
    }


def _units(one: Scheme, other: Scheme) -> dict[str, tuple[str, ...]]:
    """Attributes that either scheme asks for; a value must be known to each that lists values."""
    merged = {**other.units, **one.units}
    for attribute in one.units.keys() & other.units.keys():
        here, there = one.units[attribute], other.units[attribute]
        merged[attribute] = (
            tuple(value for value in here if value in there) if here and there else here or there
        )
    return merged


def _mixed(path: str, one: Node, other: Node, mix: Mix) -> Node:
    keys = {key: getattr(other, key) for step in mix.steps for key in STEPS[step]}
    children = {
        code: _mixed(f"{path}/{code}", child, other.children[code], mix)
        for code, child in one.children.items()
    }
    if path in mix.weights:
        keys["weights"] = other.weights
        children = {
            code: child.model_copy(update={"weight": other.children[code].weight})
            for code, child in children.items()
        }
    return one.model_copy(update={**keys, "children": children})


def _step_differs(step: str, first: Scheme, second: Scheme, nodes: tuple[Node, Node]) -> bool:
    outside = OF_SCHEME.get(step, ())
    return any(getattr(first, key) != getattr(second, key) for key in outside) or _differs(
        *nodes, STEPS[step]
    )


def _differs(one: Node, other: Node, keys: tuple[str, ...]) -> bool:
    if any(getattr(one, key) != getattr(other, key) for key in keys):
        return True
    return any(_differs(child, other.children[code], keys) for code, child in one.children.items())


def _weighed_differently(path: str, one: Node, other: Node) -> list[str]:
    """Paths of the branches whose children don't weigh the same."""
    pairs = [(code, child, other.children[code]) for code, child in one.children.items()]
    differs = one.weights != other.weights or any(here.weight != there.weight for _, here, there in pairs)
    below = [found for code, *both in pairs for found in _weighed_differently(f"{path}/{code}", *both)]
    return [path, *below] if differs else below
