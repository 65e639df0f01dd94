"""What the draws gave: how often each unit stood where, and which uncertainty mattered.

Sources: rank acceptability after Lahdelma, Hokkanen and Salminen (1998); quantiles of type 7 (Hyndman and Fan
1996); Sobol indices after Saltelli et al. (2010).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kaohe.figures import Figures
from kaohe.robustness.plan import Plan
from kaohe.schemes import Scheme

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RankList:
    """The places of one list over all draws: of everyone (`group` is "") or of a group (`region=东部`).

    `units` intp[m] are positions in the figures; `nominal` float64[m] the places by the scheme as it stands
    (NaN: none). `counts` int64[m, m + 1]: in how many draws the unit had place 1 ... m, and, in the last
    column, none. `below` int64[m, w]: in how many draws 0 ... w - 1 units were strictly worse; w is 100 or
    the greatest cut-off asked, or m.
    """

    group: str
    units: NDArray[np.intp]
    nominal: Floats
    counts: Counts
    below: Counts

    @property
    def acceptability(self) -> Floats:
        """Share of all draws in each place, float64[m, m]; a row sums to 1 less the draws without a place."""
        return np.asarray(self.counts[:, :-1] / self.counts.sum(axis=1, keepdims=True))

    def last(self, cut_off: int) -> Floats:
        """Probability of being among the last `cut_off`: fewer than so many strictly worse, float64[m].

        ValueError beyond what was counted.
        """
        if self.below.shape[1] < min(cut_off, len(self.units)):
            raise ValueError(f"counted are the last {self.below.shape[1]}, not the last {cut_off}")
        return np.asarray(self.below[:, :cut_off].sum(axis=1) / self.counts.sum(axis=1))

    def mean(self) -> Floats:
        """Mean place over the draws that gave one, float64[m]; NaN where none did."""
        places, counts = np.arange(1, self.counts.shape[1]), self.counts[:, :-1]
        with np.errstate(invalid="ignore"):
            return np.asarray(counts @ places / counts.sum(axis=1))

    def quantile(self, share: float) -> Floats:
        """Place below which `share` (0 to 1) of the draws lie, float64[m], of type 7; NaN where none is."""
        running = self.counts[:, :-1].cumsum(axis=1)
        draws = running[:, -1]
        at = np.maximum(draws - 1, 0) * share
        low = np.floor(at).astype(np.int64)
        first = (running <= low[:, None]).sum(axis=1) + 1.0
        second = (running <= np.minimum(low + 1, np.maximum(draws - 1, 0))[:, None]).sum(axis=1) + 1.0
        return np.where(draws > 0, first + (at - low) * (second - first), np.nan)


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Sobol indices: of the mean rank shift (`unit` is "") or of one unit's place (`unit` is its code).

    `first` and `total` float64[d] follow `Robustness.plan.uncertain`; the intervals float64[d, 2] hold 95 %
    of the bootstrap. `base` counts the base samples, `variance` is that of the target; all indices are NaN
    where it is 0.
    """

    unit: str
    base: int
    variance: float
    first: Floats
    total: Floats
    first_interval: Floats
    total_interval: Floats


@dataclass(frozen=True, slots=True)
class Robustness:
    """Everything about one run; `lists` begins with everyone's. `seed` is None where draws were replayed.

    `scores` float64[n] and their places are the scheme's as it stands. `shift` float64[draws or fewer] is the
    mean distance of places from these, of the first draws.
    """

    scheme: Scheme
    figures: Figures
    plan: Plan
    draws: int
    seed: int | None
    scores: Floats
    lists: tuple[RankList, ...]
    shift: Floats
    sensitivities: tuple[Sensitivity, ...]
