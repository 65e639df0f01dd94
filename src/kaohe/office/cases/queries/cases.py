"""Cases as lists: those that a reader may see, narrowed, with when they are due."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kaohe.office.accounts.actors import Actor
from kaohe.office.cases.machines import MACHINES, Machine, machine_of
from kaohe.office.cases.models import Case
from kaohe.office.cases.queries.parties import readable
from kaohe.office.clocks.queries.due import Due, dues_of

ENDS = frozenset(state for machine in MACHINES.values() for state in machine.closed)
"""The states in which cases are at an end; no kind has one of them on its way."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show; "" is everything. `open` and `closed` in `state` are all such states."""

    kind: str = ""
    state: str = ""
    city: str = ""
    mine: str = ""  # "yes": those that an office of the reader has to answer


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in a list, and when it is due where it has a clock."""

    case: Case
    machine: Machine
    due: Due | None


def cases_for(actor: Actor, filters: Filters) -> QuerySet[Case]:
    """The cases that the actor may read and asks for, those opened last first."""
    found = readable(actor).select_related("dossier__publication", "office", "addressee", "clock")
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.state in ("open", "closed"):
        ended = Q(state__in=ENDS)
        found = found.filter(ended if filters.state == "closed" else ~ended)
    elif filters.state:
        found = found.filter(state=filters.state)
    if filters.city:
        found = found.filter(dossier__city=filters.city)
    if filters.mine:
        own = {post.office for post in actor.posts}
        found = found.filter(Q(addressee__in=own) | Q(addressee=None, office__in=own))
    return found.order_by("-pk")


def listed(cases: list[Case], day: date) -> tuple[Listed, ...]:
    """The cases of a page with when they are due, in two queries."""
    dues = dues_of([case.clock for case in cases if case.clock], day)
    return tuple(
        Listed(case, machine_of(case.kind), dues.get(case.clock_id) if case.clock_id else None)
        for case in cases
    )


def cities_of(actor: Actor) -> tuple[str, ...]:
    """The cities in which the actor may read a case."""
    names = readable(actor).order_by("dossier__city").values_list("dossier__city", flat=True).distinct()
    return tuple(name for name in names if name)
