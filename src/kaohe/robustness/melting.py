"""Means of means of one kind, melted into one mean over the leaves: one matrix product, not one a branch."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kaohe.figures.cases import Mask
from kaohe.robustness.cells import Cells, Floats
from kaohe.robustness.leaf_tables import Leaves
from kaohe.robustness.means import Kind, kind_of
from kaohe.robustness.terms import product
from kaohe.robustness.thinned import Thinned, enough, inner, thinned
from kaohe.robustness.trunk import Trunk
from kaohe.robustness.weighing import Load
from kaohe.schemes import Branch, Cases, Leaf
from kaohe.schemes.methods import Combine


@dataclass(frozen=True, slots=True)
class Manner:
    """How some configurations combine the branches, by path, and which kind of mean a branch melts into."""

    trunk: Trunk
    combine: Mapping[str, Cases[Combine]]
    kinds: dict[str, Kind | None] = field(default_factory=dict)
    leaves: dict[str, list[str]] = field(default_factory=dict)
    held: dict[tuple[str, bytes, bytes], Mask] = field(default_factory=dict)

    def kind(self, branch: Branch) -> Kind | None:
        """The mean that the branch and all under it take, with nothing in between."""
        if branch.path not in self.kinds:
            self.kinds[branch.path] = self._kind(branch)
        return self.kinds[branch.path]

    def below(self, branch: Branch) -> list[str]:
        """The paths of the leaves under a branch, in the order of `_shares`."""
        if branch.path not in self.leaves:
            self.leaves[branch.path] = _leaves(branch)
        return self.leaves[branch.path]

    def enough(self, branch: Branch, units: NDArray[np.intp], leaves: Leaves) -> Mask:
        """Which of these units have enough of the branch; mostly the same ones lack the same."""
        few = leaves.among(units)
        key = branch.path, units.tobytes(), few.cells.missing.tobytes() + few.cells.freed.tobytes()
        if key not in self.held:
            self.held[key] = enough(self.trunk.among(units), branch, few)
        return self.held[key]

    def _kind(self, branch: Branch) -> Kind | None:
        under, choice = inner(branch), self.combine[branch.path]
        everywhere = (branch, *under)
        alike = all(_plain(self.trunk, each) and self.combine[each.path] == choice for each in everywhere)
        untouched = all(self.trunk.idle[each.path] and _unfinished(each) for each in under)
        if not (under and alike and untouched) or choice.by is not None or choice.otherwise is None:
            return None
        return kind_of(branch, choice.otherwise)


@dataclass(frozen=True, slots=True)
class Melted:
    """A branch as one mean over the leaves under it, for all units but the `odd`, by position.

    `scores` float64[k, n] of the leaves are on the mean's scale; the units `thin` lack some, and have a mean
    of their own.
    """

    trunk: Trunk
    branch: Branch
    kind: Kind
    scores: Floats
    thin: NDArray[np.intp]
    of_thin: Thinned | None
    odd: NDArray[np.intp]

    def combined(self, load: Load) -> Cells:
        """The branch's value before its own steps, cells [r, n], under a load in which nobody is dropped."""
        result = product(_shares(self.trunk, self.branch, load), self.scores)
        if self.of_thin is not None:
            result[:, self.thin] = self.of_thin.mean(load)
        if self.kind.back is not None:
            result = self.kind.back(result)
        return Cells(result, None).become(result)


def melted(trunk: Trunk, manner: Manner, branch: Branch, leaves: Leaves) -> Melted | None:
    """None where the branches are no means of one kind, draws differ in the leaves, or every unit is odd.

    A unit is odd where it lacks too many leaves, or the mean isn't defined for one.
    """
    kind = manner.kind(branch)
    if kind is None or leaves.cells.values.shape[1] > 1:
        return None
    below = manner.below(branch)
    scores, gaps, outside = _on_scale(kind, leaves.cells.values[[leaves.row[path] for path in below], 0])
    lacks, odd = gaps.any(axis=0), np.asarray(outside.any(axis=0))
    few = np.flatnonzero(lacks)
    if len(few):
        odd[few] |= ~manner.enough(branch, few, leaves)
    if odd.all():
        return None
    thin, part = np.flatnonzero(lacks & ~odd), None
    if len(thin):
        rows = {path: row for row, path in enumerate(below)}
        part = thinned(trunk, branch, rows, scores[:, thin], ~gaps[:, thin])
    scores[:, lacks | odd] = 1.0  # any number: they have theirs from elsewhere
    return Melted(trunk, branch, kind, scores, thin, part, np.flatnonzero(odd))


def _on_scale(kind: Kind, values: Floats) -> tuple[Floats, Mask, Mask]:
    """Scores [k, n] (taken over) on the mean's scale; where they lack, and where they have no such mean."""
    gaps = ~np.isfinite(values)
    values[gaps] = 1.0
    outside = kind.outside(values)
    if outside is None:
        outside = np.zeros(values.shape, dtype=bool)
    values[outside] = 1.0
    if kind.forth is not None:
        values = kind.forth(values)
        outside |= ~np.isfinite(values)
    return values, gaps, outside


def _leaves(branch: Branch) -> list[str]:
    parts = ([child.path] if isinstance(child, Leaf) else _leaves(child) for child in branch.children)
    return [path for part in parts for path in part]


def _shares(trunk: Trunk, branch: Branch, load: Load) -> Floats:
    """The share of each leaf under a branch in it, float64[r, leaves]."""
    by_column = np.asfortranarray(load.counted)  # families are narrow: their columns are long
    found = _weights(trunk, branch, by_column)
    return np.ascontiguousarray(found / found.sum(axis=1, keepdims=True))


def _weights(trunk: Trunk, branch: Branch, counted: Floats) -> Floats:
    """What each leaf under a branch weighs in it, float64[r, leaves], beside the others."""
    own = counted[:, trunk.children[branch.path]]
    if not inner(branch):
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
