from itertools import product

import pytest

from kaohe.messages import Problem, Text
from kaohe.rules.findings import EventFact
from kaohe.rules.verdicts import Verdict, all_of, any_of, at_least, opposite

STATES = ("met", "officer", "unknown", "unmet")
POSSIBLE = {"met": {True}, "unmet": {False}, "officer": {True, False}, "unknown": {True, False}}


def of(*states):
    return [Verdict(state) for state in states]


def meant(states, combine):
    """What the answer may turn out to be, whatever the doubtful ones turn out to be."""
    return {combine(values) for values in product(*(POSSIBLE[state] for state in states))}


@pytest.mark.parametrize("states", list(product(STATES, repeat=3)), ids="-".join)
def test_an_answer_is_sure_exactly_if_no_doubt_can_change_it(states):
    for found, combine in (
        (all_of(of(*states)), all),
        (any_of(of(*states)), any),
        (at_least(2, of(*states)), lambda values: sum(values) >= 2),
    ):
        assert POSSIBLE[found.state] == meant(states, combine)


@pytest.mark.parametrize("state", STATES)
def test_twice_the_opposite_is_the_same(state):
    assert opposite(opposite(Verdict(state))) == Verdict(state)
    assert POSSIBLE[opposite(Verdict(state)).state] == {not value for value in POSSIBLE[state]}


def test_facts_of_what_is_not_met_are_left_out_and_doubts_are_kept():
    fact = EventFact("demotion", Text("降级", "demoted"), None)
    gap = Problem("rules.no_events", level="note")
    mixed = [Verdict("unmet", (fact,)), Verdict("met", (fact,)), Verdict("unknown", gaps=(gap,))]
    assert any_of(mixed) == Verdict("met", (fact,), (), (gap,))
    assert all_of(mixed) == Verdict("unmet")
    assert at_least(1, mixed) == Verdict("met", (fact,))
