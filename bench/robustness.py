"""How many draws a second `kaohe.robustness` makes, beside a floor that only multiplies and sorts.

The floor is the bare matrix product and argsort of as many draws, on as many threads. Each case is timed as
users have it, from figures and a plan that are read already to counted places, set-up included; printed is
the least of some runs, alternating with the floor, and the ratio. Where numpy sorts with AVX-512 the floor is
a quarter of what it is elsewhere; with the variable it sorts plainly (docs/decisions/0005 has both).

    python bench/robustness.py [--json] [--runs N]
    NPY_DISABLE_CPU_FEATURES="X86_V3 X86_V4 AVX512_ICL AVX512_SPR" python bench/robustness.py
"""

import argparse
import json
import os
import resource
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import scipy.stats  # imported here, so that no case pays for the start

from kaohe.library import Asked, Scheme, doubts_of, load_scheme, robustness_of
from kaohe.samples import cohort

assert scipy.stats
RULE, HELD = {"winsorise": {"most": 5}}, {"winsorise": {"percentile": [2.5, 97.5]}}
FULL = (
    {"at": "missing", "one_of": ["as_is", "zero", "median"]},
    {
        "at": "treat",
        "one_of": ["none", RULE, HELD],
    },
    {"at": "scale", "one_of": [{"minmax": [1, 100]}, {"zscore": [50, 10]}, {"efficacy": [60, 100]}]},
    {"at": "weights", "noise": "25%"},
    {"at": "combine", "one_of": ["mean", "geometric"]},
)
WEIGHTS = (FULL[3],)
ENDS = {"winsorise": {"low": 1, "high": 1}}
CELLS = ({"at": "items", "error": "5%"}, FULL[0], {"at": "treat", "one_of": ["none", ENDS]}, *FULL[2:])
EIGHT = (
    *FULL,
    {"at": "indicators", "drop": "5%"},
    {"at": "index/innovation.weights", "noise": "50%"},
    {"at": "index/ecology.scale", "one_of": ["as_is", {"rank": "average"}]},
)
BLOCK = 500
REST = 0.2
"""Seconds after a floor: the threads that BLAS woke for it turn for a while before they sleep."""


def main() -> None:
    """Every size and promise, one line each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    scheme = load_scheme("national-2016")
    cases = [
        ("everything varies", 230, FULL, Asked(10_000, 1)),
        ("everything varies", 3000, FULL, Asked(10_000, 1)),
        ("weights only", 230, WEIGHTS, Asked(10_000, 1)),
        ("weights only", 3000, WEIGHTS, Asked(10_000, 1)),
        ("an error in every cell too", 230, CELLS, Asked(10_000, 1)),
        ("everything varies", 230, FULL, Asked(1_000_000, 1)),
        ("Sobol, 8 uncertainties, 2,048 base samples", 230, EIGHT, Asked(1, 1, base=2048)),
    ]
    results = [measured(scheme, *case, asked.runs) for case in cases]
    if asked.json:
        print(json.dumps(results, indent=2))
    for result in results if not asked.json else []:
        print(
            "{what}, {units} x 53, {draws:,} draws: {seconds:.2f} s, {rate:,.0f} a second".format(**result),
            end=", ",
        )
        print("floor {floor:.2f} s, ratio {ratio:.1f}, {peak:.0f} MB".format(**result))


def measured(
    scheme: Scheme, what: str, units: int, uncertain: tuple[Any, ...], asked: Asked, runs: int
) -> dict[str, Any]:
    """Least seconds of a case and of its floor, and the greatest memory so far in MB."""
    figures = cohort(zones=units).reviewed[-1]
    doubts = doubts_of(scheme, *uncertain, within=[])
    draws = asked.all_draws(doubts)
    found, floors = [], []
    for _ in range(runs if draws < 1_000_000 else 1):
        floors.append(timed(lambda: floor(units, draws)))
        time.sleep(REST)
        found.append(timed(lambda: robustness_of(figures, scheme, doubts, asked)))
    seconds, least = min(found), min(floors)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "what": what,
        "units": units,
        "draws": draws,
        "seconds": seconds,
        "rate": draws / seconds,
        "floor": least,
        "ratio": seconds / least,
        "peak": peak,
    }


def floor(units: int, draws: int) -> None:
    """Scores of 53 indicators under so many sets of weights, and their order."""
    stream = np.random.default_rng(1)
    scores, weights = stream.random((53, units)), stream.random((BLOCK, 53))

    def block(start: int) -> None:
        np.argsort(weights[: min(BLOCK, draws - start)] @ scores, axis=1)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(block, range(0, draws, BLOCK)))


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
