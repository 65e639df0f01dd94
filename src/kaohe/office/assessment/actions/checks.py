"""What every proposal has to meet before it counts."""

from collections.abc import Iterator
from datetime import datetime

from kaohe.messages import Problem, Refused, Text, sentence
from kaohe.office.accounts.actors import Actor
from kaohe.office.assessment.models import Objection, Publication, Scoring
from kaohe.office.reporting.actions.texts import refuse_text
from kaohe.office.zones.facts import is_unsafe


def refuse_own(actor: Actor, publication: Publication) -> None:
    """Two people: whoever proposed doesn't approve. Raises `Refused`."""
    if actor.user is None or actor.user == publication.proposed_by_id:
        raise Refused.because("assessment.same_person", name=publication.proposed_by)


def refuse_texts(**texts: str) -> None:
    """Raises `Refused` naming each text that is empty or can't be kept."""
    for name, text in texts.items():
        label = Text(*(sentence(f"assessment.text_{name}", lang) for lang in ("zh", "en")))
        if not text.strip():
            raise Refused.because("assessment.text_missing", name=label)
        refuse_text(text, label)


def may_be_final(publication: Publication, at: datetime | None) -> None:
    """Provincial places: first a notice; final when it is over (`at`) and every objection is reviewed.

    None: the notice may still run, as long as one was given. Raises `Refused`.
    """
    if publication.origin == Publication.Origin.OFFICIAL:
        return
    if publication.field == Publication.Field.NATION:
        if publication.notice_until is not None:
            raise Refused.because("assessment.notice_for_nation")
        return
    before = publication.supersedes
    if publication.notice_until is not None:
        if before is not None and before.notice_until is None:
            raise Refused.because("assessment.notice_after_final")
        return
    if before is None:
        raise Refused.because("assessment.notice_first")
    if at is None or before.notice_until is None:
        return
    problems = []
    if at < before.notice_until:
        problems.append(Problem("assessment.notice_runs"))
    waiting = Objection.objects.filter(publication=before, review=None).count()
    if waiting:
        problems.append(Problem("assessment.objections_open", {"count": waiting}))
    if problems:
        raise Refused(problems)


def wrong_proposal(proposed: Publication, now: datetime) -> Iterator[Problem]:
    """What is wrong with a proposal of ours by itself, and as a correction."""
    if proposed.scoring is None or proposed.scoring.state != Scoring.State.SCORED:
        yield Problem("assessment.not_scored")
    if proposed.public_from < now.replace(second=0, microsecond=0):
        yield Problem("assessment.embargo_past")
    if proposed.notice_until is not None and proposed.notice_until <= proposed.public_from:
        yield Problem("assessment.notice_too_short")
    for text in filter(is_unsafe, (proposed.title, proposed.document)):
        yield Problem("zones.sign_not_allowed", {"found": ascii(text[:20])})
    corrected = proposed.supersedes
    if corrected is None:
        return
    whole = ("origin", "field", "assessment_year")
    if any(getattr(corrected, name) != getattr(proposed, name) for name in whole):
        yield Problem("assessment.corrects_another", {"title": corrected.title})
    elif corrected.state != Publication.State.APPROVED:
        yield Problem("assessment.corrects_unapproved", {"title": corrected.title})
    if not proposed.reason and corrected.notice_until is None:
        yield Problem("assessment.no_reason")
