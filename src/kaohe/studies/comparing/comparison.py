"""Everything about two results side by side: who moved, how alike they are, and why."""

from dataclasses import dataclass, field

from kaohe.messages import Problem, Refused
from kaohe.scoring import Scores
from kaohe.studies.comparing.agreement import Agreement, agreement_of
from kaohe.studies.comparing.causes import Causes, Progress, causes_between
from kaohe.studies.comparing.moves import Moves, Published, moves_between, published_by


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two results. Without `scores` (standings only) it can be said who moved, not why."""

    published: Published
    scores: Scores | None = None

    @classmethod
    def of(cls, scores: Scores) -> "Side":
        return cls(published_by(scores), scores)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`causes` is None where nothing can be told of them; `notes` say why, or why no finer."""

    a: Side
    b: Side
    moves: Moves
    agreement: Agreement
    causes: Causes | None
    notes: tuple[Problem, ...] = field(default=())


def compare(a: Side, b: Side, progress: Progress = lambda done, of: None) -> Comparison:
    """Compare two results, the earlier one first. Raises `Refused` where they have no unit in common."""
    moves = moves_between(a.published, b.published)
    if not moves.before:
        raise Refused.because("compare.nothing_in_common")
    causes, notes = _causes(a, b, moves, progress)
    return Comparison(a, b, moves, agreement_of(moves), causes, notes)


def _causes(a: Side, b: Side, moves: Moves, progress: Progress) -> tuple[Causes | None, tuple[Problem, ...]]:
    if a.scores is None or b.scores is None:
        return None, (Problem("compare.places_only", level="note"),)
    try:
        causes = causes_between(a.scores, b.scores, moves, progress)
    except Refused as refused:
        return None, (Problem("compare.no_causes", level="note"), *map(_noted, refused.problems))
    coarse = (Problem("compare.scheme_is_one", level="note"),) if "scheme" in causes.factors.names else ()
    return causes, (*coarse, *map(_noted, causes.notes))


def _noted(problem: Problem) -> Problem:
    """What was in the way of a mix is a note: both results themselves are sound."""
    return Problem(problem.code, problem.params, problem.place, "note")
