"""Met, not met, for an officer, or not to be told: and how such answers combine."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kaohe.messages import Problem
from kaohe.rules.findings import Fact

State = Literal["met", "unmet", "officer", "unknown"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer with the facts it rests on; `ties` are for an officer to settle, `gaps` what is missing."""

    state: State
    facts: tuple[Fact, ...] = ()
    ties: tuple[Problem, ...] = ()
    gaps: tuple[Problem, ...] = ()


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Not met if one isn't; else what is unknown outweighs what is an officer's."""
    verdicts = tuple(verdicts)
    if any(verdict.state == "unmet" for verdict in verdicts):
        return Verdict("unmet")
    return _together(_first_found(verdicts, ("unknown", "officer"), "met"), verdicts)


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Met if one is; the doubts about the others are kept."""
    verdicts = tuple(verdicts)
    return _together(_first_found(verdicts, ("met", "officer", "unknown"), "unmet"), verdicts)


def at_least(number: int, verdicts: Iterable[Verdict]) -> Verdict:
    """Met if so many are, whatever the others; not met if even the doubtful ones wouldn't make it."""
    verdicts = tuple(verdicts)
    count = {
        state: sum(verdict.state == state for verdict in verdicts) for state in ("met", "officer", "unknown")
    }
    if count["met"] >= number:
        return _together("met", tuple(verdict for verdict in verdicts if verdict.state == "met"))
    if sum(count.values()) < number:
        return Verdict("unmet")
    return _together("officer" if count["met"] + count["officer"] >= number else "unknown", verdicts)


def opposite(verdict: Verdict) -> Verdict:
    """Met if it isn't."""
    states: dict[State, State] = {"met": "unmet", "unmet": "met", "officer": "officer", "unknown": "unknown"}
    return Verdict(states[verdict.state], verdict.facts, verdict.ties, verdict.gaps)


def _first_found(verdicts: tuple[Verdict, ...], order: tuple[State, ...], otherwise: State) -> State:
    return next((state for state in order if any(each.state == state for each in verdicts)), otherwise)


def _together(state: State, verdicts: tuple[Verdict, ...]) -> Verdict:
    speaking = [verdict for verdict in verdicts if verdict.state != "unmet"]
    return Verdict(
        state,
        tuple(fact for verdict in speaking for fact in verdict.facts),
        tuple(tie for verdict in speaking for tie in verdict.ties),
        tuple(gap for verdict in speaking for gap in verdict.gaps),
    )
