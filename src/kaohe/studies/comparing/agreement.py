"""How alike two rankings are."""

from dataclasses import dataclass
from math import isnan

import numpy as np
from scipy.stats import kendalltau, spearmanr

from kaohe.studies.comparing.moves import Moves


@dataclass(frozen=True, slots=True)
class Agreement:
    """Over the `units` with a place in both: how many `moved`, and how far on average (`mean_shift`, places).

    `spearman` is the correlation of places (Spearman 1904), `kendall` tau-b, with ties (Kendall 1945); None
    where fewer than two units have a place in both, or all share one.
    """

    units: int
    moved: int
    mean_shift: float | None
    spearman: float | None
    kendall: float | None


def agreement_of(moves: Moves) -> Agreement:
    """Compare the published places."""
    pairs = zip(moves.before, moves.after, strict=True)
    places = [(one.place, other.place) for one, other in pairs if not isnan(one.place + other.place)]
    if not places:
        return Agreement(0, 0, None, None, None)
    first, second = np.array(places).T
    shift = np.abs(first - second)
    told = bool(np.ptp(first)) and bool(np.ptp(second))
    spearman, kendall = _correlations(first, second) if told else (None, None)
    return Agreement(len(shift), int(np.count_nonzero(shift)), float(shift.mean()), spearman, kendall)


def _correlations(first: np.ndarray, second: np.ndarray) -> tuple[float, float]:
    return float(spearmanr(first, second).statistic), float(kendalltau(first, second).statistic)
