"""What is asked of a committee or a city, as the first page says it."""

from collections.abc import Iterator
from datetime import datetime, time

from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate

from kaohe.office.accounts.actors import Actor
from kaohe.office.cases.machines.parts import ANSWERS
from kaohe.office.cases.queries.cases import Filters, cases_for
from kaohe.office.clocks.queries.due import dues_of
from kaohe.web.navigation import may_somewhere
from kaohe.web.waiting import Waiting

OVER = frozenset({"met", "met_late", "fell_away"})
"""Lamps of clocks that nothing is owed by any more."""


def waiting(actor: Actor) -> Iterator[Waiting]:
    """The open cases that an office of the actor has to answer, and the end of the first day that is due."""
    if not may_somewhere(actor, ANSWERS):
        return
    asked = list(cases_for(actor, Filters(state="open", mine="yes")).select_related("clock"))
    dues = dues_of([case.clock for case in asked if case.clock], localdate(actor.at))
    days = [due.due_on for due in dues.values() if due.due_on and due.lamp not in OVER]
    due = datetime.combine(min(days), time.max, get_current_timezone()) if days else None
    yield Waiting("web_cases.asked", f"{reverse('cases')}?state=open&mine=yes", len(asked), due=due)
