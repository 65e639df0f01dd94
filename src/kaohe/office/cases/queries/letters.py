"""The letters of a case: those there are, and those that its steps still wait for."""

from collections.abc import Sequence
from dataclasses import dataclass

from kaohe.office.cases.machines import Step
from kaohe.office.cases.models import Verdict
from kaohe.office.cases.queries.known import Known
from kaohe.office.cases.queries.needs import waits_for_letter
from kaohe.office.cases.queries.preparing import ahead
from kaohe.office.papers.models import Paper
from kaohe.office.papers.queries.papers import of_subject

IN_HAND = frozenset({"drafting", "checking", "cosigning", "signing"})
"""States of a paper that is on its way to be issued."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A letter that a step ahead waits for; `another`: one was issued, and doesn't do."""

    step: Step
    kind: str
    another: bool


def papers_of(known: Known) -> tuple[Paper, ...]:
    """The papers of the case and of its talk, but for those dropped."""
    subjects = [known.case.subject, *([known.meeting.subject] if known.meeting else [])]
    return tuple(paper for subject in subjects for paper in of_subject(subject))


def wanted(known: Known, papers: Sequence[Paper]) -> tuple[Wanted, ...]:
    """The letters still to be begun, a kind once: none is in hand, and what was issued doesn't do.

    What was issued doesn't do where it isn't of an office that leads, where one that has to issue it jointly
    didn't, or where the answer that it was written for was returned.
    """
    found = dict[str, Wanted]()
    for step in ahead(known.case):
        kind = step.letter or step.form
        states = {paper.state for paper in papers if paper.kind == kind}
        issued = Paper.State.ISSUED in states
        if not kind or states & IN_HAND or (issued and not _waits(known, step)):
            continue
        found.setdefault(kind, Wanted(step, kind, issued))
    return tuple(found.values())


def _waits(known: Known, step: Step) -> bool:
    if step.letter:
        return waits_for_letter(known, step)
    last = next((each for each in reversed(known.answers) if each.kind == step.answer), None)
    return last is not None and hasattr(last, "verdict") and last.verdict.outcome == Verdict.Outcome.RETURNED
