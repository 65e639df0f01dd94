"""Last K and first K against a plain count, and the ties at the cut-off."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kaohe.rules.places import Lists
from kaohe.standings import rank_descending
from tests.rules.zones import computed, official

SCORES = st.lists(st.integers(0, 6), min_size=1, max_size=30)
PLACES = st.integers(1, 12)
TIES = st.sampled_from(["min", "max", "average", "dense"])


def lists_of(scores, ties):
    ranks = rank_descending(np.array(scores, dtype=float), ties)
    return Lists(2019, computed({f"z{number}": rank for number, rank in enumerate(ranks.tolist())}))


@given(SCORES, PLACES, TIES, st.sampled_from(["last", "first"]))
def test_against_a_plain_count(scores, places, ties, end):
    lists = lists_of(scores, ties)
    better = (lambda one, other: one < other) if end == "last" else (lambda one, other: one > other)
    nearer = [sum(better(other, score) for other in scores) for score in scores]
    inside = [count < places for count in nearer]
    across = {
        score
        for score, count in zip(scores, nearer, strict=True)
        if count < places < count + scores.count(score)
    }
    too_large = any(scores.count(score) > places for score in across)
    for number, score in enumerate(scores):
        state = lists.verdict(f"z{number}", "index", "", places, end).state
        if len(scores) <= places:
            assert state == "unknown"
        elif not inside[number]:
            assert state == "unmet"
        elif too_large:
            assert state == "unknown"
        else:
            assert state == ("officer" if score in across else "met")


@given(SCORES, PLACES, st.sampled_from(["last", "first"]))
def test_the_rule_for_ties_changes_no_answer(scores, places, end):
    answers = [
        [lists_of(scores, ties).verdict(f"z{n}", "index", "", places, end).state for n in range(len(scores))]
        for ties in ("min", "max", "average", "dense")
    ]
    assert answers.count(answers[0]) == 4


@given(SCORES, PLACES)
def test_never_more_than_the_places_are_met(scores, places):
    lists = lists_of(scores, "min")
    states = [lists.verdict(f"z{number}", "index", "", places, "last").state for number in range(len(scores))]
    assert states.count("met") <= places
    if "officer" in states:
        assert states.count("met") < places < states.count("met") + states.count("officer")


@given(st.integers(2, 300), st.data())
def test_published_places_are_taken_as_published(of, data):
    places = data.draw(st.integers(1, of - 1))
    rank = data.draw(st.integers(1, of))
    lists = Lists(2019, official({"z": rank}, of=of))
    assert (lists.verdict("z", "overall", "", places, "last").state == "met") == (rank > of - places)
    assert (lists.verdict("z", "overall", "", places, "first").state == "met") == (rank <= places)


def test_a_hundred_zeros_fire_nothing_even_for_the_few_below():
    scores = [50] * 100 + [5] * 100 + [1, 2, 3]
    lists = lists_of(scores, "min")
    states = [lists.verdict(f"z{number}", "index", "", 10, "last").state for number in range(len(scores))]
    assert states == ["unmet"] * 100 + ["unknown"] * 103


def test_a_large_tie_away_from_the_cut_off_disturbs_nothing():
    scores = [50] * 100 + list(range(20))
    lists = lists_of(scores, "min")
    states = [lists.verdict(f"z{number}", "index", "", 10, "last").state for number in range(len(scores))]
    assert states == ["unmet"] * 100 + ["met"] * 10 + ["unmet"] * 10
