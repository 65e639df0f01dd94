"""Means of means of one kind, melted into one mean over the leaves: one matrix product, not one a branch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kaohe.robustness.cells import Cells, Floats
from kaohe.robustness.combining import Family
from kaohe.robustness.means import Kind, kind_of
from kaohe.robustness.trunk import How, Trunk
from kaohe.robustness.weighing import Load
from kaohe.schemes import Branch, Leaf


@dataclass(frozen=True, slots=True)
class Melted:
    """A branch as one mean over the leaves under it, for all units but the `odd`, by position."""

    family: Family
    odd: NDArray[np.intp]

    def combined(self, trunk: Trunk, load: Load) -> Cells:
        """The branch's value before its own steps, cells [r, n], under a load in which nobody is dropped."""
        by_column = np.asfortranarray(load.counted)  # families are narrow: their columns are long
        weights = _weights(trunk, self.family.branch, by_column)
        return self.family.combined(Load(weights, weights, whole=True))


def melted(trunk: Trunk, how: How, branch: Branch, leaves: Mapping[str, Cells]) -> Melted | None:
    """None where the branches are no means of one kind, draws differ in the leaves, or every unit is odd.

    A unit is odd where it lacks a leaf, or the mean isn't defined for one.
    """
    kind = _kind(trunk, how, branch)
    cells = [leaves[leaf.path] for leaf in _leaves(branch)]
    if kind is None or any(len(each.values) > 1 for each in cells):
        return None
    odd = _odd(kind, cells)
    if odd.all():
        return None
    usual = tuple(Cells(np.where(odd, 1.0, each.values), None) for each in cells)
    alike = np.ones((len(cells), 1))
    return Melted(Family(branch, how(branch), usual, alike, trunk.figures), np.flatnonzero(odd))


def _kind(trunk: Trunk, how: How, branch: Branch) -> Kind | None:
    """The mean that the branch and all under it take, with nothing in between."""
    inner, choice = list(_inner(branch)), how(branch)
    alike = all(_plain(trunk, each) and how(each) == choice for each in (branch, *inner))
    untouched = all(trunk.idle[each.path] and _unfinished(each) for each in inner)
    if not (inner and alike and untouched) or choice.by is not None or choice.otherwise is None:
        return None
    return kind_of(branch, choice.otherwise)


def _inner(branch: Branch) -> list[Branch]:
    """The branches under a branch."""
    below = [child for child in branch.children if isinstance(child, Branch)]
    return [*below, *(each for child in below for each in _inner(child))]


def _leaves(branch: Branch) -> list[Leaf]:
    """The leaves under a branch, in the order of `_weights`."""
    parts = ([child] if isinstance(child, Leaf) else _leaves(child) for child in branch.children)
    return [leaf for part in parts for leaf in part]


def _weights(trunk: Trunk, branch: Branch, counted: Floats) -> Floats:
    """What each leaf under a branch weighs in it, float64[r, leaves], beside the others."""
    own = counted[:, trunk.children[branch.path]]
    if not _inner(branch):
        return own
    parts = []
    for column, child in enumerate(branch.children):
        weight = own[:, column : column + 1]
        if isinstance(child, Branch):
            below = _weights(trunk, child, counted)
            weight = below * (weight / below.sum(axis=1, keepdims=True))
        parts.append(weight)
    return np.concatenate(parts, axis=1)


def _plain(trunk: Trunk, branch: Branch) -> bool:
    """Whether a branch weighs all units alike, and any unit that lacks no child has a value."""
    stated = branch.weighting is None and branch.mean_through is None
    enough = all(need is None or _met(need, len(branch.children)) for need in branch.need.all())
    return stated and enough and bool((trunk.by_unit[branch.path] == 1).all())


def _met(need: str | int, count: int) -> bool:
    """Whether so many children, all that there may be, are enough."""
    return need <= count if isinstance(need, int) else float(need.rstrip("%")) <= 100


def _unfinished(branch: Branch) -> bool:
    way = branch.way
    return way.cap is None and not way.adjust and way.round is None


def _odd(kind: Kind, cells: Sequence[Cells]) -> NDArray[np.bool_]:
    """The units, bool[n], that lack a leaf or have one without such a mean."""
    values = np.concatenate([each.values for each in cells])
    missing = ~np.isfinite(values)
    usable = np.where(missing, 1.0, values)
    outside = kind.outside(usable)
    if outside is not None:
        missing |= outside
    if kind.forth is not None:
        missing |= ~np.isfinite(kind.forth(np.where(missing, 1.0, usable)))
    return np.asarray(missing.any(axis=0))
