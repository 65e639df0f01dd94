"""Scores of one scheme in which some indicators come from one table of figures, the rest from another."""

import numpy as np
from numpy.typing import NDArray

from kaohe.figures import Figures
from kaohe.schemes import Branch, Scheme
from kaohe.schemes.model import Veto
from kaohe.scoring import NodeScores, Scores
from kaohe.scoring.pipeline import Pipeline
from kaohe.studies.comparing.outcomes import outcome

Floats = NDArray[np.float64]
REST = "(rest)"
"""What branches look up in the figures themselves: attributes for their switches, items of adjustments."""


class Leaves:
    """Replaces indicators, each scored in its own table, and combines again only what lies above them."""

    def __init__(self, scheme: Scheme, figures: tuple[Figures, Figures]):
        self.pipelines = tuple(Pipeline(table, scheme) for table in figures)
        with np.errstate(all="ignore"):
            self.sides = tuple(dict(pipeline.run(_silent).nodes) for pipeline in self.pipelines)
        self.outline = self.pipelines[0].outline
        self.nodes = dict(self.sides[0])
        self.moved: frozenset[str] = frozenset()

    @property
    def players(self) -> tuple[str, ...]:
        """The indicators that the two tables score differently, in the tree's order, and the rest."""
        paths = [leaf.path for leaf in self.outline.leaves()]
        return (*(path for path in paths if not _same(*(side[path] for side in self.sides))), REST)

    def of(self, moved: frozenset[str]) -> Floats:
        """Minus places, and scores, float64[2, n], where what `moved` names is of the second table."""
        changed = moved ^ self.moved
        self.moved = moved
        pipeline = self.pipelines[REST in moved]
        for path in changed - {REST}:
            self.nodes[path] = self.sides[path in moved][path]
        pipeline.nodes = self.nodes
        with np.errstate(all="ignore"):
            for node in self.outline.nodes():
                if isinstance(node, Branch) and (REST in changed or _above(node, changed)):
                    self.nodes[node.path] = pipeline.score_node(node)
        scores = Scores(
            pipeline.scheme, pipeline.figures, self.outline, self.nodes, excluded_in(self.nodes), {}
        )
        return outcome(scores)


def excluded_in(nodes: dict[str, NodeScores]) -> NDArray[np.bool_]:
    """Whom a veto of any node takes out of the ranking."""
    excluded = np.zeros(len(next(iter(nodes.values())).weight), dtype=bool)
    for node in nodes.values():
        for adjustment in node.adjustments:
            adjust = node.node.way.adjust[adjustment.place]
            if isinstance(adjust, Veto) and adjust.effect == "exclude":
                excluded |= node.applies & (adjustment.found.values == 1.0)
    return excluded


def _above(branch: Branch, paths: frozenset[str]) -> bool:
    return any(path.startswith(f"{branch.path}/") for path in paths)


def _same(one: NodeScores, other: NodeScores) -> bool:
    """Whether a leaf gives the same either way, gaps and vetoes apart: those are looked at, not guessed."""
    whole = not one.score.missing.any() and not one.adjustments
    return (
        whole
        and np.array_equal(one.score.values, other.score.values)
        and np.array_equal(one.weight, other.weight)
        and np.array_equal(one.applies, other.applies)
    )


def _silent(done: int, of: int) -> None:
    """Nobody is told."""
