"""The clocks that somebody may see: by whose they are and how they stand, a page at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import Concern, may
from kaohe.office.clocks.models import Clock, Ending
from kaohe.office.clocks.queries.due import LAMPS, Due, dues_of
from kaohe.office.clocks.queries.open import with_last

WHOSE = ("owed", "watched")
"""Owed by an office of the reader's, or watched by one."""

OPEN = tuple(lamp for lamp in LAMPS if lamp not in ("met", "met_late", "fell_away"))
"""How a clock may stand that hasn't ended."""


@dataclass(frozen=True, slots=True)
class Row:
    """A clock in a list, with when it is due."""

    clock: Clock
    due: Due


def may_see(actor: Actor, clock: Clock) -> bool:
    """Whether an actor may see a clock: as a matter of who owes or of who watches."""
    watching = Concern(office=clock.watcher_id, city=clock.watcher.city)
    return may(actor, "clocks.read", clock.concern) or may(actor, "clocks.read", watching)


def seen_by(actor: Actor, *, whose: str = "", words: str = "") -> QuerySet[Clock]:
    """The clocks that an actor may see, with offices; `words` are looked for in who owes. One query first."""
    offices = Office.objects.filter(Q(clocks_held__isnull=False) | Q(clocks_watched__isnull=False)).distinct()
    near = [each.pk for each in offices if may(actor, "clocks.read", Concern(each.pk, each.city))]
    found = with_last(Clock.objects.filter(Q(holder__in=near) | Q(watcher__in=near)))
    own = [post.office for post in actor.posts]
    if whose in WHOSE:
        found = found.filter(holder__in=own) if whose == "owed" else found.filter(watcher__in=own)
    if words:
        found = found.filter(Q(holder__name_zh__icontains=words) | Q(holder__name_en__icontains=words))
    return found.select_related("holder", "watcher").order_by(F("due_on").asc(nulls_last=True), "pk")


def standing(clocks: QuerySet[Clock], lamp: str, day: date) -> QuerySet[Clock]:
    """Those of clocks that stand so on a day; those that haven't ended for any other word."""
    asked = _by_lamp(day)
    return clocks.filter(asked[lamp] if lamp in asked else Q(ending=None))


def counts_of(clocks: QuerySet[Clock], day: date) -> Mapping[str, int]:
    """How many of clocks stand how on a day. One query."""
    asked = _by_lamp(day)
    counted = clocks.order_by().aggregate(**{lamp: Count("pk", filter=asked[lamp]) for lamp in LAMPS})
    return {lamp: counted[lamp] for lamp in LAMPS}


def rows_of(clocks: Iterable[Clock], day: date) -> list[Row]:
    """Clocks with when they are due. Three queries."""
    listed = list(clocks)
    dues = dues_of(listed, day)
    return [Row(clock, dues[clock.pk]) for clock in listed]


def _by_lamp(day: date) -> dict[str, Q]:
    """How clocks stand on a day as a database tells it, the same as `dues_of` does."""
    running, met = Q(ending=None), Q(ending__outcome=Ending.Outcome.MET)
    reminded = Q(reminder_on__lte=day)
    late = Q(due_on__isnull=False, ending__on__gt=F("due_on"))
    coming = running & Q(due_on__gte=day + timedelta(days=1))
    return {
        "overdue": running & Q(due_on__lt=day),
        "due": running & Q(due_on=day),
        "due_soon": coming & reminded,
        "running": coming & (Q(reminder_on=None) | Q(reminder_on__gt=day)),
        "paused": running & Q(due_on=None, stopped=True),
        "unknown": running & Q(due_on=None, stopped=False),
        "met": met & (Q(due_on=None) | Q(ending__on__lte=F("due_on"))),
        "met_late": met & late,
        "fell_away": Q(ending__outcome=Ending.Outcome.FELL_AWAY),
    }
