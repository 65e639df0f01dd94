"""What is owed to people about deadlines: each step of the ladder once for each day that was due."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.utils.timezone import localdate

from kaohe.office.accounts.models import Post, User
from kaohe.office.accounts.roles import Role
from kaohe.office.accounts.rules import office_name, overlapping
from kaohe.office.clocks.actions.holding import day_said, page_of
from kaohe.office.clocks.ladder import Side, Step, reached
from kaohe.office.clocks.models import Clock
from kaohe.office.clocks.queries.calendars import calendar_on
from kaohe.office.clocks.queries.due import dues_of
from kaohe.office.clocks.queries.open import last_reasons_of_unknown, to_mind
from kaohe.office.clocks.queries.people import People, people_of
from kaohe.office.notices.models import Notice
from kaohe.office.notices.owed import Owed

CALENDARS = "/deadlines/calendars/"
"""Where a year's notice is loaded."""

_MISSING = {"law.year_not_loaded": "year", "law.year_end_not_settled": "next"}
"""The reasons for which no day is known, and which of their parameters is the year to load."""


def owed_reminders(now: datetime) -> Iterator[Owed]:
    """What is due soon, due and overdue, to whom the ladder says; which years' notices are wanted.

    The key holds the due day: a day that moved is minded anew, one that didn't is never told twice.
    """
    day, calendar = localdate(now), calendar_on(now)
    clocks = list(to_mind(day))
    dues = dues_of(clocks, day)
    people = people_of({pk for each in clocks for pk in (each.holder_id, each.watcher_id)}, day)
    owed = [
        step
        for clock in clocks
        if (due := dues[clock.pk]).due_on is not None
        for step in _steps(clock, due.due_on, reached(due.due_on, due.reminder_on, day, calendar), people)
    ]
    yield from _not_told_yet([*owed, *_wanted_notices(day)])


def _steps(clock: Clock, due: date, steps: list[Step], people: Mapping[int, People]) -> Iterator[Owed]:
    said = {"name": clock.name, "due": day_said(due), "holder": office_name(clock.holder)}
    for step, sides in steps:
        users = {pk: user for side in sides for pk, user in _of(side, clock, people).items()}
        key = f"clock:{clock.pk}:{due}:{step}"
        yield Owed(list(users.values()), key, f"clocks.{step}", said, page_of(clock))


def _of(side: Side, clock: Clock, people: Mapping[int, People]) -> dict[int, User]:
    if side == "holder":
        return people[clock.holder_id].staff
    watching = people[clock.watcher_id]
    return watching.heads if side == "watcher_heads" else watching.staff


def _wanted_notices(day: date) -> Iterator[Owed]:
    """The notices without which the day of a running clock can't be told, to those who load them."""
    years = {
        str(reason["params"][_MISSING[reason["code"]]])
        for reason in last_reasons_of_unknown()
        if reason["code"] in _MISSING
    }
    if not years:
        return
    held = Post.objects.filter(overlapping(day, day), role=Role.PROVINCE_HEAD, user__is_active=True)
    heads = list({post.user_id: post.user for post in held.select_related("user")}.values())
    for year in sorted(years):
        yield Owed(heads, f"calendar:{year}:wanted", "clocks.calendar_wanted", {"year": year}, CALENDARS)


def _not_told_yet(owed: list[Owed]) -> Iterator[Owed]:
    """What is owed to somebody who wasn't told: asked in one query, since a sweep comes every half minute."""
    told = Notice.objects.filter(key__in=[each.key for each in owed]).values_list("key", "to_id")
    known = set(told)
    for each in owed:
        if any((each.key, user.pk) not in known for user in each.users):
            yield each
