"""Children combined into their parent for many draws at once.

A child is cells [r, n] (r = 1 where all draws share them), its weight the product of a number a draw, float64
[r, k], and a number a unit, [k, n]. So the draws of a mean of shared children are one matrix product. The
meaning is that of `scoring.presence` and `scoring.combining`; what isn't a mean of some kind goes through the
latter draw by draw.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from kaohe.figures import Figures
from kaohe.figures.cases import Mask, cases
from kaohe.formulas import Formula, Reason
from kaohe.robustness.cells import Cells, Floats, settled_cells
from kaohe.schemes import Branch, Cases
from kaohe.schemes.methods import Combine, Power
from kaohe.scoring.combining import combine, formula_over
from kaohe.scoring.exact import fast_rows

Curve = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Family:
    """The children of a branch in some draws: cells, weights by draw and by unit, who is dropped when.

    `by_draw` float64[r, k] are 0 where a child is dropped or has no weight, `stated` float64[r, k] as if none
    were dropped, `by_unit` float64[k, n] (or [k, 1], the same for all units) are 0 where it isn't applicable.
    """

    cells: tuple[Cells, ...]
    by_draw: Floats
    stated: Floats
    by_unit: Floats

    @property
    def whole(self) -> bool:
        """Whether every child counts everywhere."""
        gaps = any(each.why is not None for each in self.cells)
        return not gaps and bool((self.by_draw > 0).all()) and bool((self.by_unit > 0).all())


def combined(branch: Branch, choice: Cases[Combine], family: Family, figures: Figures) -> Cells:
    """The parent's value before its own steps, cells [r, n]."""
    if family.whole:
        present = [np.ones((1, 1), dtype=bool)] * len(family.cells)
        values = _values(branch, choice, family, present, figures)
        return Cells(values, None).become(values)
    applicable = [(family.by_unit[j] > 0) & ~each.freed for j, each in enumerate(family.cells)]
    present = [here & ~each.missing for here, each in zip(applicable, family.cells, strict=True)]
    counting = (family.by_draw > 0).astype(np.float64)
    count, there = _sum(counting, applicable), _sum(counting, present)
    too_few = (there < _least(branch, figures, count)) | (there == 0)
    values = _values(branch, choice, family, present, figures, applicable)
    lost = np.where(np.isfinite(values), np.int8(0), np.int8(Reason.OUTSIDE_DOMAIN))
    why = np.where(too_few, np.int8(Reason.TOO_FEW), lost)
    why = np.where(count == 0, np.int8(Reason.NOT_APPLICABLE), why).astype(np.int8)
    return settled_cells(np.where(why != 0, np.nan, values), why)


def _least(branch: Branch, figures: Figures, count: Floats) -> Floats:
    least = count.copy()
    for mask, need in cases(branch.need, figures):
        if isinstance(need, str):
            least = np.where(mask, count * float(need.rstrip("%")) / 100 - 1e-9, least)
        elif need is not None:
            least = np.where(mask, float(need), least)
    return least


def _values(
    branch: Branch,
    choice: Cases[Combine],
    family: Family,
    present: Sequence[Mask],
    figures: Figures,
    applicable: Sequence[Mask] | None = None,
) -> Floats:
    parts = cases(choice, figures)
    if len(parts) == 1:
        return _by(branch, parts[0][1], family, present, applicable)
    result: Floats = np.full((1, len(figures.units)), np.nan)
    for mask, how in parts:
        result = np.where(mask, _by(branch, how, family, present, applicable), result)
    return result


def _by(
    branch: Branch, how: Combine, family: Family, present: Sequence[Mask], applicable: Sequence[Mask] | None
) -> Floats:
    """One way of combining, float64[r, n]."""
    scores = [
        each.values if each.why is None else np.where(here, each.values, 0.0)
        for here, each in zip(present, family.cells, strict=True)
    ]
    weights = [family.by_unit[j] * here for j, here in enumerate(present)]
    if how == "sum":
        total = _sum(family.by_draw, [w * s for w, s in zip(weights, scores, strict=True)])
        return total if applicable is None else total * _spread(family, applicable)
    if how in ("min", "max"):
        return _extreme(family, present, least=how == "min")
    curves = _curves(branch, how)
    if curves is None:
        return _draw_by_draw(branch, how, family, present)
    forth, back, low, strict = curves
    raised, outside = [], []
    for here, one in zip(present, scores, strict=True):
        on_scale = forth(one)
        beyond = here & ((one <= low if strict else one < low) | ~np.isfinite(on_scale))
        raised.append(
            on_scale if here.all() and not beyond.any() else np.where(here & ~beyond, on_scale, 0.0)
        )
        outside.append(beyond)
    result = back(_mean(family.by_draw, raised, weights))
    if any(each.any() for each in outside):
        counted = (family.by_draw > 0).astype(np.float64)
        result = np.where(_sum(counted, outside) > 0, np.nan, result)
    return result


def _curves(branch: Branch, how: Combine) -> tuple[Curve, Curve, float, bool] | None:
    """A mean's scale forth and back, and the limit that scores must reach (strictly: be above)."""
    if how == "mean" and branch.mean_through is None:
        return _same, _same, -np.inf, False
    if how == "mean" and branch.mean_through is not None:
        through, back = branch.mean_through
        return _over(through), _over(back), -np.inf, False
    if how == "geometric":
        return _log, np.exp, 0.0, True
    power = how.power if isinstance(how, Power) else -1.0 if how == "harmonic" else None
    if power is None:
        return None
    return _raised(power), _raised(1 / power), 0.0, power < 0


def _same(values: Floats) -> Floats:
    return values


def _log(values: Floats) -> Floats:
    return np.log(np.where(values > 0, values, 1.0))


def _over(formula: Formula) -> Curve:
    return lambda values: formula_over(formula, values)


def _raised(power: float) -> Curve:
    return lambda values: np.where(values > 0, values, 1.0 if power < 0 else 0.0) ** power


def _mean(by_draw: Floats, scores: Sequence[Floats], weights: Sequence[Floats]) -> Floats:
    above = _sum(by_draw, [w * s for w, s in zip(weights, scores, strict=True)])
    return np.asarray(above / _sum(by_draw, weights))


def _spread(family: Family, applicable: Sequence[Mask]) -> Floats:
    """What a sum is multiplied by, so that weights freed are spread over the siblings."""
    stated = _sum(family.stated, list(family.by_unit[:, None, :]))
    kept = _sum(family.by_draw, [family.by_unit[j] * here for j, here in enumerate(applicable)])
    return np.divide(stated, kept, out=np.ones(np.broadcast_shapes(stated.shape, kept.shape)), where=kept > 0)


def _sum(by_draw: Floats, parts: "Sequence[Floats] | Sequence[Mask]") -> Floats:
    """Sum over the children of a number a draw [r, k] times a part [r or 1, n]."""
    shared = [j for j, part in enumerate(parts) if part.shape[0] == 1 or part.ndim == 1]
    width = max(part.shape[-1] for part in parts)
    if shared:
        rows = np.stack([np.broadcast_to(parts[j], (1, width))[0] for j in shared])
        total = by_draw[:, shared] @ rows.astype(np.float64, copy=False)
    else:
        total = np.zeros((1, 1))
    for j in set(range(len(parts))) - set(shared):
        total = total + by_draw[:, j, None] * parts[j]
    return np.asarray(total)


def _extreme(family: Family, present: Sequence[Mask], *, least: bool) -> Floats:
    """The least or greatest score of those that count."""
    beyond, reduce = (np.inf, np.minimum) if least else (-np.inf, np.maximum)
    result: Floats = np.full((1, 1), beyond)
    for j, (here, each) in enumerate(zip(present, family.cells, strict=True)):
        counts = here & (family.by_draw[:, j, None] > 0)
        result = reduce(result, np.where(counts, each.values, beyond))
    return np.where(np.isfinite(result), result, np.nan)


def _draw_by_draw(branch: Branch, how: Combine, family: Family, present: Sequence[Mask]) -> Floats:
    """The official array function on each draw."""
    n = family.cells[0].values.shape[-1]
    draws = max(len(family.by_draw), *(len(each.values) for each in family.cells))
    scores = np.stack([np.broadcast_to(each.values, (draws, n)) for each in family.cells], axis=-1)
    here = np.stack([np.broadcast_to(each, (draws, n)) for each in present], axis=-1)
    by_draw = np.broadcast_to(family.by_draw, (draws, family.by_draw.shape[1]))
    weights = by_draw[:, None, :] * family.by_unit.T[None] * here
    rows = [combine(branch, how, scores[at], weights[at], fast_rows) for at in range(draws)]
    return np.stack(rows)
