"""Asking for a frozen snapshot to be scored; the sweep does it."""

from dataclasses import dataclass

from django.db import transaction

from kaohe.messages import Problem, Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.office.assessment.models import Scoring
from kaohe.office.assessment.results import plan_of
from kaohe.office.journal.actions import once, record
from kaohe.office.reporting.models import Snapshot
from kaohe.office.reporting.queries.figures import snapshot_scheme

LEAST_DRAWS, MOST_DRAWS = 100, 50_000
MOST_SEED = 2**31 - 1
LONGEST_PLAN = 50_000


@dataclass(frozen=True, slots=True)
class Drawing:
    """How the places are tried: draws, their seed, and what is uncertain (YAML; "": the usual plan)."""

    draws: int
    seed: int
    plan_text: str = ""


def ask_scoring(*, actor: Actor, snapshot: Snapshot, drawing: Drawing, key: str) -> Scoring:
    """Owe the scoring of a snapshot. Raises `Refused` for a plan that its scheme doesn't bear, or numbers
    outside what is allowed; the same key asks once."""
    require(actor, "assessment.score")
    asked = Scoring(
        snapshot=snapshot,
        plan_text=drawing.plan_text.strip(),
        draws=drawing.draws,
        seed=drawing.seed,
        asked_by=actor.name,
        asked_at=actor.at,
    )
    _refuse_numbers(drawing)
    plan_of(asked, snapshot_scheme(snapshot))
    outcome = once(actor.who, key, lambda: _ask(actor, asked))
    return Scoring.objects.get(pk=outcome["scoring"])


def _ask(actor: Actor, asked: Scoring) -> dict[str, int]:
    with transaction.atomic():
        asked.save()
        after = {"snapshot": asked.snapshot.folder, "draws": asked.draws, "seed": asked.seed}
        record(actor.who, "assessment.score", asked, after=after)
    return {"scoring": asked.pk}


def _refuse_numbers(drawing: Drawing) -> None:
    limits = {
        "assessment.draws_outside": (drawing.draws, LEAST_DRAWS, MOST_DRAWS),
        "assessment.seed_outside": (drawing.seed, 0, MOST_SEED),
        "assessment.plan_too_long": (len(drawing.plan_text), 0, LONGEST_PLAN),
    }
    problems = [
        Problem(code, {"found": found, "least": least, "most": most})
        for code, (found, least, most) in limits.items()
        if not least <= found <= most
    ]
    if problems:
        raise Refused(problems)
