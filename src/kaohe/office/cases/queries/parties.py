"""Whose matter a case is: its offices by their part, who may read it, whose people are told."""

from dataclasses import replace

from django.db.models import F, Q, QuerySet

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import Concern, may
from kaohe.office.cases.machines import Party
from kaohe.office.cases.models import Case

READ = "cases.read"


def offices_of(case: Case, party: Party) -> set[int]:
    """The keys of the offices that have this part in the case."""
    if party is Party.LEAD:
        return {case.office_id}
    if party is Party.ANSWERING:
        return {case.answering}
    if party is Party.JOINT:
        return {joined.office_id for joined in case.offices.all()}
    if case.report_to_id:
        return {case.report_to_id}
    return set(Office.objects.filter(kind="provincial_government").values_list("pk", flat=True))


def concern_of(case: Case, party: Party) -> Concern:
    """A step of the answering side is their matter, any other the lead's."""
    return case.concern if party is Party.ANSWERING else Concern(office=case.office_id)


def is_inside(actor: Actor, case: Case) -> bool:
    """Whether the actor sees what is being prepared: on the side of who acts or is answered to."""
    inside = {case.report_to_id, *offices_of(case, Party.JOINT)}
    if case.office_id != case.answering:
        inside.add(case.office_id)
    return any(may(actor, READ, Concern(office=office)) for office in (None, *inside))


def may_read(actor: Actor, case: Case) -> bool:
    """Whoever is inside may; whoever has to answer, and their city, once the case is shown to them."""
    return is_inside(actor, case) or (case.shown_at is not None and may(actor, READ, case.concern))


def readable(actor: Actor) -> QuerySet[Case]:
    """The cases that `may_read` lets the actor read."""
    found = Case.objects.all()
    if may(actor, READ):
        return found
    posts = [(post, replace(actor, posts=(post,))) for post in actor.posts]
    own = {post.office for post, held in posts if may(held, READ, Concern(office=post.office))}
    cities = {post.city for post, held in posts if post.city and may(held, READ, Concern(city=post.city))}
    leads = Q(office__in=own, addressee__isnull=False) & ~Q(addressee=F("office"))
    joined = Case.objects.filter(offices__office__in=own)
    inside = leads | Q(report_to__in=own) | Q(pk__in=joined.values("pk"))
    answering = Q(addressee__in=own) | Q(addressee=None, office__in=own) | Q(dossier__city__in=cities)
    return found.filter(inside | (answering & Q(shown_at__isnull=False)))
