"""Scorings that are owed: each worked out, its progress told, and its result or its failure kept."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime
from typing import Any

from django.db import transaction

from kaohe.messages import Problem, Refused
from kaohe.office.accounts.actors import system
from kaohe.office.assessment.models import Scoring
from kaohe.office.assessment.problems import kept
from kaohe.office.assessment.results import Written, write_results_of
from kaohe.office.journal.actions import record

Fields = dict[str, Any]

_LOOKED_EVERY = 1.0
"""Seconds between two looks at how far a scoring is."""


def score_owed(now: datetime) -> int:
    """Score everything that is owed by `now`; how many came to an end, well or not.

    Killed anywhere it starts the same scoring again and comes to the same bytes. A scoring that fails keeps
    why; what nobody foresaw is also raised, for the log.
    """
    owed = Scoring.objects.filter(state=Scoring.State.OWED).select_related("snapshot")
    ended = 0
    for scoring in owed.order_by("asked_at", "pk"):
        try:
            _end(scoring, now, _worked_out(scoring))
        except Refused as refused:
            _fail(scoring, now, refused.problems)
        except Exception as error:
            _fail(scoring, now, (Problem("assessment.scoring_broke", {"error": type(error).__name__}),))
            raise
        ended += 1
    return ended


def _worked_out(scoring: Scoring) -> Written:
    """In a thread of its own, which asks no database; this one tells how far it is, in short transactions."""
    share = 0

    def advance(percent: int) -> None:
        nonlocal share
        share = percent

    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(write_results_of, scoring, advance)
        while not wait([work], timeout=_LOOKED_EVERY).done:
            Scoring.objects.filter(pk=scoring.pk, state=Scoring.State.OWED).update(percent=share)
        return work.result()


def _end(scoring: Scoring, now: datetime, written: Written) -> None:
    kept_of_it = {"folder": written.folder, "content_hash": written.content_hash}
    fields = {"state": Scoring.State.SCORED, "percent": 100, **kept_of_it}
    _settle(scoring, now, "assessment.scored", fields, kept_of_it)


def _fail(scoring: Scoring, now: datetime, problems: tuple[Problem, ...]) -> None:
    fields = {"state": Scoring.State.FAILED, "error": kept(problems)}
    error = [problem.words("zh") for problem in problems]
    _settle(scoring, now, "assessment.scoring_failed", fields, {"error": error})


def _settle(scoring: Scoring, now: datetime, what: str, fields: Fields, after: Fields) -> None:
    """Of two workers who came to the same end only one tells it."""
    with transaction.atomic():
        owed = Scoring.objects.filter(pk=scoring.pk, state=Scoring.State.OWED)
        if owed.update(**fields, done_at=now):
            record(system(now).who, what, scoring, after=after)
