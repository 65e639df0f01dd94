"""Scorings and alternatives that are owed: each worked out, its progress told, what came or failed kept."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import transaction

from kaohe.messages import Problem, Refused
from kaohe.office.accounts.actors import system
from kaohe.office.assessment.alternatives import write_alternative
from kaohe.office.assessment.folders import Written
from kaohe.office.assessment.models import Alternative, Job, Scoring
from kaohe.office.assessment.problems import kept
from kaohe.office.assessment.results import Progress, write_results_of
from kaohe.office.journal.actions import record

Fields = dict[str, Any]
J = TypeVar("J", bound=Job)

_LOOKED_EVERY = 1.0
"""Seconds between two looks at how far a job is."""


@dataclass(frozen=True, slots=True)
class _Kind(Generic[J]):
    """Jobs of a model, with the rows that `write` reads; what the journal calls both ends."""

    model: type[J]
    related: str
    write: Callable[[J, Progress], Written]
    done: str
    failed: str


def score_owed(now: datetime) -> int:
    """Score everything that is owed by `now`; how many came to an end, well or not.

    Killed anywhere it starts the same scoring again and comes to the same bytes. A scoring that fails keeps
    why; what nobody foresaw is also raised, for the log.
    """
    words = ("assessment.scored", "assessment.scoring_failed")
    return _work_off(_Kind(Scoring, "snapshot", write_results_of, *words), now)


def try_owed(now: datetime) -> int:
    """The same for alternatives: other schemes tried on a scoring's figures."""
    words = ("assessment.tried", "assessment.trying_failed")
    return _work_off(_Kind(Alternative, "scoring__snapshot", write_alternative, *words), now)


def _work_off(kind: _Kind[J], now: datetime) -> int:
    owed = kind.model._default_manager.filter(state=Job.State.OWED).select_related(kind.related)
    ended = 0
    for job in owed.order_by("asked_at", "pk"):
        try:
            _end(kind, job, now, _worked_out(kind, job))
        except Refused as refused:
            _fail(kind, job, now, refused.problems)
        except Exception as error:
            _fail(kind, job, now, (Problem("assessment.scoring_broke", {"error": type(error).__name__}),))
            raise
        ended += 1
    return ended


def _worked_out(kind: _Kind[J], job: J) -> Written:
    """In a thread of its own, which asks no database; this one tells how far it is, in short transactions."""
    share = 0

    def advance(percent: int) -> None:
        nonlocal share
        share = percent

    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(kind.write, job, advance)
        while not wait([work], timeout=_LOOKED_EVERY).done:
            kind.model._default_manager.filter(pk=job.pk, state=Job.State.OWED).update(percent=share)
        return work.result()


def _end(kind: _Kind[J], job: J, now: datetime, written: Written) -> None:
    kept_of_it = {"folder": written.folder, "content_hash": written.content_hash}
    fields = {"state": Job.State.SCORED, "percent": 100, **kept_of_it}
    _settle(job, now, kind.done, fields, kept_of_it)


def _fail(kind: _Kind[J], job: J, now: datetime, problems: tuple[Problem, ...]) -> None:
    fields = {"state": Job.State.FAILED, "error": kept(problems)}
    error = [problem.words("zh") for problem in problems]
    _settle(job, now, kind.failed, fields, {"error": error})


def _settle(job: Job, now: datetime, what: str, fields: Fields, after: Fields) -> None:
    """Of two workers who came to the same end only one tells it."""
    with transaction.atomic():
        owed = type(job)._default_manager.filter(pk=job.pk, state=Job.State.OWED)
        if owed.update(**fields, done_at=now):
            record(system(now).who, what, job, after=after)
