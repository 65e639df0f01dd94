"""Means of means where a unit lacks some leaves: those count that are there, if they are enough."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kaohe.figures import Figures
from kaohe.figures.cases import Mask, cases
from kaohe.formulas import Reason
from kaohe.robustness.cells import Floats, Reasons
from kaohe.robustness.combining import why_without
from kaohe.robustness.limbs import Limb
from kaohe.robustness.weighing import Load


@dataclass(frozen=True, slots=True)
class Held:
    """What m units have of a limb, whatever their scores.

    By the path of each branch float64[k, m]: 1 for the children that are there, or for all where the branch
    has no value, so that no sum of weights is 0: its parent gives it none. `there` bool[leaves, m] tells
    which leaves count, `why` int8[m] why the limb has no value.
    """

    present: Mapping[str, Floats]
    there: Mask
    why: Reasons


def held_of(limb: Limb, figures: Figures, units: NDArray[np.intp], why: Reasons, outside: Mask) -> Held:
    """Of leaves [leaves, m] that lack for `why` (0: they don't), or whose score is `outside` of the mean."""
    presents: dict[str, Floats] = {}
    whys: dict[str, Reasons] = {}
    there = why == 0
    for each in limb.bottom_up():
        reasons = np.zeros((len(each.branch.children), len(units)), dtype=np.int8)
        reasons[each.leaves] = why[each.rows]
        for place, inner in each.limbs:
            reasons[place] = whys[inner.branch.path]
        present = reasons == 0
        needs = [(mask[units], need) for mask, need in cases(each.branch.need, figures)]
        applicable = (reasons != Reason.NOT_APPLICABLE) & (reasons != Reason.CONSTANT)
        lacks = why_without(needs, applicable.sum(axis=0), present.sum(axis=0))
        struck = (there[each.rows] & outside[each.rows]).any(axis=0)
        lacks[(lacks == 0) & struck] = Reason.OUTSIDE_DOMAIN
        there[each.rows] &= lacks == 0
        presents[each.branch.path] = np.where(lacks == 0, present, 1.0)
        whys[each.branch.path] = lacks
    return Held(presents, there, whys[limb.branch.path])


@dataclass(frozen=True, slots=True)
class Thinned:
    """A limb over m units that lack something; `scores` float64[leaves, m] on the mean's scale."""

    limb: Limb
    held: Held
    scores: Floats

    def mean(self, load: Load) -> Floats:
        """On the mean's scale, [r, m], NaN where it has no value, under a load in which nobody is dropped."""
        found = self._mean(self.limb, load.counted)
        found[:, self.held.why != 0] = np.nan
        return found

    def _mean(self, limb: Limb, counted: Floats) -> Floats:
        own, present = counted[:, limb.columns], self.held.present[limb.branch.path]
        result: Floats = own[:, limb.leaves] @ self.scores[limb.rows]
        for place, inner in limb.limbs:
            result += own[:, place, None] * present[place] * self._mean(inner, counted)
        result /= own @ present
        return result
