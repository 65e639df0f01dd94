"""The columns of a scoring that studies look at, side by side."""

from collections.abc import Iterable, Iterator

import numpy as np

from kaohe.schemes import Branch, Leaf
from kaohe.scoring import Scores
from kaohe.scoring.exact import Floats


def values_of(scores: Scores, leaves: Iterable[Leaf]) -> Floats:
    """What was measured, before anything was filled or treated, float64[n, k]; NaN where not applicable."""
    nodes = [scores.nodes[leaf.path] for leaf in leaves]
    return np.column_stack([np.where(node.applies, node.value.values, np.nan) for node in nodes])


def scores_of(scores: Scores, nodes: Iterable[Leaf | Branch]) -> Floats:
    """The scores at nodes, float64[n, k], NaN where there is none; more is always better."""
    return np.column_stack([scores.of(node.path) for node in nodes])


def branches_of(scores: Scores) -> tuple[Branch, ...]:
    """Every branch, parents before children."""
    return tuple(node for node in scores.outline.reading_order() if isinstance(node, Branch))


def leaves_of(scores: Scores) -> tuple[Leaf, ...]:
    """Every indicator, in reading order."""
    return tuple(scores.outline.leaves())


def below(node: Leaf | Branch) -> Iterator[Leaf]:
    """The indicators below a node, in reading order; an indicator is below itself."""
    if isinstance(node, Leaf):
        yield node
        return
    for child in node.children:
        yield from below(child)
