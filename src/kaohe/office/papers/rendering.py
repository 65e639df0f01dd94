"""The files of issued papers: a sweep makes what is missing; stopped anywhere, the same bytes again."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from kaohe.letters import Rendered, faces, letter_from, render_many
from kaohe.office.accounts.queries.users import people_of
from kaohe.office.files.storing import enter, receive
from kaohe.office.notices.telling import tell
from kaohe.office.papers.models import Issue, Rendering

_RUN = 60
"""How many are begun together: two processes need a second to start."""


def render_owed(now: datetime) -> int:
    """Make docx and pdf of every issued paper that lacks them, one transaction each. How many.

    One that can't be made doesn't stop the others: its office is told once, and when all others are done the
    errors are raised. It is tried again whenever this is called.
    """
    made, last, errors = 0, 0, list[Exception]()
    while owed := list(_owed(after=last)):
        last = owed[-1].pk
        for issue, files in _rendered(owed):
            if isinstance(files, Rendered):
                made += _kept(issue, files, now)
            else:
                _tell(issue, now)
                errors.append(files)
    if errors:
        raise ExceptionGroup("some papers could not be made into files", errors)
    return made


def _owed(after: int) -> Iterable[Issue]:
    issues = Issue.objects.filter(rendering=None, pk__gt=after).order_by("pk")
    return issues.select_related("paper__office")[:_RUN]


def _rendered(issues: Sequence[Issue]) -> Iterator[tuple[Issue, Rendered | Exception]]:
    """Each with its files; where together they can't be made, each alone, with its files or its error."""
    done = 0
    try:
        for issue, files in zip(issues, _files(issues), strict=True):
            yield issue, files
            done += 1
    except Exception:
        yield from ((issue, _alone(issue)) for issue in issues[done:])


def _files(issues: Sequence[Issue]) -> Iterator[Rendered]:
    return render_many([letter_from(issue.content) for issue in issues], faces())


def _alone(issue: Issue) -> Rendered | Exception:
    try:
        (files,) = _files([issue])
    except Exception as error:  # whatever it was: the others go on
        return error
    return files


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


def _tell(issue: Issue, now: datetime) -> None:
    tell(
        to_users=people_of({issue.paper.office_id}, localdate(now)),
        key=f"papers.not_rendered:{issue.pk}",
        code="papers.not_rendered",
        params={"number": issue.number},
        link=f"/papers/{issue.paper_id}/",
        at=now,
    )
