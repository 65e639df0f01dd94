"""Which cases one talk may serve."""

from django.db.models import QuerySet

from kaohe.office.cases.machines import MACHINES, Need
from kaohe.office.cases.models import Case
from kaohe.office.cases.queries.preparing import holds, preparing

TALKS = tuple(
    kind for kind, machine in MACHINES.items() if any(Need.MEETING in s.needs for s in machine.steps)
)
"""The kinds that are talks."""


def may_share(case: Case) -> tuple[Case, ...]:
    """The other cases whose talk is still to be set: the same office answers, the same side leads."""
    if case.kind not in TALKS:
        return ()
    found: QuerySet[Case] = Case.objects.filter(kind__in=TALKS, closed_at=None).exclude(pk=case.pk)
    near = found.filter(dossier__city=case.dossier.city, meetings=None).select_related("dossier", "office")
    return tuple(
        each
        for each in near
        if each.answering == case.answering and holds(each) == holds(case) and preparing(each, Need.MEETING)
    )
