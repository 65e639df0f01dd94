"""Children combined into their parent for many draws at once.

A child is cells [r, n] (r = 1 where all draws share them), its weight the product of a number a draw, [r, k],
and a number a unit, [k, n]. The meaning is that of `scoring.presence` and `scoring.combining`; what is
neither a sum nor a mean of some kind goes through the latter draw by draw.
"""

from dataclasses import dataclass

import numpy as np

from kaohe.figures import Figures
from kaohe.figures.cases import Mask, cases
from kaohe.formulas import Reason
from kaohe.robustness.cells import Cells, Floats, Reasons
from kaohe.robustness.means import Kind, kind_of
from kaohe.robustness.terms import Terms
from kaohe.schemes import Branch, Cases
from kaohe.schemes.methods import Combine
from kaohe.scoring.combining import combine
from kaohe.scoring.exact import fast_rows

_OUTSIDE = np.int8(Reason.OUTSIDE_DOMAIN)


@dataclass(frozen=True, slots=True)
class Load:
    """Weights by draw, float64[r, k]: `counted` are 0 where a child is dropped, `stated` as if none were."""

    counted: Floats
    stated: Floats

    @property
    def whole(self) -> bool:
        return bool((self.counted > 0).all())


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
        self.branch, self.cells, self.figures = branch, cells, figures
        self.by_unit = by_unit[:, None, :]
        self.n = len(figures.units)
        self.gaps = bool((by_unit <= 0).any()) or any(each.why is not None for each in cells)
        everywhere = np.ones((1, 1), dtype=bool)
        self.applicable: list[Mask] = [everywhere] * len(cells)
        self.present: list[Mask] = [everywhere] * len(cells)
        if self.gaps:
            self.applicable = [(self.by_unit[j] > 0) & ~each.freed for j, each in enumerate(cells)]
            self.present = [here & ~each.missing for here, each in zip(self.applicable, cells, strict=True)]
        self.counts = Terms.of(self.applicable), Terms.of(self.present)
        self.lacking: _Lacking | None = None
        self.ways = [(mask, how, self._way(how)) for mask, how in cases(choice, figures)]

    def combined(self, load: Load) -> Cells:
        """The parent's value before its own steps, cells [r, n]."""
        values = self._values(load)
        if not load.whole:
            return self._lacking(load.counted > 0).over(values)
        if self.lacking is None:
            self.lacking = self._lacking(np.ones((1, len(self.cells)), dtype=bool))
        return self.lacking.over(values)

    def _lacking(self, counting: Mask) -> "_Lacking":
        """Where too few of the children count, `counting` bool[r, k], are there."""
        count, there = (terms.sum(counting.astype(np.float64)) for terms in self.counts)
        too_few = (there < self._least(count)) | (there == 0)
        why = np.where(too_few, np.int8(Reason.TOO_FEW), np.int8(0))
        why = np.where(count == 0, np.int8(Reason.NOT_APPLICABLE), why)
        return _Lacking(why, bool(why.any()))

    def _least(self, count: Floats) -> Floats:
        least = count
        for mask, need in cases(self.branch.need, self.figures):
            if isinstance(need, str):
                least = np.where(mask, count * float(need.rstrip("%")) / 100 - 1e-9, least)
            elif need is not None:
                least = np.where(mask, float(need), least)
        return least

    def _values(self, load: Load) -> Floats:
        if len(self.ways) == 1:
            return self._by(self.ways[0][1], self.ways[0][2], load)
        result: Floats = np.full((1, self.n), np.nan)
        for mask, how, way in self.ways:
            result = np.where(mask, self._by(how, way, load), result)
        return result

    def _way(self, how: Combine) -> "_Way | None":
        """The terms of a sum or mean; None for what is neither."""
        kind = Kind() if how == "sum" else kind_of(self.branch, how)
        return None if kind is None else _way(kind, self)

    def _by(self, how: Combine, way: "_Way | None", load: Load) -> Floats:
        if way is None:
            return self._extreme(load, how) if how in ("min", "max") else self._draw_by_draw(load, how)
        above = way.above.sum(load.counted)
        if how == "sum":
            total = above if not self.gaps and load.whole else above * self._spread(load)
            return np.broadcast_to(total, (len(total), self.n))
        above /= way.below.sum(load.counted)
        result = above if way.kind.back is None else way.kind.back(above)
        if way.outside is not None:
            struck = way.outside.sum((load.counted > 0).astype(np.float64)) > 0
            result = np.where(struck, np.nan, result)
        return result

    def _spread(self, load: Load) -> Floats:
        """What a sum is multiplied by, so that weights freed are spread over the siblings."""
        stated = Terms.of(list(self.by_unit)).sum(load.stated)
        kept = Terms.of([w * here for w, here in zip(self.by_unit, self.applicable, strict=True)])
        left = kept.sum(load.counted)
        return np.divide(
            stated, left, out=np.ones(np.broadcast_shapes(stated.shape, left.shape)), where=left > 0
        )

    def _extreme(self, load: Load, how: Combine) -> Floats:
        """The least or greatest score of those that count."""
        beyond, reduce = (np.inf, np.minimum) if how == "min" else (-np.inf, np.maximum)
        result: Floats = np.full((1, self.n), beyond)
        for j, (here, each) in enumerate(zip(self.present, self.cells, strict=True)):
            counts = here & (load.counted[:, j, None] > 0)
            result = reduce(result, np.where(counts, each.values, beyond))
        return np.where(np.isfinite(result), result, np.nan)

    def _draw_by_draw(self, load: Load, how: Combine) -> Floats:
        """The official array function on each draw."""
        draws = max(len(load.counted), *(len(each.values) for each in self.cells))
        shape = (draws, self.n)
        scores = np.stack([np.broadcast_to(each.values, shape) for each in self.cells], axis=-1)
        here = np.stack([np.broadcast_to(each, shape) for each in self.present], axis=-1)
        by_draw = np.broadcast_to(load.counted, (draws, load.counted.shape[1]))
        weights = by_draw[:, None, :] * self.by_unit[:, 0].T[None] * here
        rows = [combine(self.branch, how, scores[at], weights[at], fast_rows) for at in range(draws)]
        return np.stack(rows)


@dataclass(frozen=True, slots=True)
class _Lacking:
    """Why a branch has no value, int8[r, n], 0 where it has; and whether that is anywhere."""

    why: Reasons
    anywhere: bool

    def over(self, values: Floats) -> Cells:
        """`values` but where they lack."""
        if not self.anywhere:
            return Cells(values, None).become(values)
        why = np.where(self.why != 0, self.why, np.where(np.isfinite(values), np.int8(0), _OUTSIDE))
        return Cells(np.where(why != 0, np.nan, values), why)


@dataclass(frozen=True, slots=True)
class _Way:
    """A mean's terms above and below the line, and where a child's score has no such mean."""

    kind: Kind
    above: Terms
    below: Terms
    outside: Terms | None


def _way(kind: Kind, family: Family) -> _Way:
    above: list[Floats] = []
    below: list[Floats] = []
    outside: list[Mask] = []
    for weight, here, each in zip(family.by_unit, family.present, family.cells, strict=True):
        scores, strange = _on_scale(kind, each, here)
        below.append(weight * here)
        above.append(scores if weight.size == 1 and weight[0, 0] == 1.0 else weight * scores)
        outside.append(strange)
    struck = Terms.of(outside) if any(each.any() for each in outside) else None
    return _Way(kind, Terms.of(above), Terms.of(below), struck)


def _on_scale(kind: Kind, cells: Cells, here: Mask) -> tuple[Floats, Mask]:
    """A child's scores on the mean's scale, 0 where they don't count, and where they have no such mean."""
    nowhere = np.zeros((1, 1), dtype=bool)
    if kind.forth is None:
        return (cells.values if cells.why is None else np.where(here, cells.values, 0.0)), nowhere
    usable = np.where(here, cells.values, 1.0) if cells.why is not None else cells.values
    outside = kind.outside(usable)
    if outside is not None:
        usable = np.where(outside, 1.0, usable)
    scores = kind.forth(usable)
    lost = ~np.isfinite(scores)
    if outside is None and not lost.any():
        return (scores if cells.why is None else np.where(here, scores, 0.0)), nowhere
    strange = here & (lost if outside is None else lost | outside)
    return np.where(here & ~strange, scores, 0.0), strange
