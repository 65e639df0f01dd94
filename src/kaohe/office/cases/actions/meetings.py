"""Talks: set for one case or for several, moved to another day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, localtime

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.lengths import refuse_too_long
from kaohe.office.accounts.permissions import may
from kaohe.office.accounts.queries.users import people_of
from kaohe.office.cases.actions.holding import advance, hold, kept, require_part
from kaohe.office.cases.machines import Need, Party
from kaohe.office.cases.models import Case, Meeting
from kaohe.office.cases.queries.parties import concern_of
from kaohe.office.cases.queries.preparing import holds, needing
from kaohe.office.journal.actions import once, record
from kaohe.office.notices.telling import tell


@dataclass(frozen=True, slots=True)
class Plan:
    """When and where a talk is held, of which matters, what to bring: the notice of a talk says all four."""

    at: datetime
    place: str
    matters: str
    materials: str


def set_meeting(*, actor: Actor, cases: Sequence[tuple[Case, int]], plan: Plan, key: str) -> Meeting:
    """Set a talk for cases, each with the revision that was seen; it serves them all.

    Raises `Refused` for a kind that is no talk, a case whose talk is set or past, a day that is past, a plan
    that leaves something open.
    """
    for case, _ in cases:
        require_part(actor, case, holds(case), Party.LEAD)
    outcome = once(actor.who, key, lambda: _set(actor, cases, plan))
    return Meeting.objects.get(pk=outcome["meeting"])


def move_meeting(*, actor: Actor, meeting: Meeting, plan: Plan, reason: str, seen: int, key: str) -> None:
    """Hold the talk at another time or place, with a reason; those who were asked to come are told."""
    cases = led(actor, meeting)
    once(actor.who, key, lambda: _move(actor, meeting, cases, plan, kept(reason), seen))


def led(actor: Actor, meeting: Meeting) -> list[Case]:
    """The cases of a talk. Raises `Denied` unless the actor runs it for each of them."""
    cases = list(meeting.cases.select_related("dossier", "office", "addressee").order_by("pk"))
    for case in cases:
        require_part(actor, case, holds(case), Party.LEAD)
    return cases


def _set(actor: Actor, cases: Sequence[tuple[Case, int]], plan: Plan) -> dict[str, Any]:
    _refuse_open_or_past(actor, plan)
    with transaction.atomic():
        held = [hold(case, seen) for case, seen in sorted(cases, key=lambda each: each[0].pk)]
        for case in held:
            _refuse_set_or_past(case)
        fields = _fields(plan)
        meeting = Meeting.objects.create(**fields, chaired_by_id=_chair(actor, held[0]), by=actor.name)
        meeting.cases.set(held)
        for case in held:
            advance(case, case.state)
        after = {**fields, "at": plan.at.isoformat(), "cases": [case.pk for case in held]}
        record(actor.who, holds(held[0]), meeting, after=after)
    return {"meeting": meeting.pk}


def _move(
    actor: Actor, meeting: Meeting, cases: Sequence[Case], plan: Plan, reason: str, seen: int
) -> dict[str, Any]:
    _refuse_open_or_past(actor, plan)
    if not reason:
        raise Refused.because("cases.need_reason")
    with transaction.atomic():
        guarded = Meeting.objects.filter(pk=meeting.pk, revision=seen, held_at=None)
        if guarded.update(**_fields(plan), revision=seen + 1) != 1:
            raise Refused.because("cases.meeting_changed")
        for case in cases:
            _tell_moved(actor, case, plan, reason, f"cases.meeting:{meeting.pk}:{seen + 1}")
        before = {"at": meeting.at.isoformat(), "place": meeting.place}
        after = {"at": plan.at.isoformat(), "place": plan.place}
        record(actor.who, holds(cases[0]), meeting, before=before, after=after, reason=reason)
    return {}


def _tell_moved(actor: Actor, case: Case, plan: Plan, reason: str, key: str) -> None:
    if case.shown_at is None:
        return
    at = f"{localtime(plan.at):%Y-%m-%d %H:%M}"
    tell(
        to_users=people_of({case.answering}, localdate(actor.at)),
        key=key,
        code="cases.meeting_moved",
        params={"zone": case.dossier.zone_name, "at": at, "place": plan.place, "reason": reason},
        link=f"/cases/{case.pk}/",
        at=actor.at,
    )


def _refuse_open_or_past(actor: Actor, plan: Plan) -> None:
    if plan.at <= actor.at:
        raise Refused.because("cases.talk_is_past", found=f"{localtime(plan.at):%Y-%m-%d %H:%M}")
    if not (plan.place.strip() and plan.matters.strip() and plan.materials.strip()):
        raise Refused.because("cases.talk_incomplete")


def _refuse_set_or_past(case: Case) -> None:
    needing(case, Need.MEETING)
    if case.meetings.filter(held_at=None).exists():
        raise Refused.because("cases.talk_is_set", zone=case.dossier.zone_name)


def _fields(plan: Plan) -> dict[str, Any]:
    fields = {
        "at": plan.at,
        "place": kept(plan.place),
        "matters": kept(plan.matters),
        "materials": kept(plan.materials),
    }
    refuse_too_long(Meeting(**fields))
    return fields


def _chair(actor: Actor, case: Case) -> int:
    """The office of the post by which the actor sets the talk."""
    concern = concern_of(case, Party.LEAD)
    return next(
        post.office for post in actor.posts if may(replace(actor, posts=(post,)), holds(case), concern)
    )
