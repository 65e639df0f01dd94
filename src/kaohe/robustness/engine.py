"""Scores for many draws at once. Read this first.

Draws that chose the same alternatives of steps are scored together. What they share is worked out once: the
leaves' columns after each step, for each alternative; then every branch is one matrix product over the draws.
Only where the reported numbers themselves are uncertain do the leaves differ from draw to draw.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from kaohe.figures import Figures
from kaohe.figures.cases import Mask
from kaohe.robustness.cells import Cells, Floats, Reasons, cells_of
from kaohe.robustness.choices import Choices
from kaohe.robustness.combining import Family
from kaohe.robustness.copies import with_errors
from kaohe.robustness.factors import Errors, Factor, OneOf
from kaohe.robustness.finishing import excluded, finished, finished_one
from kaohe.robustness.steps import Bench
from kaohe.robustness.weighing import Weights
from kaohe.schemes import Branch, Leaf, Scheme
from kaohe.schemes.scales import NoScale
from kaohe.scoring.pipeline import Pipeline

Config = tuple[int, ...]
"""The alternative of every factor that has alternatives of steps; -1 for the scheme's own."""

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
        self.figures, self.scheme, self.factors = figures, scheme, factors
        self.root = pipeline.outline.root
        self.nodes = {node.path: node for node in pipeline.outline.reading_order()}
        self.leaves = tuple(pipeline.outline.leaves())
        self.bench = Bench(figures, pipeline.measures, pipeline.applies)
        self.weights = Weights(factors, pipeline.weights, self.nodes.values())
        self.steps = tuple(place for place, factor in enumerate(factors) if isinstance(factor, OneOf))
        self.errors = tuple(place for place, factor in enumerate(factors) if isinstance(factor, Errors))
        self._raw = self._measured(self.bench, 1)
        self._excluded = excluded(self.bench, list(self.nodes.values()))
        self._tables: dict[tuple[str, Config], Cells] = {}
        self._trees: dict[Config, _Tree] = {}
        self._lock = RLock()

    def configs(self, choices: Choices) -> Iterator[tuple[Config, NDArray[np.intp]]]:
        """The configurations chosen, each with the draws (positions) that chose it."""
        if not self.steps:
            yield (), np.arange(len(choices))
            return
        table = np.stack([choices.chosen[place] for place in self.steps], axis=1)
        distinct, which = np.unique(table, axis=0, return_inverse=True)
        order = np.argsort(which.ravel(), kind="stable")
        ends = np.cumsum(np.bincount(which.ravel()))
        for row, rows in zip(distinct.tolist(), np.split(order, ends[:-1]), strict=True):
            yield tuple(row), rows

    def scored(self, config: Config, choices: Choices) -> Scored:
        """The scores of draws that chose one configuration."""
        with np.errstate(all="ignore"):  # what leaves the range of numbers becomes missing, as officially
            if self.errors:
                measures = with_errors(self.bench.measures, self.factors, choices)
                bench = Bench(self.figures, measures, self.bench.applies)
                tree = _Tree(self, bench, config, self._finished_leaves(bench, config, len(choices)))
                out = excluded(bench, list(self.nodes.values()))
            else:
                tree, out = self._tree(config), self._excluded
            known: dict[str, Cells] = {}
            ties = tuple(tree.of(self.nodes[path], choices, known).values for path in self.scheme.ranks.then)
            return Scored(tree.of(self.root, choices, known).values, ties, out)

    def _tree(self, config: Config) -> "_Tree":
        with self._lock:
            if config not in self._trees:
                if len(self._trees) >= MOST_KEPT:
                    self._trees.clear()
                self._trees[config] = _Tree(self, self.bench, config, self._leaf_table("scale", config))
            return self._trees[config]

    def alternative(self, config: Config, step: str, path: str) -> object | None:
        """What a configuration puts in the place of a node's step; None for the scheme's own."""
        found = None
        for place, number in zip(self.steps, config, strict=True):
            factor = self.factors[place]
            assert isinstance(factor, OneOf)
            if factor.step == step and path in factor.paths and number >= 0:
                found = factor.alternatives[number] or found
        return found

    def _measured(self, bench: Bench, draws: int) -> Cells:
        columns = [bench.measures.read(leaf) for leaf in self.leaves]
        return cells_of(columns, (len(self.leaves), draws, len(self.figures.units)))

    def _leaf_table(self, stage: str, config: Config) -> Cells:
        """The leaves after a stage, [k, 1, n]; each made once, of what it depends on."""
        key = (stage, self._matters(stage, config))
        with self._lock:
            if key not in self._tables:
                if len(self._tables) >= MOST_KEPT:
                    self._tables.clear()
                self._tables[key] = self._made(stage, config)
            return self._tables[key]

    def _made(self, stage: str, config: Config) -> Cells:
        nodes = self._leaves(config)
        if stage == "missing":
            return self.bench.filled(nodes, self._raw)
        if stage == "treat":
            return self.bench.treated(nodes, self._leaf_table("missing", config))
        return finished(self.bench, nodes, self.bench.scaled(nodes, self._leaf_table("treat", config)))

    def _matters(self, stage: str, config: Config) -> Config:
        """A configuration without what comes after a stage."""
        matter = _ORDER[: _ORDER.index(stage) + 1]
        steps = [factor.step for factor in self.factors if isinstance(factor, OneOf)]
        return tuple(number if step in matter else -1 for step, number in zip(steps, config, strict=True))

    def _finished_leaves(self, bench: Bench, config: Config, draws: int) -> Cells:
        nodes, raw = self._leaves(config), self._measured(bench, draws)
        return finished(bench, nodes, bench.scaled(nodes, bench.treated(nodes, bench.filled(nodes, raw))))

    def _leaves(self, config: Config) -> list[Leaf]:
        """The leaves with the steps of a configuration."""
        found = []
        for leaf in self.leaves:
            steps = {
                step: choice
                for step in _ORDER
                if (choice := self.alternative(config, step, leaf.path)) is not None
            }
            found.append(replace(leaf, way=replace(leaf.way, **steps)) if steps else leaf)  # type: ignore[arg-type]
        return found


class _Tree:
    """The tree under one configuration; families whose children all draws share are made once."""

    def __init__(self, engine: Engine, bench: Bench, config: Config, leaves: Cells):
        self.engine, self.bench, self.config = engine, bench, config
        self.leaves = {
            leaf.path: Cells(leaves.values[place], None if leaves.why is None else _some(leaves.why[place]))
            for place, leaf in enumerate(engine.leaves)
        }
        self.families = {
            node.path: self.family(node, tuple(self.leaves[child.path] for child in node.children))
            for node in engine.nodes.values()
            if isinstance(node, Branch) and all(child.path in self.leaves for child in node.children)
        }

    def family(self, branch: Branch, cells: tuple[Cells, ...]) -> Family:
        how = self.engine.alternative(self.config, "combine", branch.path) or branch.combine
        by_unit = self.engine.weights.by_unit[branch.path]
        return Family(branch, how, cells, by_unit, self.engine.figures)  # type: ignore[arg-type]

    def of(self, node: Leaf | Branch, choices: Choices, known: dict[str, Cells]) -> Cells:
        """A node's scores, cells [r, n]; `known` keeps what was worked out for these choices."""
        if isinstance(node, Leaf):
            return self.leaves[node.path]
        if node.path not in known:
            known[node.path] = self.branch(node, choices, known)
        return known[node.path]

    def branch(self, branch: Branch, choices: Choices, known: dict[str, Cells]) -> Cells:
        family = self.families.get(branch.path)
        if family is None:
            family = self.family(branch, tuple(self.of(child, choices, known) for child in branch.children))
        value = family.combined(self.engine.weights.load(branch, choices))
        if _idle(branch) and self.bench.applies[branch.path].all():
            return finished_one(self.bench, branch, value)
        rows = Cells(value.values[None], None if value.why is None else value.why[None])
        nodes = [branch]
        tame = self.bench.treated(nodes, self.bench.filled(nodes, rows))
        last = self.bench.scaled(nodes, tame)
        one = Cells(last.values[0], None if last.why is None else last.why[0])
        return finished_one(self.bench, branch, one)


def _some(why: Reasons) -> Reasons | None:
    return why if why.any() else None


def _idle(branch: Branch) -> bool:
    """Whether nothing happens between a branch's combination and its cap."""
    way = branch.way
    plain = set(way.missing.all()) <= {"leave", "refuse"} and set(way.treat.all()) == {"none"}
    return plain and all(isinstance(scale, NoScale) for scale in way.scale.all())
