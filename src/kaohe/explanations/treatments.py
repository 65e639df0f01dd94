"""What the treatment of a column came to: nothing, some values moved, or the whole column transformed."""

import numpy as np

from kaohe.scoring import NodeScores


def moved_values(node: NodeScores) -> int:
    """How many values the treatment changed."""
    return int(np.sum(_moved(node)))


def whole_column_treated(node: NodeScores) -> bool:
    """Whether it was a transformation such as a logarithm: more than half of the values changed."""
    present = int(np.sum(~node.filled.missing & ~node.treated.missing))
    return moved_values(node) * 2 > present


def _moved(node: NodeScores) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    both = ~node.filled.missing & ~node.treated.missing
    return np.asarray(both & (node.filled.values != node.treated.values))
