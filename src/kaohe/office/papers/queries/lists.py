"""Papers as lists: what waits for whom, what was issued, what came in."""

from django.db.models import Q, QuerySet

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import WRITERS, Concern, may
from kaohe.office.papers.models import Delivery, Incoming, Issue, Mark, Paper
from kaohe.office.papers.steps import INCOMING_WAYS, WAYS

_S = Paper.State


DESK = {
    "drafting": "hand_in",
    "checking": "check",
    "cosigning": "cosign",
    "signing": "sign",
}
"""What lies on a desk, by state, and the step that takes many of them on."""


def offices_for(actor: Actor, action: str) -> frozenset[int]:
    """The offices for whose papers the actor may do something."""
    return frozenset(post.office for post in actor.posts if may(actor, action, Concern(office=post.office)))


def waiting_for(actor: Actor, state: str) -> "QuerySet[Paper]":
    """Papers in a state of `DESK` that wait for the actor, the oldest first.

    What another person has to do with an own draft isn't among them.
    """
    way = WAYS[DESK[state]]
    offices = offices_for(actor, way.action)
    papers = Paper.objects.filter(state=state).select_related("office", "addressee").order_by("pk")
    if way.another:
        papers = papers.exclude(drafted_by_id=actor.user or 0)
    if state == Paper.State.COSIGNING:
        return papers.filter(cosigners__office__in=offices, cosigners__signed_at=None).distinct()
    return papers.filter(office__in=offices)


def to_take(actor: Actor) -> "QuerySet[Delivery]":
    """What was delivered to the actor's offices and nobody took yet; what is void isn't taken."""
    mine = offices_for(actor, "papers.receive")
    waiting = Delivery.objects.filter(office__in=mine, received_at=None, issue__voiding=None)
    return waiting.select_related("issue__paper__office", "office").order_by("pk")


def incoming_waiting(actor: Actor) -> "QuerySet[Incoming]":
    """What came in and waits for a step that the actor may take, the oldest first."""
    allowed = Q(pk=None)
    for way in INCOMING_WAYS.values():
        allowed |= Q(state__in=way.sources, office__in=offices_for(actor, way.action))
    return Incoming.objects.filter(allowed).order_by("pk")


def readable(actor: Actor) -> "QuerySet[Paper]":
    """Papers that the actor may read: of the own office, countersigned there, or delivered there once issued.

    Whoever may read the papers of all offices reads those that are secret in the offices concerned only.
    """
    mine = offices_concerned(actor)
    concerned = Q(office__in=mine) | Q(issue__deliveries__office__in=mine)
    concerned |= Q(cosigners__office__in=mine) & ~Q(state=_S.DRAFTING)
    allowed = concerned | Q(secrecy="") if may(actor, "papers.read") else concerned
    return Paper.objects.filter(allowed).select_related("office", "addressee", "issue").distinct()


def incoming_readable(actor: Actor) -> "QuerySet[Incoming]":
    """What came in to the own office; for whoever may read all papers, all that is not secret."""
    mine = Q(office__in=offices_concerned(actor))
    allowed = mine | Q(secrecy="") if may(actor, "papers.read") else mine
    return Incoming.objects.filter(allowed).select_related("office", "file", "delivery__issue__paper")


def offices_concerned(actor: Actor) -> frozenset[int]:
    """The offices in which the actor writes and receives papers: who looks after accounts there doesn't."""
    return frozenset(post.office for post in actor.posts if post.role in WRITERS)


def register_of(mark: str, year: int) -> "QuerySet[Issue]":
    """发文登记: every number given under a mark in a year, voids too."""
    issues = Issue.objects.filter(mark=mark, year=year).order_by("sequence")
    return issues.select_related("paper__office", "paper__addressee", "voiding")


def marks_of(actor: Actor) -> "QuerySet[Mark]":
    """The marks under which offices number whose papers the actor may read; the last of a style counts."""
    marks = Mark.objects.select_related("office")
    return marks if may(actor, "papers.read") else marks.filter(office__in=offices_concerned(actor))
