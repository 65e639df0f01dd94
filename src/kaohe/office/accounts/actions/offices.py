"""Offices: added, ended, their duties handed to others."""

from datetime import date
from typing import Any, get_args

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from kaohe.law.offices import Kind
from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.lengths import refuse_too_long
from kaohe.office.accounts.models import Office, Post, Succession
from kaohe.office.accounts.permissions import require
from kaohe.office.accounts.queries.offices import chain_from
from kaohe.office.accounts.rules import needs_plain, needs_reason, office_name
from kaohe.office.journal.actions import record

KINDS: tuple[str, ...] = get_args(Kind)


def add_office(
    *,
    actor: Actor,
    code: str,
    kind: str,
    name_zh: str,
    name_en: str,
    city: str = "",
    vouches_for: tuple[str, ...] = (),
    since: date | None = None,
) -> Office:
    """A new office; a city government has a city."""
    require(actor, "accounts.manage_offices")
    return enter_office(
        actor,
        Office(
            code=code.strip(),
            kind=kind,
            name_zh=name_zh.strip(),
            name_en=name_en.strip(),
            city=city.strip(),
            vouches_for=list(vouches_for),
            since=since,
        ),
    )


def enter_office(actor: Actor, office: Office) -> Office:
    """Saves and journals an office. Who calls this has asked for the permission."""
    with transaction.atomic():
        save_office(office)
        record(actor.who, "accounts.add_office", office, after=as_told(office))
    return office


def save_office(office: Office) -> None:
    """Checks and saves an office, in the transaction of whoever journals it."""
    if office.kind not in KINDS:
        raise Refused.because("accounts.unknown_kind", kind=office.kind, kinds=", ".join(KINDS))
    if not (office.code and office.name_zh and office.name_en):
        raise Refused.because("accounts.office_needs_names")
    if office.kind == "city_government" and not office.city:
        raise Refused.because("accounts.office_needs_city", office=office_name(office))
    if office.since and office.until and office.until < office.since:
        raise Refused.because("accounts.ends_before_it_begins", since=office.since, until=office.until)
    refuse_too_long(office)
    needs_plain(office.name_zh, office.name_en, office.city)
    try:
        with transaction.atomic():
            office.save()
    except IntegrityError:
        raise Refused.because("accounts.office_code_taken", code=office.code) from None


def change_office(
    *, actor: Actor, office: Office, name_zh: str, name_en: str, vouches_for: tuple[str, ...]
) -> None:
    """Other words for the same office, and the names by which schemes call it where they ask who vouches."""
    require(actor, "accounts.manage_offices")
    if not (name_zh.strip() and name_en.strip()):
        raise Refused.because("accounts.office_needs_names")
    seen = {"name_zh": office.name_zh, "name_en": office.name_en, "vouches_for": office.vouches_for}
    new = {"name_zh": name_zh.strip(), "name_en": name_en.strip(), "vouches_for": list(vouches_for)}
    refuse_too_long(Office(**new))
    needs_plain(name_zh, name_en)
    with transaction.atomic():
        if not Office.objects.filter(pk=office.pk, **seen).update(**new):
            raise Refused.because("accounts.changed_meanwhile")
        record(actor.who, "accounts.change_office", office, before=seen, after=new)


def end_office(*, actor: Actor, office: Office, until: date, reason: str) -> None:
    """The last day of an office. Posts that reach beyond it are ended or handed over first."""
    require(actor, "accounts.manage_offices")
    needs_reason(reason)
    if office.since and until < office.since:
        raise Refused.because("accounts.ends_before_it_begins", since=office.since, until=until)
    with transaction.atomic():
        left = Post.objects.filter(
            Q(until=None) | Q(until__gt=until), Q(until=None) | Q(until__gte=F("since"))
        )
        if count := left.filter(office=office).count():
            raise Refused.because("accounts.posts_reach_beyond", count=count, day=until)
        if not Office.objects.filter(pk=office.pk, until=office.until).update(until=until):
            raise Refused.because("accounts.changed_meanwhile")
        record(
            actor.who,
            "accounts.end_office",
            office,
            before={"until": _day(office.until)},
            after={"until": _day(until)},
            reason=reason,
        )
    office.until = until


def record_succession(*, actor: Actor, office: Office, successor: Office, on: date, basis: str) -> Succession:
    """From `on` the successor has the duties of the office. The last record of an office counts."""
    require(actor, "accounts.manage_offices")
    return enter_succession(actor, office, successor, on, basis)


def enter_succession(actor: Actor, office: Office, successor: Office, on: date, basis: str) -> Succession:
    """Saves and journals a succession. Who calls this has asked for the permission."""
    with transaction.atomic():
        last, new = save_succession(office, successor, on, basis)
        record_moved(actor, last, new)
    return new


def save_succession(
    office: Office, successor: Office, on: date, basis: str
) -> tuple[Succession | None, Succession]:
    """Checks and saves a succession, in the transaction of whoever journals it; gives the last one too."""
    if not basis.strip():
        raise Refused.because("accounts.needs_basis")
    new = Succession(office=office, successor=successor, on=on, basis=basis.strip())
    refuse_too_long(new)
    Office.objects.select_for_update().get(pk=office.pk)
    if office.pk in chain_from(successor.pk):
        names = {"office": office_name(office), "successor": office_name(successor)}
        raise Refused.because("accounts.succession_in_a_circle", **names)
    last = Succession.objects.filter(office=office).order_by("-pk").first()
    new.save()
    return last, new


def record_moved(actor: Actor, last: Succession | None, new: Succession) -> None:
    """Journals a succession."""
    before = _succession_as_told(last) if last else None
    after = _succession_as_told(new)
    record(actor.who, "accounts.record_succession", new.office, before=before, after=after)


def as_told(office: Office) -> dict[str, Any]:
    """An office as the journal keeps it."""
    return {
        "code": office.code,
        "kind": office.kind,
        "name_zh": office.name_zh,
        "name_en": office.name_en,
        "city": office.city,
        "vouches_for": office.vouches_for,
        "since": _day(office.since),
        "until": _day(office.until),
    }


def _succession_as_told(succession: Succession) -> dict[str, Any]:
    successor, on = succession.successor.code, _day(succession.on)
    return {"successor": successor, "on": on, "basis": succession.basis}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
