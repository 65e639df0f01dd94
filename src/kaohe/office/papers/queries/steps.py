"""What somebody may do with a paper as it stands."""

from dataclasses import dataclass

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import Concern, may
from kaohe.office.papers.models import Incoming, Paper
from kaohe.office.papers.steps import INCOMING_WAYS, WAYS, Way


@dataclass(frozen=True, slots=True)
class Offered:
    """A step that may be taken; `barred` where another person than who drafted has to."""

    step: str
    reasoned: bool
    barred: bool


def offered(actor: Actor, paper: Paper) -> tuple[Offered, ...]:
    """The steps open to somebody, in the order of the table."""
    drafted = actor.user == paper.drafted_by_id
    return tuple(
        Offered(step, way.reasoned, way.another and drafted)
        for step, way in WAYS.items()
        if paper.state in way.sources and _may(actor, paper, way)
    )


def offered_incoming(actor: Actor, incoming: Incoming) -> tuple[str, ...]:
    """The steps of a paper that came in which are open to somebody."""
    return tuple(
        step
        for step, way in INCOMING_WAYS.items()
        if incoming.state in way.sources and may(actor, way.action, incoming.concern)
    )


def _may(actor: Actor, paper: Paper, way: Way) -> bool:
    if way.action != "papers.cosign":
        return may(actor, way.action, paper.concern)
    asked = paper.cosigners.filter(signed_at=None).values_list("office", flat=True)
    return any(may(actor, way.action, Concern(office=office)) for office in asked)
