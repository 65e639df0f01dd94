"""Children combined into their parent for many draws at once.

A child's weight is a number by draw times one by unit. The meaning is that of `scoring.presence` and
`scoring.combining`; what is neither a sum nor a mean of some kind goes through the latter draw by draw.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kaohe.figures import Figures
from kaohe.figures.cases import Mask, cases
from kaohe.formulas import Reason
from kaohe.robustness.cells import Cells, Floats, Reasons
from kaohe.robustness.means import Kind, kind_of
from kaohe.robustness.terms import Group, Terms, grouped
from kaohe.robustness.weighing import Load
from kaohe.schemes import Branch, Cases
from kaohe.schemes.methods import Combine
from kaohe.scoring.combining import combine, undefined
from kaohe.scoring.exact import fast_rows

_NOWHERE = np.zeros((1, 1, 1), dtype=bool)
_EVERYWHERE = np.ones((1, 1, 1), dtype=bool)


class Family:
    """The children of a branch and what the ways of combining them need: made once, for any load."""

    def __init__(
        self,
        branch: Branch,
        choice: Cases[Combine],
        cells: tuple[Cells, ...],
        by_unit: Floats,
        figures: Figures,
    ):
        self.branch, self.figures = branch, figures
        self.n = len(figures.units)
        self.groups = grouped(cells, by_unit)
        gaps = bool((by_unit <= 0).any()) or any(group.cells.why is not None for group in self.groups)
        self.applicable: list[Mask] = [_EVERYWHERE] * len(self.groups)
        self.present: list[Mask] = self.applicable
        if gaps:
            self.applicable = [(group.by_unit > 0) & ~group.cells.freed for group in self.groups]
            self.present = [
                here & ~group.cells.missing for here, group in zip(self.applicable, self.groups, strict=True)
            ]
        self.lacking: _Lacking | None = None
        self.ways = [(mask, self._way(how, mask)) for mask, how in cases(choice, figures)]
        self.undefined = np.full(self.n, np.int8(Reason.OUTSIDE_DOMAIN))
        for mask, how in cases(choice, figures):
            self.undefined[mask] = np.int8(undefined(how))

    def combined(self, load: Load) -> Cells:
        """The parent's value before its own steps, cells [r, n]."""
        values = self._values(load)
        if not load.whole:
            return self._lacking(load.counted > 0).over(values)
        if self.lacking is None:
            self.lacking = self._lacking(np.ones((1, load.counted.shape[1]), dtype=bool))
        return self.lacking.over(values)

    def _values(self, load: Load) -> Floats:
        if len(self.ways) == 1:
            return self.ways[0][1](load)
        result: Floats = np.full((1, self.n), np.nan)
        for mask, way in self.ways:
            result = np.where(mask, way(load), result)
        return result

    def _lacking(self, counting: Mask) -> "_Lacking":
        """Where too few of the children that count, `counting` bool[r, k], are there."""
        numbers = counting.astype(np.float64)
        count = self._terms(self.applicable).sum(numbers)
        there = self._terms(self.present).sum(numbers)
        too_few = (there < self._least(count)) | (there == 0)
        why = np.where(too_few, np.int8(Reason.TOO_FEW), np.int8(0))
        why = np.where(count == 0, np.int8(Reason.NOT_APPLICABLE), why)
        return _Lacking(why, bool(why.any()), self.undefined)

    def _least(self, count: Floats) -> Floats:
        least = count
        for mask, need in cases(self.branch.need, self.figures):
            if isinstance(need, str):
                least = np.where(mask, count * float(need.rstrip("%")) / 100 - 1e-9, least)
            elif need is not None:
                least = np.where(mask, float(need), least)
        return least

    def _terms(self, masks: list[Mask]) -> Terms:
        return Terms.of(self.groups, lambda place, group: masks[place])

    def _way(self, how: Combine, mask: Mask) -> Callable[[Load], Floats]:
        """A way of combining, as a function of the load."""
        if how == "sum":
            return self._sum()
        if how in ("min", "max"):
            return lambda load: self._extreme(load, how)
        kind = kind_of(self.branch, how)
        return self._mean(kind) if kind else lambda load: self._draw_by_draw(load, how, mask)

    def _sum(self) -> Callable[[Load], Floats]:
        above = self._scores(Kind())[0]
        stated = Terms.of(self.groups, lambda place, group: group.by_unit)
        kept = Terms.of(self.groups, lambda place, group: group.by_unit * self.applicable[place])

        def way(load: Load) -> Floats:
            """What is multiplied spreads the weights freed over the siblings."""
            whole, left = stated.sum(load.stated), kept.sum(load.counted)
            nothing = np.ones(np.broadcast_shapes(whole.shape, left.shape))
            spread = np.divide(whole, left, out=nothing, where=left > 0)
            return np.asarray(above.sum(load.counted) * spread)

        return way

    def _mean(self, kind: Kind) -> Callable[[Load], Floats]:
        above, outside = self._scores(kind)
        below = Terms.of(self.groups, lambda place, group: group.by_unit * self.present[place])

        def way(load: Load) -> Floats:
            result = above.sum(load.counted)
            result /= below.sum(load.counted)
            if kind.back is not None:
                result = kind.back(result)
            if outside is None:
                return result
            struck = outside.sum((load.counted > 0).astype(np.float64)) > 0
            return np.where(struck, np.nan, result)

        return way

    def _scores(self, kind: Kind) -> tuple[Terms, Terms | None]:
        """Weights by unit times scores on the mean's scale, and where a score has no such mean."""
        found = [_on_scale(kind, group, here) for group, here in zip(self.groups, self.present, strict=True)]
        scores = Terms.of(self.groups, lambda place, _: found[place][0])
        if all(outside is None for _, outside in found):
            return scores, None
        return scores, self._terms([_NOWHERE if outside is None else outside for _, outside in found])

    def _extreme(self, load: Load, how: Combine) -> Floats:
        """The least or greatest score of those that count."""
        beyond, reduce = (np.inf, np.minimum) if how == "min" else (-np.inf, np.maximum)
        result: Floats = np.full((1, self.n), beyond)
        for group, here in zip(self.groups, self.present, strict=True):
            for row, j in enumerate(group.of):
                counts = here[row if len(here) > 1 else 0] & (load.counted[:, j, None] > 0)
                result = reduce(result, np.where(counts, group.cells.values[row], beyond))
        return np.where(np.isfinite(result), result, np.nan)

    def _draw_by_draw(self, load: Load, how: Combine, mask: Mask) -> Floats:
        """The official array function on each draw; whom it isn't for, and who lacks, isn't compared with."""
        draws = max(len(load.counted), *(group.cells.values.shape[1] for group in self.groups))
        shape = (draws, self.n, load.counted.shape[1])
        scores, weights = np.empty(shape), np.empty(shape)
        for group, here in zip(self.groups, self.present, strict=True):
            by_unit = np.broadcast_to(group.by_unit * here, (len(group.of), *here.shape[1:2], self.n))
            for row, j in enumerate(group.of):
                scores[:, :, j] = group.cells.values[row]
                weights[:, :, j] = by_unit[row] * load.counted[:, j, None]
        weights *= (mask & (self._lacking(load.counted > 0).why == 0))[:, :, None]
        each = zip(scores, weights, strict=True)
        return np.stack([combine(self.branch, how, row, weight, fast_rows) for row, weight in each])


@dataclass(frozen=True, slots=True)
class _Lacking:
    """Why a branch has no value, int8[r, n], 0 where it has; whether that is anywhere; and why a way of
    combining would give none, int8[n].
    """

    why: Reasons
    anywhere: bool
    undefined: Reasons

    def over(self, values: Floats) -> Cells:
        """`values` but where they lack."""
        if not self.anywhere:
            lost = ~np.isfinite(values)
            if not lost.any():
                return Cells(values, None)
            return Cells(np.where(lost, np.nan, values), np.where(lost, self.undefined, np.int8(0)))
        why = np.where(self.why != 0, self.why, np.where(np.isfinite(values), np.int8(0), self.undefined))
        return Cells(np.where(why != 0, np.nan, values), why)


def _on_scale(kind: Kind, group: Group, here: Mask) -> tuple[Floats, Mask | None]:
    """Weight by unit times score on the mean's scale, 0 where it doesn't count; where it has no such mean."""
    values, gaps = group.cells.values, here is not _EVERYWHERE
    outside = None
    if kind.forth is not None:
        usable = np.where(here, values, 1.0) if gaps else values
        outside = kind.outside(usable)
        values = kind.forth(usable if outside is None else np.where(outside, 1.0, usable))
        lost = ~np.isfinite(values)
        if outside is not None or lost.any():
            outside = here & (lost if outside is None else lost | outside)
    counts = here if outside is None else here & ~outside
    known = np.where(counts, values, 0.0) if gaps or outside is not None else values
    return (known if (group.by_unit == 1).all() else group.by_unit * known), outside
