"""Which children count for a unit: what is not applicable frees its weight, what is missing must be few."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kaohe.figures import Figures
from kaohe.figures.cases import Mask, cases
from kaohe.formulas import Cause, Column, Reason
from kaohe.schemes import Branch
from kaohe.scoring.exact import Floats
from kaohe.scoring.scores import NodeScores

_FREED = (Reason.NOT_APPLICABLE, Reason.CONSTANT)
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Presence:
    """Of a branch's children, [n, k]: scores, and weights in force (0 where a child doesn't count).

    `spread` float64[n] is what the present weights of a sum are multiplied by, so that weights freed by
    what is not applicable are spread over the siblings. `lacking` holds a cause where too few are present.
    """

    scores: Floats
    weights: Floats
    spread: Floats
    lacking: Column


def presence(branch: Branch, children: list[NodeScores], figures: Figures) -> Presence:
    """Judge the children of `branch` by its `need`, the least share or number of them present."""
    scores = np.column_stack([child.score.values for child in children])
    stated = np.column_stack([child.weight for child in children])
    applicable = (stated > 0) & ~np.column_stack([because(child.score, *_FREED) for child in children])
    missing = np.isnan(scores)
    weights = np.where(applicable & ~missing, stated, 0.0)
    count, present = applicable.sum(axis=1), (weights > 0).sum(axis=1)
    kept = np.where(applicable, stated, 0.0).sum(axis=1)
    spread = np.divide(stated.sum(axis=1), kept, out=np.ones(len(kept)), where=kept > 0)
    too_few = (present < _least(branch, figures, count)) | (present == 0)
    lacking = _lacking(branch, children, too_few, applicable & missing, count == 0)
    return Presence(scores, weights, spread, lacking)


def because(column: Column, *reasons: Reason) -> Mask:
    """Where a column is missing for one of the reasons, bool[n]."""
    codes = np.array([cause.reason in reasons for cause in column.causes])
    return np.asarray(codes[column.why])


def _least(branch: Branch, figures: Figures, count: Counts) -> Floats:
    """The least number of children present, of `count` (int[n]) applicable; all where `need` isn't said."""
    least = count.astype(np.float64)
    for mask, need in cases(branch.need, figures):
        if isinstance(need, str):
            least[mask] = count[mask] * float(need.rstrip("%")) / 100 - 1e-9
        elif need is not None:
            least[mask] = need
    return least


def _lacking(branch: Branch, children: list[NodeScores], too_few: Mask, gaps: Mask, nothing: Mask) -> Column:
    """A column that is 0 where the need is met, and elsewhere missing, naming the first child that lacks."""
    column = Column.of(np.zeros(len(too_few)))
    column = column.masked(nothing, Cause(Reason.NOT_APPLICABLE, branch.path))
    for place, child in enumerate(children):
        column = column.masked(too_few & gaps[:, place], Cause(Reason.TOO_FEW, child.node.path))
    return column.masked(too_few, Cause(Reason.TOO_FEW, branch.path))
