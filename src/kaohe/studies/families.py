"""Which nodes go together: siblings that say too much of the same, children that go against their parent."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from kaohe.scoring import Scores
from kaohe.studies.columns import scores_of
from kaohe.studies.correlations import Correlations, Method, correlated


@dataclass(frozen=True, slots=True)
class Related:
    """Correlations between the scores of all nodes, [p, p]; `paths` are the nodes, parents first."""

    paths: tuple[str, ...]
    correlations: Correlations

    def between(self, some: Iterable[str], others: Iterable[str]) -> Correlations:
        """The correlations of `some` nodes (rows) with `others` (columns); ValueError for no node's path."""
        rows, columns = ([self.paths.index(path) for path in paths] for paths in (some, others))
        cells, whole = np.ix_(rows, columns), self.correlations
        return Correlations(whole.method, whole.values[cells], whole.chance[cells], whole.units[cells])

    def among(self, paths: Iterable[str]) -> Correlations:
        """The correlations of nodes with each other, such as those of siblings."""
        listed = tuple(paths)
        return self.between(listed, listed)

    def with_all_above(self, path: str) -> Correlations:
        """The correlations of a node with its parent, its parent's parent, up to the root: [1, levels]."""
        return self.between([path], all_above(path))


def related(
    scores: Scores, method: Method = "pearson", progress: Callable[[int], None] = lambda step: None
) -> Related:
    """Correlate the scores of all nodes, within levels and across; `progress` is called after each node."""
    nodes = tuple(scores.outline.reading_order())
    found = correlated(scores_of(scores, nodes), method, progress)
    return Related(tuple(node.path for node in nodes), found)


def all_above(path: str) -> tuple[str, ...]:
    """The paths of all nodes above, the nearest first."""
    steps = path.split("/")
    return tuple("/".join(steps[:end]) for end in range(len(steps) - 1, 0, -1))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns, by their position, with the correlation that was pointed out."""

    first: int
    second: int
    correlation: float


def pairs_beyond(
    correlations: Correlations, *, above: float | None = None, below: float | None = None, level: float = 0.05
) -> tuple[Pair, ...]:
    """Pairs of columns correlated more than `above` or less than `below`, significant at `level`."""
    significant = correlations.significant(level)
    pairs = []
    for first, second in zip(*np.triu_indices(len(correlations.values), 1), strict=True):
        value = float(correlations.values[first, second])
        beyond = (above is not None and value > above) or (below is not None and value < below)
        if beyond and significant[first, second]:
            pairs.append(Pair(int(first), int(second), value))
    return tuple(pairs)
