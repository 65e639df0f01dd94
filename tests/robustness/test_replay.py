"""The recorded runs of the peer replay to the same scores, ranks and indices.

Reference: COINr 1.1.14, its vignette's specification (../shared/reference/asem/README.md): winsorising 1 to
5 points, min-max onto 1 to 100 or z-scores (10, 2), 100 sets of weights, arithmetic or geometric means.
"""

import json
from functools import cache

import numpy as np
import pytest

from kaohe.robustness.outcome import RankList
from kaohe.robustness.recording import read_draws
from kaohe.robustness.resolving import read_doubts
from kaohe.robustness.run import Runner
from kaohe.robustness.tally import Tally
from tests.scoring import asem
from tests.scoring.test_asem import MAIN

pytestmark = asem.needs_reference

RULES = [
    {"winsorise": {"most": most, "skew": 2, "kurtosis": 3.5}, "else": "log_shift"} for most in range(1, 6)
]
NORMS = {"n_minmax": 1, "n_zscore": 2}
MEANS = {"a_amean": 1, "a_gmean": 2}


def doubts(folder, scheme):
    sets = asem.rows("sens/noisy_weight_sets.csv")
    by_set = {}
    for row in sets:
        by_set.setdefault(row["set"], {})[asem.paths()[row["iCode"]]] = float(row["Weight"])
    said = {
        "format": 1,
        "id": "vignette",
        "uncertain": [
            {"at": "treat", "one_of": RULES},
            {"at": "scale", "one_of": [{"minmax": [1, 100]}, {"zscore": [10, 2]}]},
            {"at": "weights", "sets": list(by_set.values())},
            {"at": "combine", "one_of": ["mean", "geometric"]},
        ],
    }
    file = folder / "doubts.yaml"
    file.write_text(json.dumps(said), encoding="utf-8")
    return read_doubts(file, scheme)


@cache
def replayed(run, folder):
    """The runner, the draws recorded, scores float64[draws, n]."""
    scheme = asem.scheme(**MAIN)
    factors = doubts(folder, scheme).factors
    lines = ["draw,1:treat,2:scale,3:set,4:combine"]
    for row in asem.rows(f"sens/{run}_params.csv"):
        chosen = row["winmax"], NORMS[row["norm"]], row["weight_set"], MEANS[row["agg"]]
        lines.append(",".join(map(str, (row["rep"], *chosen))))
    table = folder / f"{run}.csv"
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    figures = asem.figures()
    draws = read_draws(table, factors, figures.units)
    runner = Runner(figures, scheme, factors)
    return runner, draws, runner.scores_of(draws, draws.count)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("replay")


@pytest.mark.parametrize(("run", "count"), [("ua", 100), ("sa", 600)])
def test_scores_and_ranks(run, count, folder):
    runner, draws, scores = replayed(run, folder)
    _, expected = asem.table(f"sens/{run}_scores.csv")
    _, ranks = asem.table(f"sens/{run}_ranks.csv")
    assert draws.count == count
    np.testing.assert_allclose(runner.scores, expected["Nominal"], rtol=1e-12)
    np.testing.assert_array_equal(runner.nominal[0], ranks["Nominal"])
    peer = np.stack([expected[f"r_{at + 1}"] for at in range(count)])
    np.testing.assert_allclose(scores, peer, rtol=1e-12)
    tallies, _ = runner.count(draws, count)
    places = np.stack([ranks[f"r_{at + 1}"] for at in range(count)]).astype(int)
    for unit in range(51):
        assert (
            tallies[0].places[unit, :-1].tolist() == np.bincount(places[:, unit] - 1, minlength=51).tolist()
        )


@pytest.mark.parametrize(("run", "used"), [("ua", 100), ("sa", 200)])
def test_statistics_of_ranks(run, used, folder):
    """In the peer's sensitivity run only the first 2N draws enter the statistics."""
    runner, draws, _ = replayed(run, folder)
    tallies, _ = runner.count(draws, used)
    found = of(runner, tallies[0])
    _, expected = asem.table(f"sens/{run}_rankstats.csv")
    np.testing.assert_allclose(found.mean(), expected["Mean"], rtol=1e-12)
    for share, name in ((0.5, "Median"), (0.05, "Q5"), (0.95, "Q95")):
        np.testing.assert_allclose(found.quantile(share), expected[name], rtol=1e-12)


def of(runner: Runner, tally: Tally) -> RankList:
    return RankList("", runner.lists[0][1], runner.nominal[0], tally.places, tally.worse)


def test_the_peers_indices_come_out_of_our_shifts(folder):
    """Its estimators (not centred, variance with n - 1) on our target give its indices; centred ones don't
    fall below zero (its README, quirk 6: 0.05 and 0.08 instead of -0.22 and -0.26)."""
    runner, draws, _ = replayed("sa", folder)
    _, shift = runner.count(draws, 600)
    a, b, mixed = shift[:100], shift[100:200], shift[200:].reshape(4, 100)
    variance = np.var(np.concatenate([a, b]), ddof=1)
    first = (b * (mixed - a)).mean(axis=1) / variance
    total = ((a - mixed) ** 2).sum(axis=1) / (200 * variance)
    expected = asem.rows("sens/sa_indices.csv")
    np.testing.assert_allclose(first, [float(row["Si"]) for row in expected], rtol=1e-10)
    np.testing.assert_allclose(total, [float(row["STi"]) for row in expected], rtol=1e-10)
    centred = ((b - np.concatenate([a, b]).mean()) * (mixed - a)).mean(axis=1) / variance
    negative = first < -0.2
    assert negative.sum() == 2
    np.testing.assert_allclose(sorted(centred[negative]), [0.05, 0.08], atol=0.006)
