"""Methods that compare units with one another: textbook cases, and the edges."""

import math

import numpy as np
import pytest

from tests.scoring import simple


def combined(how, items, weights=None, keys=None, **node):
    children = dict(zip(items, weights or [1] * len(items), strict=True))
    tree = {"top": {"combine": how, "children": children, **node}}
    return simple.scored(items, {code: (keys or {}).get(code, {}) for code in items}, tree)


FIGHTERS = {
    "speed": [2.0, 2.5, 1.8, 2.2],
    "range": [1500, 2700, 2000, 1800],
    "payload": [20000, 18000, 21000, 20000],
    "cost": [5.5, 6.5, 4.5, 5.0],
    "reliability": [5, 3, 7, 5],
    "manoeuvrability": [9, 5, 7, 5],
}


def test_topsis_hwang_yoon_1981_the_fighter_aircraft():
    """Their closeness, from rounded steps: 0.643, 0.268, 0.613, 0.312. Of cost, lower is better."""
    keys = {"cost": {"direction": "lower"}}
    scores = combined("topsis", FIGHTERS, [0.2, 0.1, 0.1, 0.1, 0.2, 0.3], keys)
    assert scores.of("top") == pytest.approx([0.643, 0.268, 0.613, 0.312], abs=0.001)


def test_topsis_by_hand():
    """Columns 3, 4, 0 and 0, 6, 8 have lengths 5 and 10; with weights 1/2 each the weighted scores are
    (.3, 0), (.4, .3), (0, .4); the ideal (.4, .4), the worst (0, 0).
    """
    found = combined("topsis", {"a": [3, 4, 0], "b": [0, 6, 8]}).of("top")
    to_best = [math.hypot(0.1, 0.4), 0.1, 0.4]
    to_worst = [0.3, 0.5, 0.4]
    expected = [far / (near + far) for near, far in zip(to_best, to_worst, strict=True)]
    assert found == pytest.approx(expected, rel=1e-14)
    # as they are: (3, 0), (4, 6), (0, 8) against (4, 8) and (0, 0)
    plain = combined({"topsis": {"normalise": "none"}}, {"a": [3, 4, 0], "b": [0, 6, 8]}).of("top")
    to_best, to_worst = [math.hypot(1, 8), 2, 4], [3, math.hypot(4, 6), 8]
    assert plain == pytest.approx([far / (near + far) for near, far in zip(to_best, to_worst, strict=True)])


def test_grey_relational_grade_deng_1982_by_hand():
    """Scores 1, 0.5, 0 and 0.2, 1, 0.6: distances from the best 0, 0.5, 1 and 0.8, 0, 0.4; the greatest is 1,
    so with 0.5 a coefficient is 0.5 / (distance + 0.5).
    """
    found = combined("grey", {"a": [1, 0.5, 0], "b": [0.2, 1, 0.6]}, [3, 1]).of("top")
    a, b = [1, 0.5, 1 / 3], [0.5 / 1.3, 1, 0.5 / 0.9]
    assert found == pytest.approx([(3 * one + other) / 4 for one, other in zip(a, b, strict=True)], rel=1e-14)
    sharper = combined({"grey": {"distinguishing": 0.1}}, {"a": [1, 0.5, 0], "b": [0.2, 1, 0.6]}).of("top")
    assert sharper[0] == pytest.approx((1 + 0.1 / 0.9) / 2)


def test_rank_sum_ratio_tian_1988_by_hand():
    """Places from the worst 1, 2.5, 2.5, 4 and 4, 3, 2, 1 of 4 units; weights 1 and 3."""
    found = combined("rank_sum_ratio", {"a": [5, 8, 8, 9], "b": [40, 30, 20, 10]}, [1, 3]).of("top")
    assert found.tolist() == pytest.approx([(1 + 12) / 16, (2.5 + 9) / 16, (2.5 + 6) / 16, (4 + 3) / 16])


def test_ties_are_those_of_the_published_decimals():
    assert combined("rank_sum_ratio", {"a": [0.1 + 0.2, 0.3]}).of("top").tolist() == [0.75, 0.75]


ALL = ["topsis", {"topsis": {"normalise": "none"}}, "grey", "rank_sum_ratio", "copeland"]


@pytest.mark.parametrize("how", ALL)
def test_a_child_of_weight_0_or_without_spread_tells_no_unit_from_another(how):
    items = {"a": [1, 5, 3], "b": [4, 4, 9]}
    plain = combined(how, items).of("top")
    beside = combined(how, {**items, "c": [9, 1, 2]}, [1, 1, 0]).of("top")
    assert beside == pytest.approx(plain)
    still = combined(how, {**items, "c": [7, 7, 7]}).of("top")
    assert np.argsort(still).tolist() == np.argsort(plain).tolist()


@pytest.mark.parametrize("how", ALL[:3])
def test_where_nobody_differs_nothing_can_be_said(how):
    for items in ({"a": [5, 5], "b": [2, 2]}, {"a": [5]}):
        column = combined(how, items).nodes["top"].score
        assert set(simple.reasons(column)) == {"CONSTANT"}
        assert column.cause(0).name == "top"


def test_places_can_be_said_all_the_same():
    assert combined("rank_sum_ratio", {"a": [5, 5], "b": [2, 2]}).of("top").tolist() == [0.75, 0.75]
    assert combined("rank_sum_ratio", {"a": [5]}).of("top").tolist() == [1]
    assert combined("copeland", {"a": [5, 5]}).of("top").tolist() == [0, 0]
    assert combined("copeland", {"a": [5]}).of("top").tolist() == [0]


@pytest.mark.parametrize("how", [*ALL, "median"])
def test_whoever_lacks_too_much_is_not_compared_with(how):
    """The unit without b has no score, and the others have what they would have without it."""
    with_it = combined(how, {"a": [1, 5, 3, 99], "b": [4, 2, 9, None]})
    without = combined(how, {"a": [1, 5, 3], "b": [4, 2, 9]})
    assert with_it.of("top")[:3] == pytest.approx(without.of("top"))
    assert simple.reasons(with_it.nodes["top"].score)[3] == "TOO_FEW"


def test_a_gap_that_is_allowed_leaves_the_rest_of_the_weight():
    items = {"a": [1, 5, 3], "b": [4, 2, None]}
    assert combined("rank_sum_ratio", items, [1, 3], need=1).of("top").tolist() == pytest.approx(
        [(1 / 3 + 3 * 1) / 4, (1 + 3 * 0.5) / 4, 2 / 3]
    )
    grey = combined("grey", items, need=1).of("top")
    assert grey[2] == pytest.approx(2 / (2 + 2))
    assert 0 < combined("topsis", items, need=1).of("top")[2] < 1
    assert combined("copeland", items, need=1).of("top").tolist() == [-1, 1, 0]


@pytest.mark.parametrize("how", ALL)
def test_units_are_compared_within_their_case(how):
    """Under a switch each case is a cohort of its own."""
    switch = {"by": "zone", "A": how, "B": "mean"}
    tree = {"top": {"combine": switch, "children": {"a": 1, "b": 1}}}
    items = {"a": [1, 5, 3, 70], "b": [4, 2, 9, -80]}
    scores = simple.scored(
        items, "ab", tree, units={"zone": ["A", "B"]}, beside={"zone": ["A", "A", "A", "B"]}
    )
    alone = combined(how, {code: column[:3] for code, column in items.items()})
    assert scores.of("top")[:3] == pytest.approx(alone.of("top"))
    assert scores.of("top")[3] == -5


@pytest.mark.parametrize("how", ["topsis", "grey"])
def test_the_size_of_numbers_is_no_trouble(how):
    found = combined(how, {"a": [1e-300, 3e-300, 2e-300], "b": [1e300, 2e300, 1.5e300]}).of("top")
    assert np.isfinite(found).all() and found.argmax() == 1


def test_many_units_hold_little_memory(monkeypatch):
    """Rows are taken in blocks: never a table of all against all."""
    from kaohe.scoring import outranking  # noqa: PLC0415

    sizes = []
    original = outranking.Field.against

    def watched(self, rows, scores, weights):
        sizes.append(len(scores) * len(self.scores))
        return original(self, rows, scores, weights)

    monkeypatch.setattr(outranking.Field, "against", watched)
    items = {"a": list(range(1500)), "b": list(range(1500))[::-1]}
    found = combined("copeland", items, [2, 1])
    assert sorted(found.of("top").tolist()) == list(range(-1499, 1500, 2))
    assert max(sizes) <= 200_000 and len(sizes) > 1
