"""What becomes of findings: one officer proposes, another person agrees, and a confirmed one opens a case."""

from collections.abc import Collection, Iterator, Sequence

from django.db import IntegrityError, transaction

from kaohe.messages import Place, Problem, Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.office.cases.actions.opening import open_case
from kaohe.office.cases.actions.proposals import REASON, Choice, problem_of_agreement, problems_of
from kaohe.office.cases.models import Disposition
from kaohe.office.cases.queries.findings import Found, Outcome, State, found_by_key
from kaohe.office.journal.actions import once, record
from kaohe.office.reporting.actions.texts import refuse_text

_ORDER = (Outcome.CONFIRM, Outcome.ABSORB, Outcome.SET_ASIDE)
"""What is absorbed goes into a case that is open by then."""


def propose(*, actor: Actor, choices: Sequence[Choice], key: str) -> int:
    """Propose what becomes of findings, all or nothing; gives how many. Raises `Refused`."""
    require(actor, "cases.propose")
    return int(once(actor.who, key, lambda: {"count": _propose(actor, choices)})["count"])


def agree(*, actor: Actor, dispositions: Collection[int], key: str) -> int:
    """Agree to what others proposed, all or nothing: cases are opened with it. Gives how many.

    Raises `Refused` for what the actor proposed, and for what can't be any more.
    """
    require(actor, "cases.agree")
    return int(once(actor.who, key, lambda: {"count": _agree(actor, dispositions)})["count"])


def decline(*, actor: Actor, dispositions: Collection[int], reason: str, key: str) -> int:
    """Decline what others proposed, with the reason; the findings are open again. Gives how many."""
    require(actor, "cases.agree")
    outcome = once(actor.who, key, lambda: {"count": _decline(actor, dispositions, reason.strip())})
    return int(outcome["count"])


def _propose(actor: Actor, choices: Sequence[Choice]) -> int:
    found = found_by_key({each.finding for each in choices} | {each.into for each in choices if each.into})
    if problems := problems_of(choices, found):
        raise Refused(problems)
    try:
        with transaction.atomic():
            Disposition.objects.bulk_create(_proposed(actor, each) for each in choices)
    except IntegrityError:  # of two at once the second comes here
        raise Refused.because("cases_findings.proposed_meanwhile") from None
    said = [[found[each.finding].row.key, each.outcome, each.reason.strip()] for each in choices]
    record(actor.who, "cases.propose", None, after={"proposed": said})
    return len(choices)


def _proposed(actor: Actor, choice: Choice) -> Disposition:
    return Disposition(
        finding_id=choice.finding,
        outcome=choice.outcome,
        into_id=choice.into,
        reason=choice.reason.strip(),
        proposed_by_id=actor.user or 0,
        proposed_by=actor.name,
        proposed_at=actor.at,
    )


def _agree(actor: Actor, keys: Collection[int]) -> int:
    chosen, found = _decided(actor, keys, State.AGREED, "")
    chosen.sort(key=lambda each: _ORDER.index(Outcome(each.outcome)))
    cases = {}
    for each in chosen:
        if problem := problem_of_agreement(each, found[each.finding_id]):
            raise Refused([problem])
        if each.outcome == Outcome.CONFIRM:
            cases[each.finding_id] = open_case(actor=actor, found=found[each.finding_id]).pk
    said = [[found[each.finding_id].row.key, each.outcome, cases.get(each.finding_id)] for each in chosen]
    record(actor.who, "cases.agree", None, after={"agreed": said})
    return len(chosen)


def _decline(actor: Actor, keys: Collection[int], reason: str) -> int:
    if not reason:
        raise Refused.because("cases_findings.no_reason")
    refuse_text(reason, REASON)
    chosen, found = _decided(actor, keys, State.DECLINED, reason)
    said = [[found[each.finding_id].row.key, each.outcome] for each in chosen]
    record(actor.who, "cases.decline", None, after={"declined": said}, reason=reason)
    return len(chosen)


def _decided(
    actor: Actor, keys: Collection[int], state: str, answer: str
) -> tuple[list[Disposition], dict[int, Found]]:
    """The dispositions, decided by the actor; of two who decide at once the second is refused."""
    chosen = list(Disposition.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    found = found_by_key({each.finding_id for each in chosen})
    problems = [
        Problem(f"cases_findings.{why}", {"zone": row.zone_name, "by": by}, Place(path=row.key))
        for each in chosen
        for row in [found[each.finding_id].row]
        for why, by in _not_to_decide(each, actor)
    ]
    if problems or not chosen or len(chosen) < len(set(keys)):
        raise Refused(problems or [Problem("cases_findings.nothing_chosen")])
    by = {"decided_by_id": actor.user, "decided_by": actor.name, "decided_at": actor.at}
    Disposition.objects.filter(pk__in=keys).update(state=state, answer=answer, **by)
    return chosen, found


def _not_to_decide(each: Disposition, actor: Actor) -> Iterator[tuple[str, str]]:
    if each.state != State.PROPOSED:
        yield "decided_meanwhile", each.decided_by
    elif each.proposed_by_id == actor.user:
        yield "own_proposal", each.proposed_by
