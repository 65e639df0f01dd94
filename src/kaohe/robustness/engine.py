"""Scores for many draws at once. Read this first.

Draws come in batches, each of several configurations: alternatives of steps. What the draws of one share is
worked out once, the leaves' columns after each step; a branch is then one matrix product a configuration, and
what is done to the root's value is done for the whole batch. Only where the reported numbers themselves are
uncertain do the leaves differ from draw to draw.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kaohe.figures import Figures
from kaohe.figures.cases import Mask
from kaohe.robustness.cells import Cells, Floats, joined
from kaohe.robustness.choices import Choices
from kaohe.robustness.drawn import Drawn
from kaohe.robustness.factors import Errors, Factor, OneOf
from kaohe.robustness.finishing import excluded
from kaohe.robustness.leaf_tables import Config, LeafTables, Leaves
from kaohe.robustness.melting import Manner
from kaohe.robustness.memory import MOST_KEPT, kept
from kaohe.robustness.steps import Bench, Node
from kaohe.robustness.tree import Tree, completed
from kaohe.robustness.trunk import Trunk, is_idle
from kaohe.robustness.weighing import Weights
from kaohe.schemes import Branch, Cases, Scheme
from kaohe.schemes.methods import Combine
from kaohe.scoring.pipeline import Pipeline, score

_LARGE = 2**40

Parts = Sequence[tuple[Config, slice]]
"""Configurations, each with the rows, one after the other, of the draws that chose it."""


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
        self.bench = Bench(
            figures, pipeline.measures, pipeline.applies, np.ones(len(figures.units), dtype=bool)
        )
        branches = [node for node in self.nodes.values() if isinstance(node, Branch)]
        self.weights = Weights(factors, pipeline.weights, self.nodes.values())
        self.steps = tuple(place for place, factor in enumerate(factors) if isinstance(factor, OneOf))
        self.errors = tuple(place for place, factor in enumerate(factors) if isinstance(factor, Errors))
        idle = {node.path: is_idle(node) and bool(self.bench.applies[node.path].all()) for node in branches}
        self.trunk = Trunk(figures, self.weights.children, self.weights.by_unit, idle)
        self.tables = LeafTables(self.bench, tuple(pipeline.outline.leaves()), factors)
        self._excluded = excluded(self.bench, list(self.nodes.values()))
        self._manners: dict[Config, Manner] = {}
        self._trees: dict[Config, Tree] = {}

    def configs(self, choices: Choices) -> Iterator[tuple[Config, NDArray[np.intp]]]:
        """The configurations chosen, each with the draws (positions) that chose it."""
        if not self.steps:
            yield (), np.arange(len(choices))
            return
        codes = np.zeros(len(choices), dtype=np.int64)
        for place in self.steps:
            factor = self.factors[place]
            assert isinstance(factor, OneOf)
            codes = codes * (len(factor.alternatives) + 1) + choices.chosen[place].astype(np.int64) + 1
            if codes.max(initial=0) >= _LARGE:  # products of many factors leave the range of numbers
                codes = np.unique(codes, return_inverse=True)[1]
        order = np.argsort(codes, kind="stable")
        ends = np.flatnonzero(np.diff(codes[order])) + 1
        for rows in np.split(order, ends):
            yield tuple(int(choices.chosen[place][rows[0]]) for place in self.steps), rows

    def scored(self, parts: Parts, choices: Choices) -> Scored:
        """The scores of draws that chose so; where numbers are uncertain they are of one part."""
        load = self.weights.load(choices)
        with np.errstate(all="ignore"):  # what leaves the range of numbers becomes missing, as officially
            if self.errors:
                ((config, _),) = parts
                measures = Drawn(self.bench.measures, self.factors, choices)
                bench = Bench(self.figures, measures, self.bench.applies, self.bench.everyone)
                trees = [self._new_tree(bench, config, self.tables.through(bench, config, len(choices)))]
                out = excluded(bench, list(self.nodes.values()))
            else:
                bench, out, trees = self.bench, self._excluded, [self._tree(config) for config, _ in parts]
            loads = [load.part(rows) for _, rows in parts]
            known: list[dict[str, Cells]] = [{} for _ in parts]

            def of(node: Node) -> Floats:
                """All parts completed together: what a node does to its value differs in none."""
                rows = [each for _, each in parts]
                if all(node.path in memory for memory in known):  # the root's tree came by it
                    return joined([memory[node.path] for memory in known], rows).values
                each = zip(trees, loads, known, strict=True)
                found = [tree.combined(node, own, memory) for tree, own, memory in each]
                return completed(self.trunk, bench, node, joined(found, rows)).values

            return Scored(of(self.root), tuple(of(self.nodes[path]) for path in self.scheme.ranks.then), out)

    def prepare(self, configs: Iterable[Config]) -> None:
        """Make what these configurations need together, if they aren't more than are kept."""
        lacking = [config for config in configs if config not in self._trees]
        if not self.errors and len(lacking) <= MOST_KEPT:
            self.tables.make("scale", lacking)

    def _tree(self, config: Config) -> Tree:
        return kept(self._trees, config, lambda: self._new_tree(self.bench, config, self.tables.of(config)))

    def _new_tree(self, bench: Bench, config: Config, cells: Cells) -> Tree:
        return Tree(self.trunk, bench, self._manner(config), Leaves(cells, self.tables.row))

    def _manner(self, config: Config) -> Manner:
        """How a configuration combines the branches; a later factor of the plan comes before an earlier."""
        key = self.tables.matters(config, ("combine",))
        return kept(self._manners, key, lambda: Manner(self.trunk, self._combinations(key)))

    def _combinations(self, config: Config) -> dict[str, Cases[Combine]]:
        found = {path: node.combine for path, node in self.nodes.items() if isinstance(node, Branch)}
        for place, number in zip(self.steps, config, strict=True):
            factor = self.factors[place]
            assert isinstance(factor, OneOf)
            choice = factor.alternatives[number] if number >= 0 else None
            if choice is not None and factor.step == "combine":
                found.update(dict.fromkeys(factor.paths, choice))  # type: ignore[arg-type]
        return found


def _refuse_what_cant_be_weighed(pipeline: Pipeline) -> None:
    """Raises `Refused` where weights are computed and officially can't be; draws would only be without."""
    if any(node.weighting is not None for node in pipeline.outline.nodes() if isinstance(node, Branch)):
        score(pipeline.figures, pipeline.scheme)
