"""Reading an outcome: which cut-offs apply, how sure a probability is, who is worth looking at."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kaohe.robustness.outcome import RankList
from kaohe.robustness.plan import Plan

Level = Literal["surely", "likely", "possible", "hardly"]

POSSIBLE = 0.05
"""From here on it is worth telling; below it isn't."""

_AT_LEAST: tuple[tuple[Level, float], ...] = (("surely", 0.95), ("likely", 0.5), ("possible", POSSIBLE))


def level_of(probability: float) -> Level:
    """How sure it is, in one of four words."""
    return next((level for level, least in _AT_LEAST if probability >= least), "hardly")


def placed(each: RankList) -> int:
    """How many units have a place by the scheme as it stands."""
    return int(np.sum(~np.isnan(each.nominal)))


def furthest(each: RankList) -> int:
    """The last place that anyone ever had, by the scheme or in a draw; at least 1."""
    held = np.flatnonzero(each.counts[:, :-1].any(axis=0))
    return max(placed(each), int(held.max(initial=0)) + 1)


def cut_offs_for(each: RankList, plan: Plan) -> tuple[int, ...]:
    """The plan's cut-offs that leave out anyone who has a place, widest first."""
    return tuple(sorted({cut for cut in plan.cut_offs if 0 < cut < placed(each)}, reverse=True))


def stands_last(each: RankList, cut_off: int) -> NDArray[np.bool_]:
    """Who is among the last `cut_off` by the scheme as it stands, bool[m]."""
    worse = (each.nominal[:, None] < each.nominal[None, :]).sum(axis=1)
    return np.asarray((worse < cut_off) & ~np.isnan(each.nominal))


def in_order(each: RankList) -> NDArray[np.intp]:
    """Rows of the list by median place, then mean place; those that never had one at the end."""
    return np.lexsort((each.mean(), each.quantile(0.5)))


def near_last(each: RankList, cut_offs: tuple[int, ...], most: int) -> NDArray[np.intp]:
    """Rows of those that are, or may be, among the last `cut_offs` (widest first), in order; at most `most`.

    Where there are more, those whose membership is least sure at any cut-off. Without cut-offs everyone, as
    far as there is room, from the end.
    """
    order = in_order(each)
    if not cut_offs:
        return order[-most:]
    chances = np.array([each.last(cut_off) for cut_off in cut_offs])
    wanted = (chances[0] >= POSSIBLE) | stands_last(each, cut_offs[0])
    if wanted.sum() > most:
        doubt = np.where(wanted, (chances * (1 - chances)).max(axis=0), -1.0)
        wanted = np.zeros(len(wanted), dtype=bool)
        wanted[np.argsort(-doubt, kind="stable")[:most]] = True
    return np.asarray(order[wanted[order]])
