"""Which uncertainty matters: Sobol indices of the mean rank shift and of single units' places.

First order: the share of the variance that an uncertainty explains alone; total: with all its interactions.
Estimators of Saltelli et al. (2010), as scipy computes them: centred, variance with n. The draws are those of
`run` on two pages: A (0), B (1), and A with one factor's numbers from B.
"""

import numpy as np
import scipy  # its parts are imported when they are used, which takes a second

from kaohe.messages import Refused
from kaohe.robustness.cells import Floats
from kaohe.robustness.draws import Draws, Pages
from kaohe.robustness.outcome import Sensitivity
from kaohe.robustness.run import Progress, Runner

RESAMPLES = 100
"""Bootstrap samples for the intervals."""


def sensitivities(
    runner: Runner,
    draws: Draws,
    base: int,
    seed: int,
    units: tuple[str, ...] = (),
    progress: Progress = lambda done: None,
    threads: int | None = None,
) -> tuple[Sensitivity, ...]:
    """Indices of the mean rank shift, then of each unit's place; `base` (a power of 2) times d + 2 draws."""
    check_base(base)
    positions = tuple(runner.position(unit) for unit in units)
    rows = [runner.targets(draws, base, page, positions, progress, threads) for page in pages(runner)]
    found = np.stack(rows)  # [d + 2, targets, base]
    return tuple(_sensitivity(name, found[:, place], base, seed) for place, name in enumerate(("", *units)))


def check_base(base: int) -> None:
    """Raises `Refused` where the number of base samples is no power of 2."""
    if base < 2 or base & (base - 1):
        raise Refused.because("robustness.base", found=base)


def pages(runner: Runner) -> list[Pages]:
    """A, B, and A with each factor from B."""
    d = len(runner.factors)
    mixed = [tuple(int(place == factor) for place in range(d)) for factor in range(d)]
    return [(0,) * d, (1,) * d, *mixed]


def _sensitivity(unit: str, found: Floats, base: int, seed: int) -> Sensitivity:
    """Of one target, float64[d + 2, base]."""
    d = len(found) - 2
    variance = float(np.var(found[:2]))
    if variance == 0:
        nothing, nowhere = np.full(d, np.nan), np.full((d, 2), np.nan)
        return Sensitivity(unit, base, 0.0, nothing, nothing, nowhere, nowhere)
    first, total = indices_of(found)
    stream = np.random.default_rng(seed)
    again = [indices_of(found[:, stream.integers(base, size=base)]) for _ in range(RESAMPLES)]
    low_high = np.percentile(np.array(again), [2.5, 97.5], axis=0)  # [2, first and total, d]
    return Sensitivity(unit, base, variance, first, total, low_high[:, 0].T, low_high[:, 1].T)


def indices_of(found: Floats) -> tuple[Floats, Floats]:
    """First-order and total indices, float64[d] each, of a target in A, B and mixed samples, [d + 2, n]."""
    d = len(found) - 2
    mixed = found[2:] if d > 1 else np.repeat(found[2:], 2, axis=0)  # scipy can't take one uncertainty alone
    parts = {"f_A": found[0][None], "f_B": found[1][None], "f_AB": mixed[:, None]}
    result = scipy.stats.sobol_indices(func=parts, n=found.shape[1])
    return np.atleast_1d(result.first_order)[:d], np.atleast_1d(result.total_order)[:d]
