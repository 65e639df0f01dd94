"""Scores for many draws at once. Read this first.

Draws that chose the same alternatives of steps are scored together. What they share is worked out once: the
leaves' columns after each step, for each alternative; then every branch is one matrix product over the draws.
Only where the reported numbers themselves are uncertain do the leaves differ from draw to draw.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from kaohe.figures import Figures
from kaohe.figures.cases import Mask
from kaohe.robustness.cells import Cells, Floats, Reasons, cells_of
from kaohe.robustness.choices import Choices
from kaohe.robustness.drawn import Drawn
from kaohe.robustness.factors import Errors, Factor, OneOf
from kaohe.robustness.finishing import excluded, finished
from kaohe.robustness.steps import Bench, Ways
from kaohe.robustness.tree import Tree
from kaohe.robustness.trunk import Trunk, is_idle
from kaohe.robustness.weighing import Load, Weights
from kaohe.schemes import Branch, Cases, Scheme
from kaohe.schemes.methods import Combine
from kaohe.scoring.pipeline import Pipeline, score

Config = tuple[int, ...]
"""The alternative of every factor that has alternatives of steps; -1 for the scheme's own."""

K = TypeVar("K")
V = TypeVar("V")
_ORDER = ("missing", "treat", "scale")

MOST_KEPT = 512
"""Leaf tables kept: with more configurations than this they are made again."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores float64[r, n] at the root and at the nodes that break its ties; whom vetoes exclude, [r, n].

    r is 1 where the draws don't differ.
    """

    root: Floats
    ties: tuple[Floats, ...]
    excluded: Mask


class Engine:
    """One scheme and its figures, ready to be scored under any choices of the factors."""

    def __init__(self, figures: Figures, scheme: Scheme, factors: tuple[Factor, ...]):
        pipeline = Pipeline(figures, scheme)
        pipeline.weigh(pipeline.outline.root, np.ones(len(figures.units), dtype=bool))
        _refuse_what_cant_be_weighed(pipeline)
        self.figures, self.scheme, self.factors = figures, scheme, factors
        self.root = pipeline.outline.root
        self.nodes = {node.path: node for node in pipeline.outline.reading_order()}
        self.leaves = tuple(pipeline.outline.leaves())
        self.bench = Bench(
            figures, pipeline.measures, pipeline.applies, np.ones(len(figures.units), dtype=bool)
        )
        branches = [node for node in self.nodes.values() if isinstance(node, Branch)]
        self.weights = Weights(factors, pipeline.weights, self.nodes.values())
        self.steps = tuple(place for place, factor in enumerate(factors) if isinstance(factor, OneOf))
        self.errors = tuple(place for place, factor in enumerate(factors) if isinstance(factor, Errors))
        idle = {node.path: is_idle(node) and bool(self.bench.applies[node.path].all()) for node in branches}
        self.trunk = Trunk(figures, self.weights.children, self.weights.by_unit, idle)
        self._raw = self._measured(self.bench, 1)
        self._excluded = excluded(self.bench, list(self.nodes.values()))
        self._tables: dict[tuple[str, Config], Cells] = {}
        self._trees: dict[Config, Tree] = {}

    def configs(self, choices: Choices) -> Iterator[tuple[Config, NDArray[np.intp]]]:
        """The configurations chosen, each with the draws (positions) that chose it."""
        if not self.steps:
            yield (), np.arange(len(choices))
            return
        codes = np.zeros(len(choices))
        for place in self.steps:
            factor = self.factors[place]
            assert isinstance(factor, OneOf)
            codes = codes * (len(factor.alternatives) + 1) + choices.chosen[place] + 1
        order = np.argsort(codes, kind="stable")
        ends = np.flatnonzero(np.diff(codes[order])) + 1
        for rows in np.split(order, ends):
            yield tuple(int(choices.chosen[place][rows[0]]) for place in self.steps), rows

    def scored(self, config: Config, load: Load, choices: Choices) -> Scored:
        """The scores of draws that chose one configuration; `choices` matter where numbers are uncertain."""
        with np.errstate(all="ignore"):  # what leaves the range of numbers becomes missing, as officially
            if self.errors:
                measures = Drawn(self.bench.measures, self.factors, choices)
                bench = Bench(self.figures, measures, self.bench.applies, self.bench.everyone)
                tree = self._new_tree(bench, config, self._finished_leaves(bench, config, len(choices)))
                out = excluded(bench, list(self.nodes.values()))
            else:
                tree, out = self._tree(config), self._excluded
            known: dict[str, Cells] = {}
            ties = tuple(tree.of(self.nodes[path], load, known).values for path in self.scheme.ranks.then)
            return Scored(tree.of(self.root, load, known).values, ties, out)

    def _tree(self, config: Config) -> Tree:
        return _kept(
            self._trees, config, lambda: self._new_tree(self.bench, config, self._leaf_table("scale", config))
        )

    def _new_tree(self, bench: Bench, config: Config, leaves: Cells) -> Tree:
        gaps = [None] * len(self.leaves) if leaves.why is None else [_some(why) for why in leaves.why]
        cells = {
            leaf.path: Cells(values, why)
            for leaf, values, why in zip(self.leaves, leaves.values, gaps, strict=True)
        }
        return Tree(self.trunk, bench, lambda branch: self.combination(config, branch), cells)

    def combination(self, config: Config, branch: Branch) -> Cases[Combine]:
        """How a configuration combines a branch; a later factor of the plan comes before an earlier."""
        found = branch.combine
        for place, number in zip(self.steps, config, strict=True):
            factor = self.factors[place]
            if isinstance(factor, OneOf) and factor.step == "combine" and branch.path in factor.paths:
                choice = factor.alternatives[number] if number >= 0 else None
                found = found if choice is None else choice  # type: ignore[assignment]
        return found

    def _measured(self, bench: Bench, draws: int) -> Cells:
        return cells_of([bench.measures.read(leaf) for leaf in self.leaves], draws)

    def _leaf_table(self, stage: str, config: Config) -> Cells:
        """The leaves after a stage, [k, 1, n]; each made once, of what it depends on."""
        key = (stage, self._matters(stage, config))
        return _kept(self._tables, key, lambda: self._made(stage, config))

    def _made(self, stage: str, config: Config) -> Cells:
        ways = self._ways(config)
        if stage == "missing":
            return self.bench.filled(ways, self._raw)
        if stage == "treat":
            return self.bench.treated(ways, self._leaf_table("missing", config))
        return finished(self.bench, self.leaves, self.bench.scaled(ways, self._leaf_table("treat", config)))

    def _matters(self, stage: str, config: Config) -> Config:
        """A configuration without what comes after a stage."""
        matter = _ORDER[: _ORDER.index(stage) + 1]
        steps = [factor.step for factor in self.factors if isinstance(factor, OneOf)]
        return tuple(number if step in matter else -1 for step, number in zip(steps, config, strict=True))

    def _finished_leaves(self, bench: Bench, config: Config, draws: int) -> Cells:
        raw = self._measured(bench, draws)
        return finished(bench, self.leaves, bench.through(self._ways(config), raw))

    def _ways(self, config: Config) -> Ways:
        """How a configuration fills, treats and scales the leaves; a later factor comes before an earlier."""
        own = Ways.own(self.leaves)
        steps: dict[str, list[Any]] = {
            "missing": [*own.missing],
            "treat": [*own.treat],
            "scale": [*own.scale],
        }
        for place, number in zip(self.steps, config, strict=True):
            factor = self.factors[place]
            assert isinstance(factor, OneOf)
            choice = factor.alternatives[number] if number >= 0 else None
            if choice is not None and factor.step in steps:
                said = steps[factor.step]
                said[:] = [
                    choice if leaf.path in factor.paths else way
                    for leaf, way in zip(self.leaves, said, strict=True)
                ]
        return Ways(self.leaves, **steps)


def _kept(memory: dict[K, V], key: K, make: Callable[[], V]) -> V:
    """What is remembered under a key, made where it isn't; two threads may make the same, to no harm."""
    found = memory.get(key)
    if found is None:
        if len(memory) >= MOST_KEPT:
            memory.clear()
        found = memory[key] = make()
    return found


def _refuse_what_cant_be_weighed(pipeline: Pipeline) -> None:
    """Raises `Refused` where weights are computed and officially can't be; draws would only be without."""
    if any(node.weighting is not None for node in pipeline.outline.nodes() if isinstance(node, Branch)):
        score(pipeline.figures, pipeline.scheme)


def _some(why: Reasons) -> Reasons | None:
    return why if why.any() else None
