"""Every node with those above it, and siblings that say too much of the same or pull against each other."""

from dataclasses import dataclass

import numpy as np

from kaohe.schemes import Branch
from kaohe.scoring import Scores
from kaohe.studies.columns import below, branches_of, leaves_of, scores_of
from kaohe.studies.correlations import Correlations, Method, correlated_with


@dataclass(frozen=True, slots=True)
class Family:
    """Correlation of each indicator's score with the score of every branch above it, [k, b].

    Rows follow `leaves`, columns `branches` (paths, parents before children); NaN for branches not above.
    """

    leaves: tuple[str, ...]
    branches: tuple[str, ...]
    correlations: Correlations


def family_of(scores: Scores, method: Method = "pearson") -> Family:
    """Correlate every indicator with its parent, its parent's parent, up to the root."""
    leaves, branches = leaves_of(scores), branches_of(scores)
    shape = (len(leaves), len(branches))
    result = Correlations(method, np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape, np.int64))
    place = {leaf.path: at for at, leaf in enumerate(leaves)}
    for column, branch in enumerate(branches):
        inside = list(below(branch))
        found = correlated_with(scores_of(scores, inside), scores_of(scores, [branch]), method)
        rows = [place[leaf.path] for leaf in inside]
        result.values[rows, column] = found.values[:, 0]
        result.chance[rows, column] = found.chance[:, 0]
        result.units[rows, column] = found.units[:, 0]
    return Family(tuple(place), tuple(branch.path for branch in branches), result)


def with_parent(scores: Scores, branch: Branch, method: Method = "pearson") -> Correlations:
    """Correlation of each child's score with the branch's, [k, 1]."""
    return correlated_with(scores_of(scores, branch.children), scores_of(scores, [branch]), method)


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
