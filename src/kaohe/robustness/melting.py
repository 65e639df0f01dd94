"""Means of means of one kind, melted into one mean over the leaves: one matrix product, not one a branch."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kaohe.figures.cases import Mask
from kaohe.robustness.cells import Cells, Floats, Reasons
from kaohe.robustness.leaf_tables import Leaves
from kaohe.robustness.limbs import Limb, limb_of
from kaohe.robustness.means import Kind, kind_of
from kaohe.robustness.memory import kept
from kaohe.robustness.terms import product
from kaohe.robustness.thinned import Held, Thinned, held_of
from kaohe.robustness.trunk import Trunk
from kaohe.robustness.weighing import Load
from kaohe.schemes import Branch, Cases
from kaohe.schemes.methods import Combine


@dataclass(frozen=True, slots=True)
class Manner:
    """How some configurations combine the branches, by path, and which kind of mean a branch melts into."""

    trunk: Trunk
    combine: Mapping[str, Cases[Combine]]
    kinds: dict[str, tuple[Kind, Limb] | None] = field(default_factory=dict)
    held: dict[tuple[str, bytes, bytes], Held] = field(default_factory=dict)

    def kind(self, branch: Branch) -> tuple[Kind, Limb] | None:
        """The mean that a branch and all under it take, with nothing in between, and the branch as a limb."""
        if branch.path not in self.kinds:
            self.kinds[branch.path] = self._kind(branch)
        return self.kinds[branch.path]

    def holds(self, limb: Limb, units: NDArray[np.intp], why: Reasons, outside: Mask) -> Held:
        """What these units have of a limb; mostly the same ones lack the same."""
        key = limb.branch.path, units.tobytes(), why.tobytes() + outside.tobytes()
        return kept(self.held, key, lambda: held_of(limb, self.trunk.figures, units, why, outside))

    def _kind(self, branch: Branch) -> tuple[Kind, Limb] | None:
        limb, choice = limb_of(self.trunk, branch), self.combine[branch.path]
        every = [each.branch for each in limb.bottom_up()]
        under = every[:-1]
        alike = all(_plain(self.trunk, each) and self.combine[each.path] == choice for each in every)
        untouched = all(self.trunk.idle[each.path] and _unfinished(each) for each in under)
        if not (under and alike and untouched) or choice.by is not None or choice.otherwise is None:
            return None
        kind = kind_of(branch, choice.otherwise)
        return None if kind is None else (kind, limb)


@dataclass(frozen=True, slots=True)
class Melted:
    """A branch as one mean over the leaves under it.

    `scores` float64[leaves, n] are on the mean's scale. The units `few`, by position, lack some or have some
    without such a mean; theirs is `thinned`, and `why` int8[1, n] tells who has no value.
    """

    limb: Limb
    kind: Kind
    scores: Floats
    few: NDArray[np.intp]
    thinned: Thinned | None
    why: Reasons | None

    def combined(self, load: Load) -> Cells:
        """The branch's value before its own steps, cells [r, n], under a load in which nobody is dropped."""
        result = product(load.kept(self.limb.branch.path, self.limb.shares).T, self.scores)
        if self.thinned is not None:
            result[:, self.few] = self.thinned.mean(load)
        if self.kind.back is not None:
            result = self.kind.back(result)
        return Cells(result, self.why).become(result)


def melted(manner: Manner, branch: Branch, leaves: Leaves) -> Melted | None:
    """None where the branches are no means of one kind, or draws differ in the leaves."""
    found = manner.kind(branch)
    if found is None or leaves.cells.values.shape[1] > 1:
        return None
    kind, limb = found
    cells = leaves.under(limb.paths)
    reasons = None if cells.why is None else cells.why[:, 0]
    scores, outside = _on_scale(kind, cells.values[:, 0], reasons)
    if reasons is None and outside is None:
        return Melted(limb, kind, scores, np.empty(0, dtype=np.intp), None, None)
    nowhere = np.zeros(scores.shape, dtype=np.int8)
    reasons, outside = nowhere if reasons is None else reasons, nowhere != 0 if outside is None else outside
    few = np.flatnonzero(((reasons != 0) | outside).any(axis=0))
    held = manner.holds(limb, few, reasons[:, few], outside[:, few])
    thinned = Thinned(limb, held, np.where(held.there, scores[:, few], 0.0))
    why = None
    if held.why.any():
        why = np.zeros((1, scores.shape[1]), dtype=np.int8)
        why[0, few] = held.why
    return Melted(limb, kind, scores, few, thinned, why)


def _on_scale(kind: Kind, values: Floats, why: Reasons | None) -> tuple[Floats, Mask | None]:
    """Scores [k, n] on the mean's scale, of 1 where one lacks; where one has no such mean, None: nowhere."""
    if why is not None:
        values = np.where(why != 0, 1.0, values)
    outside = kind.outside(values)
    if outside is not None:
        values = np.where(outside, 1.0, values)
    if kind.forth is not None:
        values = kind.forth(values)
        lost = ~np.isfinite(values)
        if lost.any():
            values[lost] = 1.0
            outside = lost if outside is None else lost | outside
    return values, outside


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
