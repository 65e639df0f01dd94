"""Means of means where a unit lacks some leaves, yet enough of every branch are there: these count."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.robustness.cells import Floats
from kaohe.robustness.combining import least_needed
from kaohe.robustness.leaf_tables import Leaves
from kaohe.robustness.trunk import Trunk
from kaohe.robustness.weighing import Load
from kaohe.schemes import Branch, Leaf


@dataclass(frozen=True, slots=True)
class Thinned:
    """A branch over m units of which each has enough of every branch's children.

    By the path of each branch, for its children: `scores` float64[k, m] on the mean's scale, 0 where one is
    lacking or a branch; `present` float64[k, m], 1 for what is there.
    """

    branch: Branch
    children: Mapping[str, slice]
    scores: Mapping[str, Floats]
    present: Mapping[str, Floats]

    def mean(self, load: Load) -> Floats:
        """On the mean's scale, [r, m], under a load in which nobody is dropped."""
        return self._mean(self.branch, load.counted)

    def _mean(self, branch: Branch, counted: Floats) -> Floats:
        own = counted[:, self.children[branch.path]]
        result = own @ self.scores[branch.path]
        for column, child in enumerate(branch.children):
            if isinstance(child, Branch):
                result += own[:, column, None] * self._mean(child, counted)
        result /= own @ self.present[branch.path]
        return result


def thinned(trunk: Trunk, branch: Branch, rows: Mapping[str, int], scores: Floats, there: Mask) -> Thinned:
    """Of scores [leaves, m] on the mean's scale; `there` bool[leaves, m], `rows` by the leaves' paths."""
    known = np.where(there, scores, 0.0)
    inside: dict[str, Floats] = {}
    present: dict[str, Floats] = {}
    for each in (branch, *inner(branch)):
        shape = (len(each.children), there.shape[1])
        inside[each.path], present[each.path] = np.zeros(shape), np.ones(shape)
        for column, child in enumerate(each.children):
            if isinstance(child, Leaf):
                inside[each.path][column] = known[rows[child.path]]
                present[each.path][column] = there[rows[child.path]]
    return Thinned(branch, trunk.children, inside, present)


def enough(trunk: Trunk, branch: Branch, leaves: Leaves) -> Mask:
    """Who has enough of the children of a branch, and of every branch under it, bool[n]."""
    there, applies = ~leaves.cells.missing[:, 0], ~leaves.cells.freed[:, 0]
    found = np.ones(there.shape[1], dtype=bool)
    for each in (branch, *inner(branch)):
        rows = [leaves.row[child.path] for child in each.children if isinstance(child, Leaf)]
        branches = len(each.children) - len(rows)
        held = branches + there[rows].sum(axis=0)
        needed = least_needed(each, branches + applies[rows].sum(axis=0), trunk.figures)
        found &= (held > 0) & (held >= needed)
    return found


def inner(branch: Branch) -> list[Branch]:
    """The branches under a branch."""
    below = [child for child in branch.children if isinstance(child, Branch)]
    return [*below, *(each for child in below for each in inner(child))]
