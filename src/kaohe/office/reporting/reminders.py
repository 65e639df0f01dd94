"""Who is told what about a round: those whose move it is, when a step is due soon, overdue or nudged."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Q
from django.utils.timezone import localdate, localtime

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Post, User
from kaohe.office.accounts.permissions import Concern, require
from kaohe.office.accounts.roles import Role
from kaohe.office.journal.actions import once, record
from kaohe.office.notices.models import Notice
from kaohe.office.notices.owed import Owed
from kaohe.office.notices.telling import tell
from kaohe.office.reporting.models import Reopening, Report, Round
from kaohe.office.reporting.queries.progress import SOON, Progress, progress_of
from kaohe.office.reporting.queries.schemes import asked_of

MOVERS = {
    Report.Stage.REPORTING: (Role.COMMITTEE_HEAD, Role.COMMITTEE_REPORTER, Role.CITY_OFFICER),
    Report.Stage.CITY: (Role.CITY_OFFICER,),
    Report.Stage.PROVINCE: (Role.PROVINCE_HEAD, Role.PROVINCE_OFFICER),
}
"""Whose move a report at a stage is; in the report's own office while it is being filled."""


def owed_reminders(now: datetime) -> Iterator[Owed]:
    """What is due soon, overdue or sent back, once a report, version and deadline; cells opened again."""
    for round in Round.objects.filter(state=Round.State.OPEN):
        owed = [(each, what, key) for each in progress_of(round, now) for what, key in _owed_of(each, now)]
        movers = movers_of([each for each, _, _ in owed], now)
        for each, what, key in owed:
            if movers[each.report]:
                yield Owed(movers[each.report], key, f"reporting.{what}", _words(each), link_to(each))
    for reopening in Reopening.objects.filter(until__gt=now).select_related("report__round"):
        yield _of_reopening(reopening, now)


def _owed_of(each: Progress, now: datetime) -> Iterator[tuple[str, str]]:
    """What is owed for a report, with the key by which it is told once."""
    if each.due and each.due - now <= SOON:
        what = "overdue" if each.overdue else "due_soon"
        yield what, f"report:{each.report}:{each.stage}:{each.version}:{what}:{each.due:%Y%m%d%H%M}"
    if each.wanted and each.stage == Report.Stage.REPORTING:
        yield "sent_back", f"report:{each.report}:sent-back:{each.version}"


def _of_reopening(reopening: Reopening, now: datetime) -> Owed:
    report, day = reopening.report, localdate(now)
    held = Post.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day, user__is_active=True)
    posts = held.filter(office=report.office_id, role__in=MOVERS[Report.Stage.REPORTING])
    users = list({post.user_id: post.user for post in posts.select_related("user")}.values())
    item = asked_of(report)[reopening.item].name
    words = {"name": report.name_zh, "item": item, "until": f"{localtime(reopening.until):%Y-%m-%d %H:%M}"}
    return Owed(users, f"reopened:{reopening.pk}", "reporting.cell_reopened", words, f"/reports/{report.pk}/")


@dataclass(frozen=True, slots=True)
class Nudged:
    """How many people were told; of how many reports they had been told that day, and when last."""

    told: int
    again: int = 0
    last: datetime | None = None


def nudge(*, actor: Actor, round: Round, reports: Collection[int], key: str) -> Nudged:
    """Tell those whose move it is that a report is awaited: for each report and step once a day.

    Raises `Refused` where nothing is chosen or nobody holds the post. A retry with the same key gives the
    first outcome.
    """
    chosen = [each for each in progress_of(round, actor.at) if each.report in set(reports) and each.due]
    if not chosen:
        raise Refused.because("reporting.nobody_to_nudge")
    for each in chosen:
        require(actor, "reporting.nudge", Concern(each.office, each.city))
    outcome = once(actor.who, key, lambda: _nudge(actor, round, chosen))
    last = outcome["last"]
    return Nudged(outcome["told"], outcome["again"], last and datetime.fromisoformat(last))


def _nudge(actor: Actor, round: Round, chosen: list[Progress]) -> dict[str, Any]:
    movers = movers_of(chosen, actor.at)
    if not any(movers.values()):
        raise Refused.because("reporting.nobody_to_nudge")
    keys = {each.report: f"nudge:{each.report}:{each.stage}:{localdate(actor.at)}" for each in chosen}
    before = dict(Notice.objects.filter(key__in=keys.values()).values_list("key").annotate(at=Max("at")))
    new = [each for each in chosen if keys[each.report] not in before]
    told = sum(
        tell(
            to_users=movers[each.report],
            key=keys[each.report],
            code="reporting.nudged",
            params=_words(each) | {"by": actor.name},
            link=link_to(each),
            at=actor.at,
        )
        for each in new
    )
    if told:
        after = {"reports": [each.code for each in new], "told": told}
        record(actor.who, "reporting.nudge", round, after=after)
    last = max(before.values(), default=None)
    return {"told": told, "again": len(before), "last": last and last.isoformat()}


def movers_of(progress: Iterable[Progress], now: datetime) -> dict[int, list[User]]:
    """For each report the people whose move it is on the day; one query."""
    day = localdate(now)
    held = Post.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day, user__is_active=True)
    by_role: dict[str, list[Post]] = defaultdict(list)
    for post in held.filter(role__in={role for roles in MOVERS.values() for role in roles}).select_related(
        "user", "office"
    ):
        by_role[post.role].append(post)
    found = {}
    for each in progress:
        posts = [post for role in MOVERS.get(Report.Stage(each.stage), ()) for post in by_role[role]]
        users = {post.user_id: post.user for post in posts if _moves(post, each)}
        found[each.report] = list(users.values())
    return found


def link_to(progress: Progress) -> str:
    """Where whoever's move it is goes on."""
    page = "reports" if progress.stage == Report.Stage.REPORTING else "review"
    return f"/{page}/{progress.report}/"


def _moves(post: Post, progress: Progress) -> bool:
    if progress.stage == Report.Stage.REPORTING:
        return post.office_id == progress.office
    if progress.stage == Report.Stage.CITY:
        return post.office.city == progress.city
    return True


def _words(progress: Progress) -> dict[str, object]:
    due = "" if progress.due is None else f"{localtime(progress.due):%Y-%m-%d %H:%M}"
    return {"name": progress.name_zh, "due": due}
