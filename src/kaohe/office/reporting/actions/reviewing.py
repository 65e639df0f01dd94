"""Reviewing: what the city, the province, departments and outside reviewers say of single figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kaohe.messages import Place, Problem, Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import Concern, may, require
from kaohe.office.journal.actions import once, record
from kaohe.office.reporting.actions.holding import hold
from kaohe.office.reporting.actions.texts import text_problem
from kaohe.office.reporting.models import Decision, Report, Round
from kaohe.office.reporting.queries.deciding import closed_to
from kaohe.office.reporting.queries.review import clean_items, unmarked_items
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.office.reporting.queries.state import State, state_of

Level, Outcome = Decision.Level, Decision.Outcome

REASONED = frozenset({Outcome.QUERY, Outcome.RETURN, Outcome.DISPUTE})
OUTCOMES: Mapping[str, frozenset[str]] = {
    Level.CITY: frozenset({Outcome.ACCEPT, Outcome.QUERY, Outcome.RETURN, Outcome.WITHDRAWN}),
    Level.PROVINCE: frozenset({Outcome.ACCEPT, Outcome.QUERY, Outcome.RETURN, Outcome.WITHDRAWN}),
    Level.DEPARTMENT: frozenset({Outcome.ACCEPT, Outcome.DISPUTE, Outcome.WITHDRAWN}),
    Level.OUTSIDE: frozenset({Outcome.QUERY, Outcome.WITHDRAWN}),
}
"""What each level may say."""

STAGES: Mapping[str, frozenset[str]] = {
    Level.CITY: frozenset({Report.Stage.CITY}),
    Level.PROVINCE: frozenset({Report.Stage.PROVINCE, Report.Stage.ACCEPTED}),
    Level.DEPARTMENT: frozenset({Report.Stage.CITY, Report.Stage.PROVINCE}),
    Level.OUTSIDE: frozenset({Report.Stage.CITY, Report.Stage.PROVINCE}),
}
"""With whom a report must be for a level to speak. The province settles what was reopened when accepted."""

ACTIONS: Mapping[str, str] = {
    Level.CITY: "reporting.city_review",
    Level.PROVINCE: "reporting.province_review",
    Level.DEPARTMENT: "reporting.vouch",
    Level.OUTSIDE: "reporting.query",
}


MOVERS = frozenset({Level.CITY, Level.PROVINCE})
"""The levels that decide where a report goes."""


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of an item's figure; `value` is what a department holds to be right.

    `after` is the key of the same level's last decision that was seen, 0 where there was none; None: whatever
    it says by now.
    """

    item: str
    outcome: str
    reason: str = ""
    value: float | None = None
    after: int | None = None


def decide(*, actor: Actor, report: Report, level: str, words: Sequence[Word], seen: int, key: str) -> int:
    """Say something of figures of version `seen`, all or nothing; gives how many. Raises `Refused`."""
    if not words:  # whose matter it is, the words say
        raise Refused.because("reporting.nothing_said")
    for concern in _concerns(report, level, words):
        require(actor, ACTIONS[level], concern)
    outcome = once(actor.who, key, lambda: {"count": _decide(actor, report, level, words, seen)})
    return int(outcome["count"])


def accept_clean(*, actor: Actor, report: Report, level: str, seen: int, key: str) -> int:
    """Accept every figure of version `seen` about which nobody and nothing has a question; gives how many."""
    _require_mover(actor, report, level)
    # before the lock: figures of one version don't change, and a newer one is refused
    unmarked = unmarked_items(report)
    outcome = once(actor.who, key, lambda: {"count": _accept_clean(actor, report, level, seen, unmarked)})
    return int(outcome["count"])


def send_back(*, actor: Actor, report: Report, level: str, seen: int, key: str) -> None:
    """Give the report back to who filled it. Raises `Refused` where nothing is queried or returned."""
    _require_mover(actor, report, level)
    once(actor.who, key, lambda: _move(actor, report, level, seen, Report.Stage.REPORTING))


def pass_on(*, actor: Actor, report: Report, level: str, seen: int, key: str) -> None:
    """Every figure accepted: on to the province, or done. Raises `Refused` naming those that aren't."""
    _require_mover(actor, report, level)
    stage = Report.Stage.PROVINCE if level == Level.CITY else Report.Stage.ACCEPTED
    once(actor.who, key, lambda: _move(actor, report, level, seen, stage))


def unsettled(state: State, level: str) -> list[Problem]:
    """What keeps a report from being passed on by a level, cell by cell."""
    problems: list[Problem] = []
    for code, item in asked_of(state.report).items():
        words, place = {"name": item.name}, Place(path=code)
        if any(True for _ in state.wanted(code)):
            problems.append(Problem("reporting.still_asked", words, place))
        elif level == Level.PROVINCE and state.disputed(code):
            problems.append(Problem("reporting.still_disputed", words, place))
        elif not state.accepted(code, level):
            problems.append(Problem("reporting.not_accepted", words, place))
    return problems


def level_of_whole(actor: Actor, report: Report) -> str | None:
    """As what an actor may review all of a report; None where not, or only the items they vouch for."""
    levels = (Level.PROVINCE, Level.CITY, Level.OUTSIDE)
    return next((level for level in levels if may(actor, ACTIONS[level], report.concern)), None)


def vouched_items(actor: Actor, report: Report) -> tuple[str, ...]:
    """The items of a report that the actor's office vouches for, and that the actor may read."""
    items = asked_of(report)
    names = {item.vouched_by for item in items.values() if item.vouched_by}
    own = {name for name in names if may(actor, "reporting.read_vouched", _vouching(report, name))}
    return tuple(code for code, item in items.items() if item.vouched_by in own)


def _require_mover(actor: Actor, report: Report, level: str) -> None:
    """Outside reviewers and departments speak of figures; they don't move reports."""
    require(actor, ACTIONS[level if level in MOVERS else Level.PROVINCE], report.concern)
    if level not in MOVERS:
        raise ValueError(level)


def _vouching(report: Report, name: str) -> Concern:
    return Concern(report.office_id, report.city, name)


def _concerns(report: Report, level: str, words: Sequence[Word]) -> set[Concern]:
    if level != Level.DEPARTMENT:
        return {report.concern}
    items = asked_of(report)
    return {
        _vouching(report, (items[word.item].vouched_by or "") if word.item in items else "") for word in words
    }


def _held(actor: Actor, report: Report, level: str, seen: int) -> State:
    """The report, locked until done, if it is still as seen, with this level, and in its window."""
    held = hold(report)
    if held.version != seen:
        raise Refused.because("reporting.submitted_meanwhile", found=held.version, seen=seen)
    if held.stage not in STAGES[level]:
        raise Refused.because(f"reporting.locked_{held.stage}")
    state = state_of(held)
    closed = closed_to(state, level, actor.at)
    if closed is not None:
        raise Refused([closed])
    return state


def _accept_clean(actor: Actor, report: Report, level: str, seen: int, unmarked: frozenset[str]) -> int:
    state = _held(actor, report, level, seen)
    words = [Word(item, Outcome.ACCEPT) for item in clean_items(state, level, unmarked)]
    if not words:
        raise Refused.because("reporting.nothing_clean")
    return _say(actor, state, level, words)


def _decide(actor: Actor, report: Report, level: str, words: Sequence[Word], seen: int) -> int:
    state = _held(actor, report, level, seen)
    if state.report.round.state == Round.State.FROZEN and any(word.outcome in REASONED for word in words):
        raise Refused.because("reporting.locked_frozen")
    problems = [problem for word in words for problem in _wrong(word, level, state)]
    if problems:
        raise Refused(problems)
    return _say(actor, state, level, words)


def _say(actor: Actor, state: State, level: str, words: Sequence[Word]) -> int:
    Decision.objects.bulk_create(
        Decision(
            figure=state.figures[word.item],
            level=level,
            outcome=word.outcome,
            reason=word.reason.strip(),
            value=word.value,
            by_id=actor.user or 0,
            by=actor.name,
            at=actor.at,
        )
        for word in words
    )
    said = [[word.item, word.outcome, word.reason.strip(), word.value] for word in words]
    after = {"version": state.report.version, "said": said}
    record(actor.who, ACTIONS[level], state.report, after=after)
    return len(words)


def _wrong(word: Word, level: str, state: State) -> list[Problem]:
    place = Place(path=word.item)
    if word.item not in state.figures:
        return [Problem("reporting.item_unknown", {"found": word.item}, place)]
    last = state.decisions.get(word.item, {}).get(level)
    if word.after is not None and word.after != (last.pk if last else 0):
        name = asked_of(state.report)[word.item].name
        return [Problem("reporting.decided_meanwhile", {"name": name, "by": last.by if last else ""}, place)]
    if word.outcome not in OUTCOMES[level]:
        allowed = " / ".join(sorted(OUTCOMES[level]))
        return [Problem("reporting.outcome_unknown", {"found": word.outcome, "allowed": allowed}, place)]
    unkept = text_problem(word.reason, asked_of(state.report)[word.item].name, place)
    if unkept is not None:
        return [unkept]
    is_settling = word.outcome == Outcome.ACCEPT and level == Level.PROVINCE and state.to_settle(word.item)
    if (word.outcome in REASONED or is_settling) and not word.reason.strip():
        return [Problem("reporting.reason_missing", {}, place)]
    return []


def _move(actor: Actor, report: Report, level: str, seen: int, stage: str) -> dict[str, Any]:
    state = _held(actor, report, level, seen)
    asked = [item for item in asked_of(state.report) if any(True for _ in state.wanted(item))]
    if stage == Report.Stage.REPORTING and not asked:
        raise Refused.because("reporting.nothing_to_return")
    if stage == Report.Stage.REPORTING and state.report.round.state == Round.State.FROZEN:
        raise Refused.because("reporting.locked_frozen")
    if stage != Report.Stage.REPORTING:
        problems = unsettled(state, level)
        if problems:
            raise Refused(problems)
    Report.objects.filter(pk=report.pk).update(stage=stage)
    action = "reporting.send_back" if stage == Report.Stage.REPORTING else "reporting.pass_on"
    before, after = {"stage": state.report.stage}, {"stage": stage, "asked": asked}
    record(actor.who, action, state.report, before=before, after=after)
    return {}
