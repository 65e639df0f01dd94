"""Reviewing: what the city, the province, departments and outside reviewers say of single figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kaohe.messages import Place, Problem, Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import Concern, may, require
from kaohe.office.journal.actions import once, record
from kaohe.office.reporting.models import Decision, Report
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


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of an item's figure; `value` is what a department holds to be right."""

    item: str
    outcome: str
    reason: str = ""
    value: float | None = None


def decide(*, actor: Actor, report: Report, level: str, words: Sequence[Word], seen: int, key: str) -> int:
    """Say something of figures of version `seen`, all or nothing; gives how many."""
    for concern in _concerns(report, level, words):
        require(actor, ACTIONS[level], concern)
    outcome = once(actor.who, key, lambda: {"count": _decide(actor, report, level, words, seen)})
    return int(outcome["count"])


def send_back(*, actor: Actor, report: Report, level: str, seen: int, key: str) -> None:
    """Give the report back to who filled it. Raises `Refused` where nothing is queried or returned."""
    require(actor, ACTIONS[level], report.concern)
    once(actor.who, key, lambda: _move(actor, report, level, seen, Report.Stage.REPORTING))


def pass_on(*, actor: Actor, report: Report, level: str, seen: int, key: str) -> None:
    """Every figure accepted: on to the province, or done. Raises `Refused` naming those that aren't."""
    require(actor, ACTIONS[level], report.concern)
    stage = Report.Stage.PROVINCE if level == Level.CITY else Report.Stage.ACCEPTED
    once(actor.who, key, lambda: _move(actor, report, level, seen, stage))


def level_of(actor: Actor, report: Report) -> str | None:
    """As what an actor may review a report; None where not at all."""
    for level in (Level.PROVINCE, Level.CITY, Level.OUTSIDE):
        if may(actor, ACTIONS[level], report.concern):
            return level
    return Level.DEPARTMENT if vouched_items(actor, report) else None


def vouched_items(actor: Actor, report: Report) -> tuple[str, ...]:
    """The items of a report that the actor's office vouches for."""
    return tuple(
        code
        for code, item in asked_of(report).items()
        if item.vouched_by and may(actor, "reporting.vouch", _vouching(report, item.vouched_by))
    )


def _vouching(report: Report, name: str) -> Concern:
    return Concern(report.office_id, report.city, name)


def _concerns(report: Report, level: str, words: Sequence[Word]) -> set[Concern]:
    if level != Level.DEPARTMENT:
        return {report.concern}
    items = asked_of(report)
    return {
        _vouching(report, (items[word.item].vouched_by or "") if word.item in items else "") for word in words
    }


def _held(report: Report, level: str, seen: int) -> State:
    """The report, locked until done, if it is still as seen and with this level."""
    held = Report.objects.select_for_update(of=("self",)).select_related("round", "office").get(pk=report.pk)
    if held.version != seen:
        raise Refused.because("reporting.submitted_meanwhile", found=held.version, seen=seen)
    if held.stage not in STAGES[level]:
        raise Refused.because(f"reporting.locked_{held.stage}")
    return state_of(held)


def _decide(actor: Actor, report: Report, level: str, words: Sequence[Word], seen: int) -> int:
    state = _held(report, level, seen)
    problems = [problem for word in words for problem in _wrong(word, level, state)]
    if problems:
        raise Refused(problems)
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
    record(actor.who, ACTIONS[level], state.report, after={"version": seen, "said": said})
    return len(words)


def _wrong(word: Word, level: str, state: State) -> list[Problem]:
    place = Place(path=word.item)
    if word.item not in state.figures:
        return [Problem("reporting.item_unknown", {"found": word.item}, place)]
    if word.outcome not in OUTCOMES[level]:
        allowed = " / ".join(sorted(OUTCOMES[level]))
        return [Problem("reporting.outcome_unknown", {"found": word.outcome, "allowed": allowed}, place)]
    is_settling = word.outcome == Outcome.ACCEPT and level == Level.PROVINCE and state.disputed(word.item)
    if (word.outcome in REASONED or is_settling) and not word.reason.strip():
        return [Problem("reporting.reason_missing", {}, place)]
    return []


def _move(actor: Actor, report: Report, level: str, seen: int, stage: str) -> dict[str, Any]:
    state = _held(report, level, seen)
    asked = [item for item in asked_of(state.report) if any(True for _ in state.wanted(item))]
    if stage == Report.Stage.REPORTING and not asked:
        raise Refused.because("reporting.nothing_to_return")
    if stage != Report.Stage.REPORTING:
        _refuse_unsettled(state, level, asked)
    Report.objects.filter(pk=report.pk).update(stage=stage)
    action = "reporting.send_back" if stage == Report.Stage.REPORTING else "reporting.pass_on"
    before, after = {"stage": state.report.stage}, {"stage": stage, "asked": asked}
    record(actor.who, action, state.report, before=before, after=after)
    return {}


def _refuse_unsettled(state: State, level: str, asked: list[str]) -> None:
    items = asked_of(state.report)
    problems = [
        Problem("reporting.still_asked", {"name": items[code].name}, Place(path=code)) for code in asked
    ]
    for code, item in items.items():
        if code in asked:
            continue
        if level == Level.PROVINCE and state.disputed(code):
            problems.append(Problem("reporting.still_disputed", {"name": item.name}, Place(path=code)))
        elif not state.accepted(code, level):
            problems.append(Problem("reporting.not_accepted", {"name": item.name}, Place(path=code)))
    if problems:
        raise Refused(problems)
