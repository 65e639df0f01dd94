"""Bonus, deduction and veto, after the score is on its published scale."""

from dataclasses import dataclass

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.figures.measures import Measures
from kaohe.formulas import Cause, Column, Reason, parse
from kaohe.schemes.model import Adjust, Bonus, Deduct, HoldToClass, HoldToScore, Veto
from kaohe.scoring.exact import Floats
from kaohe.scoring.scores import Adjustment


@dataclass(frozen=True, slots=True)
class Adjusted:
    """The score after all adjustments, what each did, and whom a veto excludes or holds to a class."""

    score: Column
    adjustments: tuple[Adjustment, ...]
    excluded: Mask
    held: dict[int, tuple[str, ...]]


def adjusted(score: Column, adjusts: tuple[Adjust, ...], measures: Measures, applies: Mask) -> Adjusted:
    """Apply `adjusts` in order to the units the node `applies` to (bool[n]).

    A bonus or deduction that is missing makes the score missing, with its cause. A veto whose statement
    can't be told does not strike (the notes say so).
    """
    done: list[Adjustment] = []
    excluded = np.zeros(len(score), dtype=bool)
    held: dict[int, tuple[str, ...]] = {}
    for place, adjust in enumerate(adjusts):
        before, found = score, found_by(adjust, measures)
        if isinstance(adjust, Veto):
            struck = applies & (found.values == 1.0)
            if isinstance(adjust.effect, HoldToScore):
                score = score.filled(struck & ~score.missing, np.minimum(score.values, adjust.effect.at_most))
            elif isinstance(adjust.effect, HoldToClass):
                for unit in np.flatnonzero(struck).tolist():
                    held[unit] = (*held.get(unit, ()), adjust.effect.class_)
            else:
                excluded |= struck
        else:
            score = _added(score, adjust, found)
        done.append(Adjustment(place, np.nan_to_num(score.values - before.values), found))
    return Adjusted(score, tuple(done), excluded, held)


def found_by(adjust: Adjust, measures: Measures) -> Column:
    """The points of a bonus or deduction, or whether a veto's statement holds."""
    if isinstance(adjust, Veto):
        return measures.evaluate(parse(adjust.veto, "truth"))
    return measures.evaluate(parse(adjust.bonus if isinstance(adjust, Bonus) else adjust.deduct, "number"))


def _added(score: Column, adjust: Bonus | Deduct, points: Column) -> Column:
    sign = 1.0 if isinstance(adjust, Bonus) else -1.0
    amount: Floats = points.values if adjust.at_most is None else np.minimum(points.values, adjust.at_most)
    sums = Column.of(score.values + sign * amount, Cause(Reason.OUTSIDE_DOMAIN))
    return Column.choose([(score.missing, score), (points.missing, points), (~points.missing, sums)])
