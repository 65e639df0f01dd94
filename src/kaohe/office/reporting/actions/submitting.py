"""Handing in: what stands in the drafts becomes a version that nobody changes."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kaohe.messages import Place, Problem, Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.office.journal.actions import once, record
from kaohe.office.reporting.actions.holding import hold
from kaohe.office.reporting.actions.people import PEOPLE, named, role
from kaohe.office.reporting.actions.texts import refuse_text
from kaohe.office.reporting.models import Decision, Evidence, Figure, Reply, Report, Submission
from kaohe.office.reporting.models.rounds import WindowKind
from kaohe.office.reporting.queries.checks import WHOLE, Findings, as_handed_in, findings_of
from kaohe.office.reporting.queries.deciding import is_over
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.office.reporting.queries.state import State, state_of


def submit(*, actor: Actor, report: Report, people: Mapping[str, str], seen: int, key: str) -> int:
    """Hand a report in as the next version, which it gives; `seen` is the version that was seen.

    A first version takes every cell; a later one the cells that changed. Raises `Refused` with every cell
    that keeps it from being handed in, and where somebody else handed it in meanwhile.
    """
    require(actor, "reporting.submit", report.concern)
    outcome = once(actor.who, key, lambda: {"version": _submit(actor, report, people, seen)})
    return int(outcome["version"])


def reply(*, actor: Actor, report: Report, item: str, text: str, key: str) -> None:
    """Answer what reviewers asked about a cell. Raises `Refused` where it is empty or nothing is asked."""
    require(actor, "reporting.fill", report.concern)
    once(actor.who, key, lambda: _reply(actor, report, item, text))


def obstacles(report: Report, state: State, people: Mapping[str, str], findings: Findings) -> list[Problem]:
    """All that keeps a report from being handed in, cell by cell.

    Hard findings, soft ones without a note, evidence missing, returned cells neither changed nor answered,
    people not named. `findings`: those of the cells as they would be handed in.
    """
    problems: list[Problem] = []
    shown = set(Evidence.objects.filter(report=report, withdrawn_at=None).values_list("item", flat=True))
    for cell, found in findings.items():
        noted = cell == WHOLE or (cell in state.drafts and bool(state.drafts[cell].note))
        problems += [each for each in found if each.level == "hard" or (each.level == "soft" and not noted)]
    for code, item in asked_of(report).items():
        draft = state.drafts.get(code)
        if item.evidence and draft and draft.value is not None and code not in shown and not draft.note:
            problems.append(Problem("reporting.evidence_missing", {"name": item.name}, Place(path=code)))
        if any(True for _ in state.unanswered(code)) and not _changed(code, state):
            problems.append(Problem("reporting.not_answered", {"name": item.name}, Place(path=code)))
    problems += [
        Problem("reporting.person_missing", {"who": role(who)}, Place(path=who))
        for who in PEOPLE
        if not people.get(who, "").strip()
    ]
    return problems


def _submit(actor: Actor, report: Report, people: Mapping[str, str], seen: int) -> int:
    held = hold(report)
    state = state_of(held)
    if held.version != seen:
        raise Refused.because("reporting.submitted_meanwhile", found=held.version, seen=seen)
    changed = [
        code for code in asked_of(held) if _changed(code, state) and state.lock(code, actor.at) is None
    ]
    returned = held.stage == Report.Stage.REPORTING
    if not returned and not changed:
        raise Refused.because(f"reporting.locked_{held.stage}")
    if returned and held.version == 0:
        lock = state.lock(next(iter(asked_of(held))), actor.at)
        if lock is not None:
            raise Refused([lock])
    problems = obstacles(held, state, people, findings_of(held, as_handed_in(state, actor.at)))
    if problems:
        raise Refused(problems)
    version = held.version + 1
    responsible = named(people)
    Submission.objects.create(
        report=held, version=version, people=responsible, by_id=actor.user or 0, by=actor.name, at=actor.at
    )
    Figure.objects.bulk_create(_figures(held, version, changed, state))
    stage = _next_stage(state, actor.at) if returned else held.stage
    Report.objects.filter(pk=held.pk).update(version=version, stage=stage, people=responsible)
    after = {"version": version, "stage": stage, "cells": changed}
    record(actor.who, "reporting.submit", held, before={"stage": held.stage}, after=after)
    return version


def _next_stage(state: State, now: datetime) -> str:
    """A zone's report goes to its city first; to the province one without a city, a city's own, and what
    comes when the city's window is over: the city couldn't say anything of it.
    """
    report = state.report
    to_city = report.city and not report.table and not is_over(state.windows, WindowKind.CITY_REVIEW, now)
    return Report.Stage.CITY if to_city else Report.Stage.PROVINCE


def _changed(code: str, state: State) -> bool:
    """Whether the draft says something else than the last version."""
    draft, figure = state.drafts.get(code), state.figures.get(code)
    if figure is None:
        return True
    return draft is not None and (draft.value, draft.note) != (figure.value, figure.note)


def _figures(report: Report, version: int, codes: Iterable[str], state: State) -> list[Figure]:
    drafts = ((code, state.drafts.get(code)) for code in codes)
    return [
        Figure(
            report=report,
            item=code,
            version=version,
            value=draft.value if draft else None,
            note=draft.note if draft else "",
        )
        for code, draft in drafts
    ]


def _reply(actor: Actor, report: Report, item: str, text: str) -> dict[str, Any]:
    if not text.strip():
        raise Refused.because("reporting.reply_empty")
    refuse_text(text, item)
    with transaction.atomic():
        held = hold(report)
        asked: list[Decision] = list(state_of(held).wanted(item))
        if not asked:
            raise Refused.because("reporting.nothing_asked", found=item)
        for decision in asked:
            Reply.objects.create(decision=decision, text=text.strip(), by=actor.name, at=actor.at)
        record(actor.who, "reporting.reply", held, after={"item": item, "text": text.strip()})
    return {}
