"""Drafts follow what they were begun from, where it changes and they still say the same."""

from typing import Any

from django.db.models import F

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.journal.actions import record
from kaohe.office.papers.models import Paper


def follow(actor: Actor, *, subject: str, kind: str, field: str, before: list[Any], after: list[Any]) -> None:
    """Let the drafts of a subject that say `before` in a field say `after`; others keep what they say.

    Within the transaction of whatever changed it, and by its permission; the revision tells whoever has the
    draft open. Raises `Refused` where somebody edits such a draft at the same moment.
    """
    drafts = Paper.objects.filter(subject=subject, kind=kind, state=Paper.State.DRAFTING)
    for paper in drafts:
        if paper.values.get(field, []) != before:
            continue
        mine = drafts.filter(pk=paper.pk, revision=paper.revision)
        if not mine.update(values=paper.values | {field: after}, revision=F("revision") + 1):
            raise Refused.because("papers.changed_meanwhile", state=paper.state)
        told = {"revision": paper.revision + 1, "followed": field}
        record(actor.who, "papers.edit", paper, before={"revision": paper.revision}, after=told)
