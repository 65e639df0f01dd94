"""What waits in findings, as the first page says it."""

from collections.abc import Iterator

from django.urls import reverse

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import may
from kaohe.office.assessment.models import Publication
from kaohe.office.cases.queries.findings import open_findings, proposals_for
from kaohe.web.waiting import Waiting


def waiting(actor: Actor) -> Iterator[Waiting]:
    """For each publication: findings nobody has proposed for, and proposals of others to agree to."""
    found = {}
    if may(actor, "cases.propose"):
        found["open"] = open_findings()
    if may(actor, "cases.agree"):
        found["proposed"] = proposals_for(actor.user)
    titles = Publication.objects.in_bulk({root for counted in found.values() for root in counted})
    for tab, counted in found.items():
        for root, count in sorted(counted.items(), reverse=True):
            link = f"{reverse('findings_of', args=[root])}?tab={tab}"
            yield Waiting(f"web_findings.wait_{tab}", link, count, {"title": titles[root].title})
