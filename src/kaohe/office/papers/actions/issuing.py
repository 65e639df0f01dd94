"""签发: the paper gets its number, its content is frozen and hashed, deliveries are owed. One transaction."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db.models import F
from django.utils.timezone import localdate

from kaohe.letters import Letter, check_characters, content_hash, document_number, faces, letter_data
from kaohe.messages import Refused, Text, sentence
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import Concern, require
from kaohe.office.accounts.queries.users import people_of
from kaohe.office.journal.actions import once, record
from kaohe.office.notices.telling import tell
from kaohe.office.papers.models import Counter, Delivery, Issue, Mark, Paper, Voiding
from kaohe.office.papers.queries.papers import draft_of, issued_title

STYLES: Mapping[str, str] = {style: f"papers.style_{style}" for style in ("document", "letter", "minutes")}


def set_mark(*, actor: Actor, office: Office, style: str, mark: str, key: str) -> None:
    """From now on the office numbers its papers of a style under `mark` (粤商务函). May be `Refused`."""
    require(actor, "papers.sign", Concern(office=office.pk))
    if style not in STYLES:
        raise Refused.because("papers.no_style", found=style, allowed=", ".join(STYLES))
    document_number(mark, actor.at.year, 1)

    def work() -> dict[str, int]:
        other = Mark.objects.filter(mark=mark).exclude(office=office).first()
        if other:
            raise Refused.because("papers.mark_taken", mark=mark, office=str(other.office))
        new = Mark.objects.create(office=office, style=style, mark=mark, by=actor.name, at=actor.at)
        told = {"office": str(office), "style": style, "mark": mark}
        record(actor.who, "papers.set_mark", new, after=told)
        return {"mark": new.pk}

    once(actor.who, key, work)


def issue(actor: Actor, paper: Paper) -> Issue:
    """Number and freeze a paper that is being signed; within the transaction of `take_step`."""
    letter, day = draft_of(paper), localdate(actor.at)
    mark = Mark.objects.filter(office=paper.office_id, style=letter.style).last()
    if mark is None:
        raise Refused.because("papers.no_mark", office=str(paper.office), style=letter.style)
    sequence = _next(mark.mark, day.year)
    whole = replace(
        letter,
        number=document_number(mark.mark, day.year, sequence),
        dated=day,
        printed_on=day if letter.printed_by else None,
    )
    check_characters(whole, faces())  # what lacks a font stops before it has a number
    issued = _frozen(actor, paper, whole, mark.mark, sequence)
    _owe_delivery(actor, issued)
    return issued


def _next(mark: str, year: int) -> int:
    """The next number: who signs under the same mark at once waits here for the first to commit."""
    Counter.objects.get_or_create(mark=mark, year=year)
    Counter.objects.filter(mark=mark, year=year).update(last=F("last") + 1)
    return Counter.objects.get(mark=mark, year=year).last


def _frozen(actor: Actor, paper: Paper, letter: Letter, mark: str, sequence: int) -> Issue:
    day = localdate(actor.at)
    return Issue.objects.create(
        paper=paper,
        mark=mark,
        year=day.year,
        sequence=sequence,
        number=letter.number or "",
        content=letter_data(letter),
        content_hash=content_hash(letter),
        dated=day,
        signer=actor.name,
        at=actor.at,
    )


def void(actor: Actor, paper: Paper, reason: str) -> None:
    """An issued paper counts no longer; it keeps its number, and whoever it went to is told."""
    issued = Issue.objects.get(paper=paper)
    Voiding.objects.create(issue=issued, reason=reason, by=actor.name, at=actor.at)
    for delivery in issued.deliveries.select_related("office"):
        _tell(delivery, "papers.voided", actor.at)


def _owe_delivery(actor: Actor, issued: Issue) -> None:
    """To the addressee, and to each office of which the letter's list of copies has the name."""
    to = issued.paper.addressee
    named = [office for office in Office.objects.filter(name_zh__in=issued.content["copies"]) if office != to]
    for office in (*([to] if to else []), *named):
        delivery = Delivery.objects.create(issue=issued, office=office, copy=office != to, sent_at=actor.at)
        _tell(delivery, "papers.delivered", actor.at)


def _tell(delivery: Delivery, code: str, at: datetime) -> None:
    """A notice goes out by mail too, so it doesn't say what a secret paper is about."""
    issued, paper = delivery.issue, delivery.issue.paper
    title = (
        Text(sentence("papers.secret_title", "zh"), sentence("papers.secret_title", "en"))
        if paper.secrecy
        else issued_title(issued)
    )
    tell(
        to_users=people_of({delivery.office_id}, localdate(at)),
        key=f"{code}:{delivery.pk}",
        code=code,
        params={"number": issued.number, "title": title, "sender": str(paper.office)},
        link=f"/papers/{paper.pk}/",
        at=at,
    )
