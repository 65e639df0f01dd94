"""Papers as lists: what waits for whom, what was issued, what came in."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import WRITERS, Concern, may
from kaohe.office.papers.models import Delivery, Incoming, Issue, Paper

_S = Paper.State


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on somebody's desk."""

    drafts: tuple[Paper, ...]
    to_check: tuple[Paper, ...]
    to_cosign: tuple[Paper, ...]
    to_sign: tuple[Paper, ...]
    to_take: tuple[Delivery, ...]
    incoming: tuple[Incoming, ...]


def offices_for(actor: Actor, action: str) -> frozenset[int]:
    """The offices for whose papers the actor may do something."""
    return frozenset(post.office for post in actor.posts if may(actor, action, Concern(office=post.office)))


def desk_of(actor: Actor) -> Desk:
    """Everything that waits for the actor; what another person has to do with an own draft isn't listed."""
    ours = Paper.objects.select_related("office", "addressee")
    others = ours.exclude(drafted_by_id=actor.user or 0)
    cosigning = offices_for(actor, "papers.cosign")
    receiving = offices_for(actor, "papers.receive")
    return Desk(
        tuple(ours.filter(state=_S.DRAFTING, office__in=offices_for(actor, "papers.draft"))),
        tuple(others.filter(state=_S.CHECKING, office__in=offices_for(actor, "papers.check"))),
        tuple(
            ours.filter(
                state=_S.COSIGNING, cosigners__office__in=cosigning, cosigners__signed_at=None
            ).distinct()
        ),
        tuple(others.filter(state=_S.SIGNING, office__in=offices_for(actor, "papers.sign"))),
        tuple(
            Delivery.objects.filter(office__in=receiving, received_at=None).select_related(
                "issue__paper__office", "office"
            )
        ),
        tuple(Incoming.objects.filter(office__in=receiving).exclude(state=Incoming.State.HANDLED)),
    )


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
