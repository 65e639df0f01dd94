"""What may be proposed for a finding, and whether it can still be agreed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kaohe.messages import Place, Problem, Text, sentence
from kaohe.office.cases.models import Disposition
from kaohe.office.cases.queries.findings import Found, Outcome, State
from kaohe.office.reporting.actions.texts import text_problem

REASON = Text(sentence("cases_findings.reason", "zh"), sentence("cases_findings.reason", "en"))


@dataclass(frozen=True, slots=True)
class Choice:
    """What is proposed for a finding, by its key: confirm, absorb `into` another, or set aside."""

    finding: int
    outcome: str
    into: int | None = None
    reason: str = ""


def problems_of(choices: Sequence[Choice], found: Mapping[int, Found]) -> list[Problem]:
    """Everything that keeps the choices from being proposed; `found`: the findings they name."""
    if not choices or any(each.finding not in found for each in choices):
        return [Problem("cases_findings.nothing_chosen")]
    times = Counter(each.finding for each in choices)
    twice = [key for key, number in times.items() if number > 1]
    return [
        *(Problem("cases_findings.chosen_twice", {}, _place(found[key])) for key in twice),
        *(problem for each in choices for problem in _problems(each, found[each.finding], found)),
    ]


def problem_of_agreement(disposition: Disposition, found: Found) -> Problem | None:
    """Why what was proposed can't be agreed now; None where it can."""
    outcome = disposition.outcome
    if outcome != Outcome.SET_ASIDE and not found.stands:
        return Problem("cases_findings.no_longer", {}, _place(found))
    into = Disposition.objects.filter(finding=disposition.into, outcome=Outcome.CONFIRM, state=State.AGREED)
    if outcome == Outcome.ABSORB and not into.exists():
        return Problem("cases_findings.into_not_confirmed", {}, _place(found))
    return None


def _problems(choice: Choice, found: Found, all_found: Mapping[int, Found]) -> Iterator[Problem]:
    place, reason = _place(found), choice.reason.strip()
    if choice.outcome not in Outcome.values:
        allowed = " / ".join(Outcome.values)
        yield Problem("cases_findings.outcome_unknown", {"found": choice.outcome, "allowed": allowed}, place)
        return
    if found.disposition is not None:
        yield Problem("cases_findings.proposed_already", {"by": found.disposition.proposed_by}, place)
    if choice.outcome != Outcome.SET_ASIDE and not found.stands:
        yield Problem("cases_findings.no_longer", {}, place)
    if choice.outcome == Outcome.ABSORB:
        yield from _problems_of_into(found, all_found.get(choice.into or 0))
    if not reason and _needs_reason(choice, found, all_found):
        yield Problem(f"cases_findings.reason_to_{choice.outcome}", {}, place)
    if (problem := text_problem(reason, REASON, place)) is not None:
        yield problem


def _needs_reason(choice: Choice, found: Found, all_found: Mapping[int, Found]) -> bool:
    """What the rule settles needs none; what an officer does otherwise, or beyond it, does."""
    if choice.outcome == Outcome.CONFIRM:
        return found.needs_reason
    into = all_found.get(choice.into or 0)
    by_rule = into is not None and found.finding.absorbed_by == into.finding.code
    return choice.outcome == Outcome.SET_ASIDE or not by_rule


def _problems_of_into(found: Found, into: Found | None) -> Iterator[Problem]:
    place = _place(found)
    if into is None or into.row.pk == found.row.pk:
        yield Problem("cases_findings.into_missing", {}, place)
    elif (into.row.publication_id, into.row.zone_id) != (found.row.publication_id, found.row.zone_id):
        yield Problem("cases_findings.into_elsewhere", {"zone": found.row.zone_name}, place)
    elif not into.stands or (into.disposition and into.disposition.outcome != Outcome.CONFIRM):
        yield Problem("cases_findings.into_not_held", {}, place)


def _place(found: Found) -> Place:
    return Place(path=found.row.key)
