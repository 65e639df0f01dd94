"""Outcomes counted from places that are known draw by draw: slowly, one by one, and so beyond doubt."""

from functools import cache

import numpy as np

from kaohe.robustness.outcome import RankList, Robustness, Sensitivity
from kaohe.robustness.plan import Plan
from tests.explanations.results import everything, national


def places(keys):
    """Places from 1 of one draw, equal keys sharing the better; NaN for NaN."""
    return np.where(np.isnan(keys), np.nan, 1.0 + np.sum(keys[None, :] > keys[:, None], axis=1))


def worse(keys):
    """How many units are strictly worse than each; NaN for NaN."""
    return np.where(np.isnan(keys), np.nan, np.sum(keys[None, :] < keys[:, None], axis=1))


def rank_list(group, units, nominal, draws):
    """`draws` float64[draws, m]: what the units are ranked by, the greatest first."""
    m = len(units)
    counts, below = np.zeros((m, m + 1), dtype=np.int64), np.zeros((m, m), dtype=np.int64)
    for keys in draws:
        for unit, (place, less) in enumerate(zip(places(keys), worse(keys), strict=True)):
            counts[unit, m if np.isnan(place) else int(place) - 1] += 1
            if not np.isnan(less):
                below[unit, int(less)] += 1
    return RankList(group, np.array(units), places(np.array(nominal, dtype=float)), counts, below)


PLAN = {
    "format": 1,
    "id": "doubts",
    "uncertain": [
        {"at": "items", "error": "5%"},
        {"at": "missing", "one_of": ["as_is", "mean", {"median": "region"}]},
        {"at": "treat", "one_of": ["as_is", {"winsorise": {"percentile": [5, 95]}}]},
        {"at": "scale", "one_of": ["as_is", {"minmax": [0, 100]}, {"zscore": [50, 10]}, "rank"]},
        {"at": "weights", "noise": "25%"},
        {"at": "combine", "one_of": ["as_is", "geometric"]},
        {"at": "indicators", "drop": "10%"},
    ],
}


def sensitivity(unit, first, interactions, spread=0.02):
    """Indices as given, with intervals that narrow towards nothing."""
    first, total = np.array(first), np.array(first) + np.array(interactions)
    ends = [np.stack([each - spread, each + 2 * spread], axis=1) for each in (first, total)]
    return Sensitivity(unit, 1024, 4.0, first, total, *ends)


def robust(scores, plan, *, draws=400, sd=1.0, sensitivities=(), seed=7):
    """Scores with a normal error, independent for each unit, as if draws had given them."""
    root = scores.root.score.values
    drawn = root + np.random.default_rng(seed).normal(0, sd, (draws, len(root)))
    lists = [rank_list("", range(len(root)), root, drawn)]
    for value in sorted(set(filter(None, scores.figures.attributes["region"]))):
        members = [at for at, region in enumerate(scores.figures.attributes["region"]) if region == value]
        lists.append(rank_list(f"region={value}", members, root[members], drawn[:, members]))
    nominal = places(root)
    shift = np.array([np.nanmean(np.abs(places(keys) - nominal)) for keys in drawn])
    return Robustness(
        scores.scheme, scores.figures, plan, draws, seed, root, tuple(lists), shift, tuple(sensitivities)
    )


@cache
def zones():
    """219 simulated zones whose totals are off by a normal error of one point."""
    last = national().figures.units[200]
    first = [0.31, 0.02, 0.01, 0.22, 0.18, 0.05, 0.04]
    indices = [
        sensitivity("", first, [0.05, 0.01, 0.0, 0.06, 0.04, 0.02, 0.03]),
        sensitivity(last, first[::-1], [0.05, 0.01, 0.0, 0.06, 0.04, 0.02, 0.03]),
    ]
    return robust(national(), Plan.model_validate(PLAN), sensitivities=indices)


@cache
def few():
    """Seven units of the sample scheme, two of them without a score."""
    plan = {**PLAN, "cut_offs": [3, 1], "uncertain": PLAN["uncertain"][:1]}
    only = sensitivity("", [1.0], [0.0])
    return robust(everything(), Plan.model_validate(plan), sd=8.0, sensitivities=[only])
