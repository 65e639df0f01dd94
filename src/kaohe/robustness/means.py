"""Means of every kind as sums on a scale of their own: forth, weighted mean, back."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.formulas import Formula
from kaohe.robustness.cells import Floats
from kaohe.schemes import Branch
from kaohe.schemes.methods import Combine, Power
from kaohe.scoring.combining import formula_over

Curve = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Kind:
    """`forth` and `back`, None where the scale is the scores' own.

    Scores below `low` (strictly: or at it) have no such mean.
    """

    forth: Curve | None = None
    back: Curve | None = None
    low: float = -np.inf
    strictly: bool = False

    def outside(self, scores: Floats) -> Mask | None:
        """Where scores have no such mean, None where all have."""
        least = scores.min(initial=np.inf)
        if least > self.low or (least == self.low and not self.strictly):
            return None
        return np.asarray(scores <= self.low if self.strictly else scores < self.low)


def kind_of(branch: Branch, how: Combine) -> Kind | None:
    """The kind of mean; None where it is none."""
    if how == "mean":
        if branch.mean_through is None:
            return Kind()
        through, back = branch.mean_through
        return Kind(_over(through), _over(back))
    if how == "geometric":
        return Kind(_log, np.exp, 0.0, strictly=True)
    power = how.power if isinstance(how, Power) else -1.0 if how == "harmonic" else None
    if power is None:
        return None
    return Kind(_raised(power), _raised(1 / power), 0.0, strictly=power < 0)


def _over(formula: Formula) -> Curve:
    return lambda values: formula_over(formula, values)


def _log(values: Floats) -> Floats:
    return np.log(values)


def _raised(power: float) -> Curve:
    return lambda values: values**power
