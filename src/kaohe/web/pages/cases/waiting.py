"""What is asked of a committee or a city, as the first page says it."""

from collections.abc import Iterator

from django.urls import reverse

from kaohe.office.accounts.actors import Actor
from kaohe.office.cases.machines.parts import ANSWERS
from kaohe.office.cases.queries.cases import Filters, cases_for
from kaohe.web.navigation import may_somewhere
from kaohe.web.waiting import Waiting


def waiting(actor: Actor) -> Iterator[Waiting]:
    """The open cases that an office of the actor has to answer. One query."""
    if may_somewhere(actor, ANSWERS):
        count = cases_for(actor, Filters(state="open", mine="yes")).count()
        yield Waiting("web_cases.asked", f"{reverse('cases')}?state=open&mine=yes", count)
