"""The order that a case's ledger goes into: while it is a draft the ledger may change, afterwards not."""

from kaohe.messages import Refused, worded
from kaohe.office.cases.machines import Need, Step
from kaohe.office.cases.machines.words import letter_name
from kaohe.office.cases.models import Case
from kaohe.office.cases.queries.preparing import needing, preparing
from kaohe.office.papers.models import Paper

LEFT = (Paper.State.DRAFTING, Paper.State.VOID, Paper.State.DROPPED)
"""What keeps nobody from changing the ledger: not handed in yet, or of no effect."""


def may_change(case: Case) -> bool:
    """Whether the ledger is still the drafter's."""
    step = preparing(case, Need.ITEMS)
    return step is not None and _out(case, step) is None


def refuse_out(case: Case) -> Step:
    """The step that the ledger is for. Raises `Refused` where it was taken, or its letter was handed in."""
    step = needing(case, Need.ITEMS)
    if paper := _out(case, step):
        words = {"letter": letter_name(paper.kind), "state": worded(f"papers.state_{paper.state}")}
        raise Refused.because("cases.ledger_is_out", **words)
    return step


def _out(case: Case, step: Step) -> Paper | None:
    papers = Paper.objects.filter(subject=case.subject, kind=step.letter)
    return papers.exclude(state__in=LEFT).first()
