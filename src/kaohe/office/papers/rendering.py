"""The files of issued papers: a sweep makes what is missing; stopped anywhere, the same bytes again."""

from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from kaohe.letters import Rendered, faces, letter_from, render_many
from kaohe.office.files.storing import enter, receive
from kaohe.office.papers.models import Issue, Rendering

_RUN = 60
"""How many are made before the next look at what is owed: a run that is stopped loses no more than these."""


def render_owed(now: datetime) -> int:
    """Make docx and pdf of every issued paper that lacks them, one transaction each. How many."""
    made = 0
    while owed := list(Issue.objects.filter(rendering=None).order_by("pk")[:_RUN]):
        made += sum(_kept(issue, files, now) for issue, files in _rendered(owed))
    return made


def _rendered(issues: list[Issue]) -> Iterable[tuple[Issue, Rendered]]:
    return zip(issues, render_many([letter_from(issue.content) for issue in issues], faces()), strict=True)


def _kept(issue: Issue, files: Rendered, now: datetime) -> bool:
    name = issue.number
    docx = receive(ContentFile(files.docx, f"{name}.docx"))
    pdf = receive(ContentFile(files.pdf, f"{name}.pdf"))
    try:
        with transaction.atomic():
            Rendering.objects.create(
                issue=issue,
                docx=enter(docx, at=now),
                pdf=enter(pdf, at=now),
                faces=dict(files.faces),
                at=now,
            )
    except IntegrityError:  # another worker was faster, with the same bytes
        return False
    return True
