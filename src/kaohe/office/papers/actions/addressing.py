"""A draft goes to another office, or others sign with it: until it is handed in to be checked."""

from collections.abc import Collection
from typing import Any

from django.db.models import F
from django.utils.timezone import localdate

from kaohe.letters import Template
from kaohe.messages import Refused, Text
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import require
from kaohe.office.accounts.rules import kind_name, office_name
from kaohe.office.journal.actions import once, record
from kaohe.office.papers.models import Cosigner, Paper
from kaohe.office.papers.queries.papers import template_of
from kaohe.office.papers.queries.parties import addressee_field, addressee_kinds, addressees, cosigners

JOINT = "joint_offices"
"""The field that names those who issue a letter jointly."""


def readdress(
    *, actor: Actor, paper: Paper, addressee: Office | None, signing: Collection[Office], seen: int, key: str
) -> Paper:
    """Say anew to whom a draft that stands as `seen` goes and who countersigns it.

    Where its fields name those of before, they name the new ones. Raises `Denied`, and `Refused` for an
    office that the kind can't go to or that can't countersign, and where the draft was changed or handed in
    meanwhile.
    """
    require(actor, "papers.draft", paper.concern)
    once(actor.who, key, lambda: {"paper": _readdress(actor, paper, addressee, tuple(signing), seen)})
    return Paper.objects.get(pk=paper.pk)


def _readdress(
    actor: Actor, paper: Paper, addressee: Office | None, signing: tuple[Office, ...], seen: int
) -> int:
    template = template_of(paper)
    refuse_others(actor, paper.office, template, addressee, signing)
    before = Paper.objects.select_related("addressee").get(pk=paper.pk)
    signed = tuple(each.office for each in before.cosigners.select_related("office"))
    mine = Paper.objects.filter(pk=paper.pk, revision=seen, state=Paper.State.DRAFTING)
    changes: dict[str, Any] = {"addressee": addressee, "revision": F("revision") + 1}
    changes["values"] = _renamed(template, before, addressee, signed, signing)
    if not mine.update(**changes):
        raise Refused.because("papers.changed_meanwhile", state=before.state)
    Cosigner.objects.filter(paper=paper).delete()
    Cosigner.objects.bulk_create(Cosigner(paper=paper, office=each) for each in signing)
    was, now = _told(before.addressee, signed), _told(addressee, signing)
    record(actor.who, "papers.edit", before, before=was, after=now)
    return before.pk


def refuse_others(
    actor: Actor, office: Office, template: Template, addressee: Office | None, signing: Collection[Office]
) -> None:
    """Raise `Refused` where an office can't send this kind to the addressee, or others can't sign with it."""
    day = localdate(actor.at)
    if addressee and not addressees(template, office, day).filter(pk=addressee.pk).exists():
        names = [kind_name(kind) for kind in addressee_kinds(template)]
        allowed = Text(
            "、".join(each.zh for each in names) or "–", ", ".join(each.en for each in names) or "–"
        )
        words = {"kind": template.name.text, "found": office_name(addressee), "allowed": allowed}
        raise Refused.because("papers.not_addressee", **words)
    may_sign = set(cosigners(office, day)) - {addressee} if signing else set()
    if wrong := [each for each in signing if each not in may_sign]:
        raise Refused.because("papers.not_cosigner", found=office_name(wrong[0]))


def _renamed(
    template: Template,
    before: Paper,
    addressee: Office | None,
    signed: tuple[Office, ...],
    signing: tuple[Office, ...],
) -> dict[str, Any]:
    """The draft's values, with the new names where they say the old ones."""
    values, field = dict(before.values), addressee_field(template)
    old = before.addressee.name_zh if before.addressee else ""
    if addressee and field in template.fields and values.get(field, "") == old:
        values[field] = addressee.name_zh
    if JOINT in template.fields and values.get(JOINT, []) == [each.name_zh for each in signed]:
        values[JOINT] = [each.name_zh for each in signing]
    return {name: value for name, value in values.items() if value != []}


def _told(addressee: Office | None, signing: tuple[Office, ...]) -> dict[str, Any]:
    return {"addressee": addressee.code if addressee else "", "cosigners": [each.code for each in signing]}
