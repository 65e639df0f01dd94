"""Papers as they stand: the letter that a paper is now, what belongs to a subject."""

from dataclasses import replace
from typing import cast, get_args

from kaohe.letters import (
    Letter,
    Openness,
    Template,
    Urgency,
    body_text,
    edited,
    fill,
    letter_from,
    letter_template,
    sample_values,
    with_days,
)
from kaohe.messages import Refused
from kaohe.office.papers.models import Issue, Paper


def letter_of(paper: Paper) -> Letter:
    """The letter as issued, or as the draft makes it. Raises `Refused`: what is missing, by its name."""
    issue = Issue.objects.filter(paper=paper).first()
    return letter_from(issue.content) if issue else draft_of(paper)


def draft_of(paper: Paper) -> Letter:
    """The letter that the draft's values and edited lines make, without number and date."""
    template = template_of(paper)
    return _worded(paper, fill(template, with_days(template, paper.values)))


def wording_of(paper: Paper) -> tuple[str, str]:
    """Title and body as lines, as they were edited or as the template and the values have them."""
    letter = draft_of(paper)
    return letter.title, body_text(letter)


def check_words(paper: Paper) -> None:
    """Raises `Refused` where edited lines or marks can't stand, whatever values are still missing."""
    template = template_of(paper)
    for name, allowed in (("urgency", get_args(Urgency)), ("openness", get_args(Openness))):
        found = getattr(paper, name)
        if found and found not in allowed:
            raise Refused.because("papers.no_such_mark", found=found, allowed=", ".join(allowed))
    _worded(paper, fill(template, sample_values(template)))


def template_of(paper: Paper) -> Template:
    """The template that the paper was begun with. Raises `Refused` where another version took its place."""
    template = letter_template(paper.kind)
    if template.version != paper.template_version:
        found, wanted = template.version, paper.template_version
        raise Refused.because("papers.other_version", kind=paper.kind, found=found, wanted=wanted)
    return template


def _worded(paper: Paper, letter: Letter) -> Letter:
    """The letter with the paper's own lines and marks."""
    letter = edited(letter, title=paper.title or None, body=paper.body or None)
    return replace(
        letter,
        secrecy=paper.secrecy or None,
        urgency=cast("Urgency | None", paper.urgency or None),
        openness=cast("Openness | None", paper.openness or None),
    )


def title_of(paper: Paper) -> str:
    """The title on one line; empty where values that it names are still missing."""
    issue = getattr(paper, "issue", None)
    if issue:
        return issued_title(issue)
    try:
        return draft_of(paper).title.replace("\n", "")
    except Refused:
        return paper.title.replace("\n", "")


def issued_title(issue: Issue) -> str:
    """The title of an issued paper on one line."""
    return str(issue.content["title"]).replace("\n", "")


def of_subject(subject: str) -> tuple[Paper, ...]:
    """The papers that belong to something, the latest first; those dropped are left out."""
    kept = Paper.objects.filter(subject=subject).exclude(state=Paper.State.DROPPED)
    return tuple(kept.select_related("office", "addressee", "issue"))
