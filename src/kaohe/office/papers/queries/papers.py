"""Papers as they stand: the letter that a paper is now, what belongs to a subject."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from kaohe.letters import Letter, edited, fill, letter_from, letter_template, with_days
from kaohe.letters.content import Openness, Urgency
from kaohe.messages import Refused
from kaohe.office.papers.models import Issue, Paper


def letter_of(paper: Paper) -> Letter:
    """The letter as issued, or as the draft makes it. Raises `Refused`: what is missing, by its name."""
    issue = Issue.objects.filter(paper=paper).first()
    return letter_from(issue.content) if issue else draft_of(paper)


def draft_of(paper: Paper) -> Letter:
    """The letter that the draft's values and edited lines make, without number and date."""
    template = letter_template(paper.kind)
    if template.version != paper.template_version:
        found, wanted = template.version, paper.template_version
        raise Refused.because("papers.other_version", kind=paper.kind, found=found, wanted=wanted)
    letter = fill(template, with_days(template, paper.values))
    letter = edited(letter, title=paper.title or None, body=paper.body or None)
    return replace(
        letter,
        secrecy=paper.secrecy or None,
        urgency=cast("Urgency | None", paper.urgency or None),
        openness=cast("Openness | None", paper.openness or None),
    )


def of_subject(subject: str) -> tuple[Paper, ...]:
    """The papers that belong to something, the latest first; those dropped are left out."""
    kept = Paper.objects.filter(subject=subject).exclude(state=Paper.State.DROPPED)
    return tuple(kept.select_related("office", "addressee", "issue"))


def issued_of(subject: str) -> Mapping[str, Issue]:
    """By kind of letter the last one issued for something that is not void."""
    issues = Issue.objects.filter(paper__subject=subject, paper__state=Paper.State.ISSUED)
    return {issue.paper.kind: issue for issue in issues.select_related("paper").order_by("pk")}
