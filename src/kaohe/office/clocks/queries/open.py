"""Clocks with what their last working-out says, so that a database can choose among them."""

from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from kaohe.office.clocks.models import Clock, Pause, Projection


def with_last(clocks: QuerySet[Clock]) -> QuerySet[Clock]:
    """Clocks with `due_on`, `reminder_on`, `calendar_hash` as worked out last; `stopped` where they stand."""
    last = Projection.objects.filter(clock=OuterRef("pk")).order_by("-pk")
    names = ("due_on", "reminder_on", "calendar_hash")
    standing = Exists(Pause.objects.filter(clock=OuterRef("pk"), resumption=None))
    return clocks.annotate(stopped=standing, **{name: Subquery(last.values(name)[:1]) for name in names})


def running_clocks() -> QuerySet[Clock]:
    """Clocks that haven't ended, as worked out last."""
    return with_last(Clock.objects.filter(ending=None))


def projected_otherwise(calendar_hash: str) -> QuerySet[Clock]:
    """Running clocks that were worked out last by another calendar."""
    return running_clocks().exclude(Q(calendar_hash=calendar_hash))


def to_mind(day: date) -> QuerySet[Clock]:
    """Running clocks that are due soon, due or overdue on a day, with their offices."""
    asked = Q(reminder_on__lte=day) | Q(due_on__lte=day)
    return running_clocks().filter(asked).select_related("holder", "watcher")


def last_reasons_of_unknown() -> list[dict[str, Any]]:
    """Why no day is known of each running clock that has none: the last step of its last working-out."""
    last = Projection.objects.filter(clock__ending=None).order_by().values("clock").annotate(last=Max("pk"))
    unknown = Projection.objects.filter(pk__in=last.values("last"), due_on=None)
    return [reasons[-1] for reasons in unknown.values_list("reasons", flat=True)]
