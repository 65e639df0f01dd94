"""Children combined into their parent for many draws at once.

A child's weight is a number by draw times one by unit. The meaning is that of `scoring.presence` and
`scoring.combining`; what is neither a sum nor a mean of some kind goes through the latter draw by draw.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
from kaohe.scoring.weights import compare, weights_in

Needs = list[tuple[Mask, str | int | None]]
"""What a branch needs of its children, each with the units (bool[n]) it holds for."""

Counts = Floats | NDArray[np.intp]

_OUTSIDE = np.int8(Reason.OUTSIDE_DOMAIN)
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
        self.ways = [(mask, how, self._way(how, mask)) for mask, how in cases(choice, figures)]

    def combined(self, load: Load) -> Cells:
        """The parent's value before its own steps, cells [r, n]."""
        if not load.whole:
            return self._over(load, self._lacking(load.counted > 0))
        if self.lacking is None:
            self.lacking = self._lacking(np.ones((1, load.counted.shape[1]), dtype=bool))
        return self._over(load, self.lacking)

    def _over(self, load: Load, lacking: "_Lacking") -> Cells:
        """Combined where enough is there."""
        if len(self.ways) == 1:
            return lacking.over(self.ways[0][2](load, lacking), np.int8(undefined(self.ways[0][1])))
        values: Floats = np.full((1, self.n), np.nan)
        reasons = np.full(self.n, _OUTSIDE)
        for mask, how, way in self.ways:
            values = np.where(mask, way(load, lacking), values)
            reasons[mask] = np.int8(undefined(how))
        return lacking.over(values, reasons)

    def _lacking(self, counting: Mask) -> "_Lacking":
        """Where too few of the children that count, `counting` bool[r, k], are there."""
        numbers = counting.astype(np.float64)
        count = self._terms(self.applicable).sum(numbers)
        there = self._terms(self.present).sum(numbers)
        why = why_without(cases(self.branch.need, self.figures), count, there)
        return _Lacking(why, bool(why.any()))

    def _terms(self, masks: list[Mask]) -> Terms:
        return Terms.of(self.groups, lambda place, group: masks[place])

    def _way(self, how: Combine, mask: Mask) -> "Way":
        """A way of combining, as a function of the load and of who lacks."""
        if self.branch.weighting is not None:
            return lambda load, lacking: self._draw_by_draw(load, lacking, how, mask)
        if how == "sum":
            return self._sum()
        if how in ("min", "max"):
            return lambda load, lacking: self._extreme(load, how)
        kind = kind_of(self.branch, how)
        if kind is not None:
            return self._mean(kind)
        return lambda load, lacking: self._draw_by_draw(load, lacking, how, mask)

    def _sum(self) -> "Way":
        above = self._scores(Kind())[0]
        stated = Terms.of(self.groups, lambda place, group: group.by_unit)
        kept = Terms.of(self.groups, lambda place, group: group.by_unit * self.applicable[place])

        def way(load: Load, lacking: _Lacking) -> Floats:
            """What is multiplied spreads the weights freed over the siblings."""
            whole, left = stated.sum(load.stated), kept.sum(load.counted)
            nothing = np.ones(np.broadcast_shapes(whole.shape, left.shape))
            spread = np.divide(whole, left, out=nothing, where=left > 0)
            return np.asarray(above.sum(load.counted) * spread)

        return way

    def _mean(self, kind: Kind) -> "Way":
        above, outside = self._scores(kind)
        below = Terms.of(self.groups, lambda place, group: group.by_unit * self.present[place])

        def way(load: Load, lacking: _Lacking) -> Floats:
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

    def _draw_by_draw(self, load: Load, lacking: "_Lacking", how: Combine, mask: Mask) -> Floats:
        """The official array functions, draw by draw; who lacks or is of another case counts for nobody."""
        draws = max(len(load.counted), *(group.cells.values.shape[1] for group in self.groups))
        shape = (draws, self.n, load.counted.shape[1])
        scores, weights, stated = np.empty(shape), np.empty(shape), np.empty(shape)
        freed = np.zeros(shape, dtype=bool)
        for group, here in zip(self.groups, self.present, strict=True):
            there = np.broadcast_to(here, (len(group.of), *here.shape[1:2], self.n))
            gone = group.cells.freed
            for row, j in enumerate(group.of):
                scores[:, :, j] = group.cells.values[row]
                stated[:, :, j] = group.by_unit[row] * (load.counted[:, j, None] > 0)
                weights[:, :, j] = there[row] * load.counted[:, j, None]
                freed[:, :, j] = gone[row] | (load.counted[:, j, None] == 0)
        counts = np.broadcast_to((lacking.why == 0) & mask, shape[:2])
        result = np.empty(shape[:2])
        for draw in range(draws):
            by_unit = self._by_unit(scores[draw], stated[draw], freed[draw])
            used = weights[draw] * by_unit * counts[draw][:, None]
            if how == "sum":
                kept = np.where(freed[draw], 0.0, by_unit).sum(axis=1)
                used *= np.divide(by_unit.sum(axis=1), kept, out=np.ones(self.n), where=kept > 0)[:, None]
            result[draw] = combine(self.branch, how, scores[draw], used, fast_rows)
        return result

    def _by_unit(self, scores: Floats, stated: Floats, freed: Mask) -> Floats:
        """Weights by unit, [n, k]: those stated, or those computed from the scores of this draw."""
        if self.branch.weighting is None:
            return stated
        compared = compare(scores, stated, freed)
        return np.nan_to_num(weights_in(self.branch, compared, stated, fast_rows))


@dataclass(frozen=True, slots=True)
class _Lacking:
    """Why a branch has no value, int8[r, n], 0 where it has; and whether that is anywhere."""

    why: Reasons
    anywhere: bool

    def over(self, values: Floats, reason: "Reasons | np.int8" = _OUTSIDE) -> Cells:
        """`values` but where they lack; what is no number is missing for `reason`."""
        if not self.anywhere and np.isfinite(values).all():
            return Cells(values, None)
        why = np.where(self.why != 0, self.why, np.where(np.isfinite(values), np.int8(0), reason))
        return Cells(np.where(why != 0, np.nan, values), why)


Way = Callable[[Load, _Lacking], Floats]


def why_without(needs: Needs, count: Counts, there: Counts) -> Reasons:
    """Why a branch has no value, int8[..., n]: of the `count` children that apply too few are there.

    `needs` are those of the branch, by the units they hold for.
    """
    least: Counts = count
    for mask, need in needs:
        if isinstance(need, str):
            least = np.where(mask, count * float(need.rstrip("%")) / 100 - 1e-9, least)
        elif need is not None:
            least = np.where(mask, float(need), least)
    why = np.where((there < least) | (there == 0), np.int8(Reason.TOO_FEW), np.int8(0))
    return np.where(count == 0, np.int8(Reason.NOT_APPLICABLE), why)


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
