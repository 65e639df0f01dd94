"""拟稿: a paper begins from a template and what is known, and is edited until it is handed in."""

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import F

from kaohe.letters import letter_template
from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import Concern, require
from kaohe.office.journal.actions import once, record
from kaohe.office.papers.actions.addressing import refuse_others
from kaohe.office.papers.models import Cosigner, Paper, PaperStep
from kaohe.office.papers.queries.papers import check_words

Values = Mapping[str, Any]
"""Values of a template's fields as JSON knows them: days as 2016-09-01."""


def draft(
    *,
    actor: Actor,
    office: Office,
    kind: str,
    key: str,
    subject: str = "",
    addressee: Office | None = None,
    values: Values | None = None,
    cosigners: Collection[Office] = (),
) -> Paper:
    """Begin a paper of an office. Values may be missing still.

    Raises `Denied`, and `Refused` for unknown values, an addressee that the kind can't go to, an office that
    can't countersign.
    """
    require(actor, "papers.draft", Concern(office=office.pk))
    given = dict(values or {})
    _refuse_unknown(kind, given)

    def work() -> dict[str, Any]:
        template = letter_template(kind)
        refuse_others(actor, office, template, addressee, cosigners)
        paper = Paper.objects.create(
            office=office,
            kind=kind,
            template_version=template.version,
            subject=subject,
            addressee=addressee,
            values=given,
            secrecy=template.secrecy or "",
            urgency=template.urgency or "",
            openness=template.openness or "",
            drafted_by_id=actor.user or 0,
            drafted_by=actor.name,
            drafted_at=actor.at,
        )
        Cosigner.objects.bulk_create(Cosigner(paper=paper, office=each) for each in cosigners)
        told = {"kind": kind, "subject": subject, "office": str(office)}
        record(actor.who, "papers.draft", paper, after=told)
        return {"paper": paper.pk}

    return Paper.objects.get(pk=once(actor.who, key, work)["paper"])


def edit(
    *,
    actor: Actor,
    paper: Paper,
    seen: int,
    key: str,
    values: Values | None = None,
    title: str | None = None,
    body: str | None = None,
    marks: Mapping[str, str] | None = None,
) -> Paper:
    """Change a draft that stands as `seen`. `marks`: secrecy, urgency, openness.

    Raises `Refused` where it was changed meanwhile, or where lines, values or marks can't stand.
    """
    require(actor, "papers.draft", paper.concern)
    given = {} if values is None else dict(values)
    _refuse_unknown(paper.kind, given)

    def work() -> dict[str, Any]:
        before = Paper.objects.get(pk=paper.pk)
        changed: dict[str, Any] = {
            **({} if values is None else {"values": given}),
            **({} if title is None else {"title": title.strip()}),
            **({} if body is None else {"body": body.strip().replace("\r\n", "\n")}),
            **(marks or {}),
        }
        mine = Paper.objects.filter(pk=paper.pk, revision=seen, state=Paper.State.DRAFTING)
        if not mine.update(**changed, revision=F("revision") + 1):
            raise Refused.because("papers.changed_meanwhile", state=before.state)
        after = Paper.objects.get(pk=paper.pk)
        check_words(after)
        record(actor.who, "papers.edit", after, before=_told(before, changed), after=_told(after, changed))
        return {"paper": paper.pk}

    return Paper.objects.get(pk=once(actor.who, key, work)["paper"])


def step_of(actor: Actor, paper: Paper, step: str, target: str, note: str, office: int | None) -> PaperStep:
    """The row of a step that was taken."""
    return PaperStep.objects.create(
        paper=paper,
        step=step,
        source=paper.state,
        target=target,
        office_id=office,
        by_id=actor.user or 0,
        by=actor.name,
        at=actor.at,
        note=note,
    )


def _told(paper: Paper, changed: Collection[str]) -> dict[str, Any]:
    """What the journal holds of a draft: it is read more widely than papers, so of words only their hash."""
    words = {"values", "title", "body"}
    return {
        "revision": paper.revision,
        **{name: getattr(paper, name) for name in changed if name not in words},
        **{name: _hash(getattr(paper, name)) for name in changed if name in words},
    }


def _hash(words: Any) -> str:
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()


def _refuse_unknown(kind: str, values: Values) -> None:
    known = letter_template(kind).fields
    unknown = sorted(values.keys() - known.keys())
    if unknown:
        allowed = ", ".join(known)
        raise Refused.because("papers.unknown_field", kind=kind, found=", ".join(unknown), allowed=allowed)
