"""What the ranking would be without each indicator, dimension or other node."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from kaohe.formulas import Cause, Column, Reason
from kaohe.schemes import Branch, Leaf
from kaohe.scoring import NodeScores, Scores, places_of
from kaohe.scoring.exact import Floats
from kaohe.scoring.pipeline import Pipeline
from kaohe.studies.statistics import Counts


@dataclass(frozen=True, slots=True)
class Removals:
    """The overall score and place without each of m nodes (`paths`, parents before children).

    `scores` and `ranks` float64[n, m], NaN where a unit has none; `nominal` float64[n] are the places as they
    are. A node that a formula can't do without leaves everyone without a score.
    """

    paths: tuple[str, ...]
    scores: Floats
    ranks: Floats
    nominal: Floats

    @property
    def shift(self) -> Floats:
        """Mean distance between place and place without, float64[m], over the units that have both."""
        return _over(np.nanmean, np.abs(self.ranks - self.nominal[:, None]))

    @property
    def greatest(self) -> Floats:
        """The greatest such distance, float64[m]."""
        return _over(np.nanmax, np.abs(self.ranks - self.nominal[:, None]))

    @property
    def lost(self) -> Counts:
        """How many units that have a place have none without the node, int64[m]."""
        return np.asarray((np.isnan(self.ranks) & ~np.isnan(self.nominal)[:, None]).sum(axis=0))


def removals_of(scores: Scores, progress: Callable[[int], None] = lambda step: None) -> Removals:
    """Leave out every node but the root, one at a time, and rank again.

    A node is left out as if it were applicable to nobody: its weight is spread over its siblings. All others
    keep their scores; only the branches above it are combined, and taken through their steps, again. Vetoes
    stay in force. `progress` is called with 1 after each node.
    """
    removal = _Removal(scores)
    nodes = [node for node in scores.outline.reading_order() if node is not scores.outline.root]
    columns: list[tuple[Floats, Floats]] = []
    for node in nodes:
        columns.append(removal.without(node.path))
        progress(1)
    empty = np.empty((len(scores.figures.units), 0))
    return Removals(
        paths=tuple(node.path for node in nodes),
        scores=np.column_stack([score for score, _ in columns]) if columns else empty,
        ranks=np.column_stack([ranks for _, ranks in columns]) if columns else empty,
        nominal=next(places_of(scores)).ranks,
    )


class _Removal:
    """Scores again what stands above a node, all else being kept."""

    def __init__(self, scores: Scores):
        self.scores = scores
        self.pipeline = Pipeline(scores.figures, scores.scheme)
        self.pipeline.weigh(scores.outline.root, np.ones(len(scores.figures.units), dtype=bool))
        self.above = dict(_above(scores.outline.root, ()))

    def without(self, path: str) -> tuple[Floats, Floats]:
        """Final scores and places without the node at `path`, float64[n] each."""
        self.pipeline.nodes = {**self.scores.nodes, path: _absent(self.scores.nodes[path])}
        with np.errstate(all="ignore"):  # as in scoring: what leaves the range of numbers becomes missing
            for branch in reversed(self.above[path]):
                self.pipeline.nodes[branch.path] = self.pipeline.score_node(branch)
        left = replace(self.scores, nodes=self.pipeline.nodes)
        return left.root.score.values, next(places_of(left)).ranks


def _absent(node: NodeScores) -> NodeScores:
    nothing = np.full(len(node.score), np.nan)
    return replace(node, score=Column.of(nothing, Cause(Reason.NOT_APPLICABLE, node.node.path)))


def _above(node: Leaf | Branch, above: tuple[Branch, ...]) -> Iterator[tuple[str, tuple[Branch, ...]]]:
    """Every path with the branches above it, from the root down."""
    yield node.path, above
    if isinstance(node, Branch):
        for child in node.children:
            yield from _above(child, (*above, node))


def _over(function: Callable[..., Floats], distances: Floats) -> Floats:
    """A figure of every column over the cells present; NaN where there are none."""
    known = ~np.isnan(distances).all(axis=0)
    result = np.full(distances.shape[1], np.nan)
    if known.any():
        result[known] = function(distances[:, known], axis=0)
    return result
