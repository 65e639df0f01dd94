"""The reference index's computed weights, and its units compared with one another, to 1e-12."""

from itertools import permutations

import numpy as np
import pytest

from kaohe.figures import figures_of
from kaohe.messages import Refused
from kaohe.scoring import score, standings_of
from kaohe.scoring.exact import exact_rows, settled
from kaohe.scoring.medians import weighted_median
from kaohe.scoring.outranking import Field, copeland, dominant_pairs, outranking
from kaohe.scoring.weighing import components
from tests.scoring import asem, simple

pytestmark = asem.needs_reference

MAIN = {
    "missing": {"mean": "EurAsia_group"},
    "treat": {"winsorise": {"most": 5, "skew": 2, "kurtosis": 3.5}},
    "scale": {"minmax": [0, 100]},
}


@pytest.fixture(scope="module")
def columns():
    scores = score(asem.figures(), asem.scheme(**MAIN))
    return asem.leaf_columns(scores, "score") | asem.branch_columns(scores)


def children(code):
    return [child for child, row in asem.meta().items() if row["Parent"] == code]


def groups(level):
    return list(dict.fromkeys(row["Group"] for row in asem.rows(f"weights/pca_level{level}_variance.csv")))


def assert_loadings(found, expected):
    """The sign of a component is arbitrary."""
    np.testing.assert_allclose(found * np.sign(found @ expected), expected, atol=1e-12)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_first_components_and_their_variances_within_every_group(columns, level):
    weights = asem.weights(f"pca_level{level}")
    variances = asem.rows(f"weights/pca_level{level}_variance.csv")
    for group in groups(level):
        codes = children(group)
        eigen = components(np.array([columns[code] for code in codes]), exact_rows)
        assert_loadings(eigen.vectors[:, 0], np.array([weights[code] for code in codes]))
        rows = [row for row in variances if row["Group"] == group]
        np.testing.assert_allclose(eigen.values, [float(row["var"]) for row in rows], atol=1e-12)
        np.testing.assert_allclose(np.sqrt(eigen.values), [float(row["sdev"]) for row in rows], atol=1e-12)
        shares = eigen.values / len(codes)
        np.testing.assert_allclose(shares, [float(row["prop"]) for row in rows], atol=1e-12)


def test_first_component_of_all_indicators(columns):
    weights = asem.weights("pca_level1_nogroups")
    codes = asem.indicators()
    eigen = components(np.array([columns[code] for code in codes]), exact_rows)
    assert_loadings(eigen.vectors[:, 0], np.array([weights[code] for code in codes]))


def under(columns, codes, node):
    """The scores of one node over columns of the reference."""
    items = {code: columns[code].tolist() for code in codes}
    return simple.scored(items, codes, {"top": {"children": dict.fromkeys(codes, 1), **node}}).of("top")


@pytest.mark.parametrize("level", [1, 2])
def test_means_by_the_loadings_where_none_is_negative(columns, level):
    """The peer takes negative loadings for weights; we refuse those, and agree on all other groups."""
    units, expected = asem.table(f"aggregate/amean_PCA{level}.csv")
    order = np.argsort([f"u{at}" for at in range(len(units))])
    back = np.argsort(order)
    agreed = set()
    for group in groups(level):
        codes = children(group)
        weights = np.array([asem.weights(f"pca_level{level}")[code] for code in codes])
        if (weights * np.sign(weights.sum()) < 0).any():
            with pytest.raises(Refused):
                under(columns, codes, {"weights": {"pca": "loadings"}})
            continue
        found = under(columns, codes, {"weights": {"pca": "loadings"}})
        np.testing.assert_allclose(found[back], expected[group], rtol=1e-12)
        agreed.add(group)
    assert agreed == AGREED[level]


AGREED = {1: {"ConEcFin", "P2P", "Physical", "Political", "Social"}, 2: {"Conn"}}


@pytest.fixture(scope="module")
def alt():
    return score(asem.figures(), asem.scheme(weight=asem.weights("alt"), combine=("copeland",) * 3, **MAIN))


def test_copeland_where_the_peer_decides_two_ties_by_the_last_bit(alt):
    """Weights that sum to exactly one half are a tie; the peer divides first (the reference's README)."""
    found = asem.branch_columns(alt)
    units, expected = asem.table("aggregate/copeland_Alt.csv")
    differ = {
        (code, unit, found[code][at] - expected[code][at])
        for code in expected
        for at, unit in enumerate(units)
        if found[code][at] != expected[code][at]
    }
    assert differ == {("Social", "CZE", 1), ("Social", "MLT", 1)}
    _, ranks = asem.table("aggregate/copeland_Alt_ranks.csv")
    placed = {(row.scope, row.unit): row.rank for row in standings_of(alt).rows if not row.group}
    for code in set(expected) - {"Social"}:
        assert [placed[asem.paths()[code], unit] for unit in units] == ranks[code].tolist()


def flat(columns):
    """All indicators side by side with the weights Alt, [n, k] each."""
    weights = asem.weights("alt")
    scores = np.column_stack([columns[code] for code in asem.indicators()])
    loads = np.array([weights[code] for code in asem.indicators()])
    return scores, np.broadcast_to(loads, scores.shape)


def test_outranking_of_all_indicators(columns):
    scores, weights = flat(columns)
    units, expected = asem.table("aggregate/outrank_all_Alt.csv")
    table = outranking(scores, weights)
    peer = np.column_stack([expected[unit] for unit in units])
    # two units whose scores differ by the last bit alone are equal to us
    close = np.abs(scores[:, None, :] - scores[None, :, :])
    by_a_bit = ((close > 0) & (settled(scores)[:, None] == settled(scores)[None])).any(axis=2)
    np.testing.assert_allclose(table[~by_a_bit], peer[~by_a_bit], atol=1e-12)
    assert by_a_bit.sum() <= 4
    (row,) = asem.rows("aggregate/outrank_all_Alt_dominance.csv")
    assert dominant_pairs(table) == int(row["nDominant"]) == 0
    _, ours = asem.table("aggregate/copeland_flat_Alt.csv")
    assert copeland(Field(scores, weights), scores, weights).tolist() == ours["copeland"].tolist()


def test_pairs_that_are_one_sided_within_every_pillar(columns):
    rows = asem.rows("aggregate/dominance_by_pillar.csv")
    assert len(rows) == 8
    for row in rows:
        scores = np.column_stack([columns[code] for code in children(row["group"])])
        found = dominant_pairs(outranking(scores, np.ones(scores.shape)))
        assert found == int(row["nDominant"])
        assert found / (51 * 50 / 2) == pytest.approx(float(row["fracDominant"]), rel=1e-12)


def test_weighted_medians_wherever_no_scores_are_equal(columns):
    """Of equal scores we take the lighter first; the peer's order is that of its sort, one of many."""
    weights = asem.weights("alt")
    _, expected = asem.table("aggregate/weightedMedian_Alt.csv")
    whole = columns | expected
    apart = 0
    for group in expected:
        codes = children(group)
        scores = np.column_stack([whole[code] for code in codes])
        loads = np.array([weights[code] for code in codes])
        found = weighted_median(scores, np.broadcast_to(loads, scores.shape))
        for row, ours, peer in zip(scores, found, expected[group], strict=True):
            if abs(ours - peer) > 1e-12 * max(1, abs(peer)):
                assert any(abs(each - peer) <= 1e-12 * abs(peer) for each in under_any_order(row, loads))
                apart += 1
    assert apart == 22


def under_any_order(scores, loads):
    """The median read off with equal scores in every order."""
    orders = [[]]
    for value in np.unique(scores):
        tied = np.flatnonzero(scores == value).tolist()
        orders = [[*order, *more] for order in orders for more in permutations(tied)]
    for order in orders:
        weights = loads[order]
        yield np.interp(weights.sum() / 2, np.cumsum(weights) - weights / 2, scores[order])


def test_ranks_of_weighted_medians():
    """The peer's places are those of its own scores, rounded as ours are."""
    units, expected = asem.table("aggregate/weightedMedian_Alt.csv")
    _, ranks = asem.table("aggregate/weightedMedian_Alt_ranks.csv")
    for code, column in expected.items():
        scheme = simple.scheme(["a"], {"a": {}})
        rows = standings_of(score(figures_of(units, {"a": column.tolist()}), scheme)).rows
        placed = {row.unit: row.rank for row in rows}
        assert [placed[unit] for unit in units] == ranks[code].tolist()
