"""What waits in papers, as the first page says it."""

from collections.abc import Iterator

from django.urls import reverse

from kaohe.office.accounts.actors import Actor
from kaohe.web.navigation import may_somewhere
from kaohe.web.pages.papers.lists import desks
from kaohe.web.waiting import Waiting


def waiting(actor: Actor) -> Iterator[Waiting]:
    """For each desk how many papers lie on it; drafts wait for nobody else."""
    if not may_somewhere(actor, "papers.draft"):
        return
    for name, papers in desks(actor).items():
        if name != "drafting":
            yield Waiting(f"web_papers.wait_{name}", f"{reverse('papers')}?tab={name}", papers.count())
