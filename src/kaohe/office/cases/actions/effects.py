"""What a step brings besides the new state: an answer, a word on it, signed minutes, a clock."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate

from kaohe.law import Citation
from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office
from kaohe.office.cases.machines import Step
from kaohe.office.cases.models import Answer, AnswerFile, Case, Meeting, Verdict
from kaohe.office.cases.queries.known import Known
from kaohe.office.clocks.actions import running
from kaohe.office.clocks.models import Ending
from kaohe.office.files.storing import Received, enter

MOST_FILES = 20


def enter_answer(actor: Actor, known: Known, step: Step, text: str, files: Sequence[Received]) -> None:
    """What the answering side hands in: the next of its kind, with its files."""
    if len(files) > MOST_FILES:
        raise Refused.because("cases.too_many_files", found=len(files), allowed=MOST_FILES)
    answer = Answer.objects.create(
        case=known.case,
        kind=step.answer,
        number=sum(1 for each in known.answers if each.kind == step.answer) + 1,
        office=Office.objects.get(pk=known.case.answering),
        text=text,
        by_id=actor.user or 0,
        by=actor.name,
        at=actor.at,
    )
    for file in files:
        stored = enter(file, at=actor.at)
        AnswerFile.objects.create(answer=answer, file=stored, name=file.name)


def enter_verdict(actor: Actor, known: Known, step: Step, reason: str) -> None:
    """The last answer will do, or won't and why."""
    Verdict.objects.create(
        answer=known.answers[-1],  # the states see to it that there is one
        outcome=step.verdict,
        reason=reason,
        by_id=actor.user or 0,
        by=actor.name,
        at=actor.at,
    )


def put_minutes(known: Known, step: Step) -> None:
    """The signed minutes are put with the talk that they are of."""
    issue = known.letters.get(step.letter)
    if step.letter == "talk_minutes" and issue and known.meeting:
        Meeting.objects.filter(pk=known.meeting.pk).update(minutes=issue.paper)


def run_clock(actor: Actor, known: Known, step: Step, note: str, day: date) -> None:
    """Start the clock by the day that was set, or end the one that runs."""
    case = known.case
    if step.clock == "start":
        _start(actor, known, step, day)
    elif step.clock and case.clock and not Ending.objects.filter(clock=case.clock).exists():
        met_on = localdate(known.last_answer.at) if known.last_answer else day
        on = met_on if step.clock == Ending.Outcome.MET else day
        running.end(actor=actor, clock=case.clock, outcome=step.clock, on=on, reason=note)


def _start(actor: Actor, known: Known, step: Step, day: date) -> None:
    case, letter = known.case, known.letters[step.letter]
    clock = running.start(
        actor=actor,
        subject=case.subject,
        code=f"cases.duty_{case.kind}",
        params={"zone": case.dossier.zone_name},
        link=f"/cases/{case.pk}/",
        holder=Office.objects.get(pk=case.answering),
        watcher=letter.paper.office,
        cites=Citation.model_validate(case.finding.cites) if case.finding else None,
        event="order" if step.name == "order" else "request",
        start=day,
        set_on=case.due_on,
    )
    Case.objects.filter(pk=case.pk).update(clock=clock)
