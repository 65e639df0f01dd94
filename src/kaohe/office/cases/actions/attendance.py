"""A talk was held: who came for each office, or who in whose stead and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.lengths import refuse_too_long
from kaohe.office.accounts.rules import office_name
from kaohe.office.cases.actions.holding import kept
from kaohe.office.cases.actions.meetings import led
from kaohe.office.cases.machines import Party
from kaohe.office.cases.models import Attendance, Case, Meeting
from kaohe.office.cases.queries.parties import offices_of
from kaohe.office.cases.queries.preparing import holds
from kaohe.office.journal.actions import once, record


@dataclass(frozen=True, slots=True)
class Came:
    """Who came for an office; `deputy_for` whom and why, where it was somebody else."""

    office: int
    name: str
    post: str
    deputy_for: str = ""
    reason: str = ""


def record_held(*, actor: Actor, meeting: Meeting, came: Sequence[Came], seen: int, key: str) -> None:
    """Record that the talk was held and who came. Raises `Refused` before its time, where an office that was
    asked to come is missing, for a deputy without a reason."""
    cases = led(actor, meeting)
    once(actor.who, key, lambda: _record(actor, meeting, cases, came, seen))


def _record(
    actor: Actor, meeting: Meeting, cases: Sequence[Case], came: Sequence[Came], seen: int
) -> dict[str, Any]:
    if actor.at < meeting.at:
        raise Refused.because("cases.not_held_yet", at=f"{localtime(meeting.at):%Y-%m-%d %H:%M}")
    _refuse_came(meeting, cases, came)
    with transaction.atomic():
        guarded = Meeting.objects.filter(pk=meeting.pk, revision=seen, held_at=None)
        if guarded.update(held_at=meeting.at, revision=seen + 1) != 1:
            raise Refused.because("cases.meeting_changed")
        for each in came:
            _row(meeting, each).save()
        after = {"came": [f"{each.name}（{each.post}）" for each in came]}
        record(actor.who, holds(cases[0]), meeting, after=after)
    return {}


def _refuse_came(meeting: Meeting, cases: Sequence[Case], came: Sequence[Came]) -> None:
    """Raises `Refused` where somebody isn't named, a deputy not explained, an office missing or strange."""
    for each in came:
        if not (each.name.strip() and each.post.strip()):
            raise Refused.because("cases.who_came")
        if each.deputy_for.strip() and not each.reason.strip():
            raise Refused.because("cases.deputy_why", name=each.name)
    present, asked = {each.office for each in came}, {meeting.chaired_by_id}
    for case in cases:
        asked |= {case.answering, case.office_id, *offices_of(case, Party.JOINT)}
        if case.answering not in present:
            raise Refused.because("cases.nobody_came", office=office_name(case.addressee or case.office))
    if not present <= asked:
        raise Refused.because("cases.not_asked_to_come")


def _row(meeting: Meeting, came: Came) -> Attendance:
    row = Attendance(
        meeting=meeting,
        office_id=came.office,
        name=kept(came.name),
        post=kept(came.post),
        deputy_for=kept(came.deputy_for),
        reason=kept(came.reason),
    )
    refuse_too_long(row)
    return row
