"""Weights by which siblings count equally, or as wanted, in what their parent tells apart.

A stated weight isn't the importance a child has: that also hangs on its spread and on what it goes together
with. Here weights are found by which the children's correlations with their parent stand in wanted
proportions. Source: Paruolo, Saisana and Saltelli (2013), Ratings and rankings: voodoo or science?; Becker et
al. (2017), Weights and importance in composite indicators.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import least_squares

from kaohe.figures.cases import cases
from kaohe.schemes import Branch
from kaohe.schemes.methods import ByFormula
from kaohe.scoring import NodeScores, Scores
from kaohe.scoring.combining import combine
from kaohe.scoring.exact import Floats, fast_rows
from kaohe.scoring.presence import presence
from kaohe.studies.effective import WEIGHTLESS

STEPWISE = ("median", "copeland", "rank_sum_ratio")
"""Ways of combining that weights move in steps: nothing can be searched along them."""
REACHED = 1e-6
"""Shares this near to those wanted count as reached."""
_FARTHEST = 12.0
"""Weights are searched within e to the plus or minus this power of each other."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Of a branch's k children, float64[k] each: weights `stated` and `balanced` (they add up to 1); shares
    of their correlations with the branch as `wanted`, by stated weights (`before`) and balanced (`after`).

    A share is a correlation over the sum of all their sizes. `reached` is False where no positive weights
    were found that give the shares wanted, as where a child goes against all its siblings; `balanced` then
    comes nearest.
    """

    path: str
    stated: Floats
    wanted: Floats
    before: Floats
    balanced: Floats
    after: Floats

    @property
    def reached(self) -> bool:
        return bool(np.abs(self.after - self.wanted).max() < REACHED)


def balanced(scores: Scores, branch: Branch, wanted: Sequence[float] | None = None) -> Balance | None:
    """Find balanced weights for a branch; `wanted` are shares of importance, by default equal.

    None where weights don't decide (a formula, a minimum, a maximum) or only in steps (a median, ranks),
    where there are fewer than two children, one has no weight or no spread, or the branch has none. Each
    unit keeps what is missing or not applicable to it. The search is a least-squares one from the stated and
    from equal weights, the better end taken. Raises ValueError where `wanted` isn't one positive number a
    child.
    """
    aims = np.full(len(branch.children), 1.0) if wanted is None else np.array(wanted, dtype=np.float64)
    if aims.shape != (len(branch.children),) or not (aims > 0).all():
        raise ValueError("wanted: one number above 0 for each child")
    aims = aims / aims.sum()
    search = _Search(scores, branch)
    if not search.possible:
        return None
    stated = search.stated / search.stated.sum()
    starts = (stated, np.full(len(aims), 1 / len(aims)))
    found = min((search.nearest(start, aims) for start in starts), key=lambda end: search.distance(end, aims))
    return Balance(branch.path, stated, aims, search.shares(stated), found, search.shares(found))


class _Search:
    """A branch's value, and what its children have to do with it, by any weights."""

    def __init__(self, scores: Scores, branch: Branch):
        self.scores = scores
        self.branch = branch
        self.children = [scores.nodes[child.path] for child in branch.children]
        self.stated = np.array([child.weight.mean() for child in self.children])
        self.columns = np.column_stack([child.score.values for child in self.children])

    @property
    def possible(self) -> bool:
        if any(
            isinstance(how, ByFormula) or how in (*WEIGHTLESS, *STEPWISE) for how in self.branch.combine.all()
        ):
            return False
        if len(self.children) < 2 or not (self.stated > 0).all():
            return False
        return bool(np.isfinite(self.shares(self.stated)).all())

    def nearest(self, start: Floats, wanted: Floats) -> Floats:
        """The weights nearest to what is wanted that are found from `start`; they add up to 1."""
        first = np.clip(np.log(start[:-1] / start[-1]), -_FARTHEST, _FARTHEST)
        bounds = (-_FARTHEST - 1, _FARTHEST + 1)
        end = least_squares(
            lambda logs: np.nan_to_num(self.shares(_weights(logs)) - wanted, nan=1.0),
            first,
            bounds=bounds,
            xtol=1e-14,
            ftol=1e-15,
            gtol=1e-15,
        )
        return _weights(end.x)

    def distance(self, weights: Floats, wanted: Floats) -> float:
        return float(np.sum((self.shares(weights) - wanted) ** 2))

    def shares(self, weights: Floats) -> Floats:
        """Each child's correlation with the branch over the sum of all their sizes, float64[k]."""
        value = self.value(weights)
        both = ~np.isnan(self.columns) & ~np.isnan(value)[:, None]
        found = np.array(
            [_correlation(column[at], value[at]) for column, at in zip(self.columns.T, both.T, strict=True)]
        )
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(found / np.abs(found).sum())

    def value(self, weights: Floats) -> Floats:
        """The branch's value before its own steps, float64[n]."""
        figures = self.scores.figures
        children = [_weighing(child, weight) for child, weight in zip(self.children, weights, strict=True)]
        there = presence(self.branch, children, figures)
        value = np.full(len(figures.units), np.nan)
        with np.errstate(all="ignore"):
            for mask, how in cases(self.branch.combine, figures):
                used = there.weights * there.spread[:, None] if how == "sum" else there.weights
                value[mask] = combine(self.branch, how, there.scores, used, fast_rows)[mask]
        return np.where(there.lacking.missing, np.nan, value)


def _weighing(child: NodeScores, weight: float) -> NodeScores:
    """The child with another weight wherever it counts."""
    return replace(child, weight=np.where(child.weight > 0, weight, 0.0))


def _weights(logs: Floats) -> Floats:
    sizes = np.exp(np.append(logs, 0.0) - max(float(logs.max()), 0.0))
    return np.asarray(sizes / sizes.sum())


def _correlation(one: Floats, other: Floats) -> float:
    """Pearson's, in floating point; NaN without spread."""
    if len(one) < 3:
        return float("nan")
    x, y = one - one.mean(), other - other.mean()
    size = float(np.sqrt((x @ x) * (y @ y)))
    return float(x @ y) / size if size > 0 else float("nan")
