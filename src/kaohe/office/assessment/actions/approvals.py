"""What every proposal has to meet before it counts."""

from datetime import datetime

from kaohe.messages import Problem, Refused, Text, sentence
from kaohe.office.accounts.actors import Actor
from kaohe.office.assessment.models import Objection, Publication
from kaohe.office.reporting.actions.texts import refuse_text


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
