"""What can be done with a case now: each step offered to a reader, or why not."""

from dataclasses import dataclass
from datetime import date

from kaohe.messages import Problem
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import may
from kaohe.office.cases.machines import Step
from kaohe.office.cases.models import Case
from kaohe.office.cases.queries.known import Known
from kaohe.office.cases.queries.needs import missing
from kaohe.office.cases.queries.parties import concern_of


@dataclass(frozen=True, slots=True)
class Offered:
    """A step that leads on from the case's state: whether the actor may take it, and what it still lacks."""

    step: Step
    allowed: bool
    problems: tuple[Problem, ...]

    @property
    def is_open(self) -> bool:
        """Whether the actor can take it now, saying what has to be said with it."""
        return self.allowed and not self.problems


def offered(actor: Actor, known: Known, day: date) -> tuple[Offered, ...]:
    """Every step from the case's state, in the machine's order, for an actor on a day; no query."""
    return tuple(
        Offered(step, may_take(actor, known.case, step), tuple(missing(known, step, actor, day)))
        for step in known.machine.steps
        if known.case.state in step.sources
    )


def may_take(actor: Actor, case: Case, step: Step) -> bool:
    """Whether a post of the actor allows the step, whatever the state."""
    return may(actor, step.grant, concern_of(case, step.party))
