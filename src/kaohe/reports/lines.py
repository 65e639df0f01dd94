"""What the units' sheets say of every node: value, working, score, weight, contribution, place, notes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from kaohe.explanations import Result, Voice
from kaohe.explanations.numbers import BEYOND, figure, fixed, place, signed
from kaohe.explanations.remarks import notes_of_node
from kaohe.explanations.shares import is_rounding, other_part_name
from kaohe.schemes import Branch, Leaf
from kaohe.scoring.exact import Floats


@dataclass(frozen=True, slots=True)
class NodeLines:
    """A node, its lists with one text a unit, "" where there is nothing to say.

    `given` is the contribution, `against` the same less the average's; `places` are pairs of place and of how
    many. `measure`, `values`, `names` and `numbers` (the working) are empty for branches.
    """

    name: str
    depth: int
    measure: str
    values: list[str]
    names: list[str]
    numbers: list[str]
    scores: list[str]
    weights: list[str]
    given: list[str]
    against: list[str]
    places: list[tuple[str, int]]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Other:
    """A part of the total besides the indicators: an adjustment, a baseline, what rounding leaves over."""

    name: str
    given: str
    against: str


class Lines:
    """The lines of all units, made node by node."""

    def __init__(self, voice: Voice, result: Result):
        self.voice = voice
        self.result = result
        self.workings = result.workings(voice)
        self.sums = Sums(result)
        self.by_path = {path: self._node(path) for path in result.scores.nodes}
        self._others = [
            (other_part_name(voice, result.scores, name), part, self._against(result.shares.others[name]))
            for name, part in self.sums.others.items()
        ]

    def _node(self, path: str) -> NodeLines:
        result, node = self.result, self.result.scores.nodes[path]
        whole = path == result.root
        part = node.score.values if whole else result.shares.given[path]
        leaf = node.node if isinstance(node.node, Leaf) else None
        workings = self.workings.of(leaf) if leaf else []
        return NodeLines(
            name=self.voice.of(node.node.name),
            depth=path.count("/"),
            measure=self.voice.unit(leaf.unit) if leaf else "",
            values=_each(figure, node.value.values) if leaf else [],
            names=[working.names for working in workings],
            numbers=[working.numbers for working in workings],
            scores=_each(_decimals(result.digits if whole else result.node_digits), node.score.values),
            weights=_each(cache(figure), result.weights.by_path[path]),
            given=_each(_decimals(result.digits), node.score.values if whole else self.sums.given[path]),
            against=self._against(part),
            places=list(self._places(path)),
            notes=notes_of_node(self.voice, result, path),
        )

    def _against(self, part: Floats) -> list[str]:
        digits = self.result.node_digits
        return _each(lambda value: signed(value, digits), part - self.result.shares.average(part))

    def _places(self, path: str) -> Iterator[tuple[str, int]]:
        for unit in range(len(self.result.classes)):
            row = self.result.place(unit, path)
            yield ("", 0) if row is None or row.rank is None else (place(row.rank), row.of)

    def others(self, unit: int) -> Iterator[Other]:
        """What the total has besides the indicators; the last is what rounding leaves over."""
        said = _decimals(self.result.digits)
        for name, points, against in self._others:
            if points[unit] and not np.isnan(points[unit]):
                yield Other(name, said(float(points[unit])), against[unit])
        left = float(self.sums.left[unit])
        if left and np.isfinite(left):
            yield Other(self.voice.say("explanations.part.rounding"), said(left), "")


class Sums:
    """Contributions rounded as they are shown, and what that leaves over, so that what is shown adds up."""

    def __init__(self, result: Result):
        self.digits = result.digits
        self.given: dict[str, Floats] = {}
        for path, node in result.scores.nodes.items():
            children = node.node.children if isinstance(node.node, Branch) else ()
            own = result.shares.given[path]
            shown = np.sum([self.given[child.path] for child in children], axis=0) if children else own
            self.given[path] = self._rounded(shown)
        others = result.shares.others.items()
        self.others = {name: self._rounded(part) for name, part in others if not is_rounding(name)}
        parts = [self.given[result.root], *self.others.values()]
        total = [float(f"{score:.{self.digits}f}") for score in result.scores.root.score.values.tolist()]
        with np.errstate(over="ignore", invalid="ignore"):  # scores near the end of all numbers
            self.left = self._rounded(np.array(total) - np.sum(parts, axis=0))  # from the total as printed

    def _rounded(self, part: Floats) -> Floats:
        size = 10.0**self.digits
        small = np.where(np.abs(part) < BEYOND, part, 0.0)
        return np.where(np.abs(part) < BEYOND, np.rint(small * size) / size, part)


def _each(words: Callable[[float], str], values: Floats) -> list[str]:
    return [words(value) for value in values.tolist()]


def _decimals(digits: int) -> Callable[[float], str]:
    return lambda value: fixed(value, digits)
