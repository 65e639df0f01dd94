"""The reports that somebody fills, with what waits in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import may
from kaohe.office.reporting.models import Report, Round
from kaohe.office.reporting.models.rounds import WindowKind
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.office.reporting.queries.state import OPEN_TO_ANSWERS, State, states_of


@dataclass(frozen=True, slots=True)
class Mine:
    """A report of the reader's office: cells filled and asked, cells wanted, until when it can be changed."""

    report: Report
    filled: int
    asked: int
    wanted: int
    due: datetime | None
    days_left: int | None


def my_reports(actor: Actor) -> tuple[Mine, ...]:
    """Reports in open rounds that the actor may fill; two queries, and seven for each round."""
    offices = {post.office for post in actor.posts}
    found = Report.objects.filter(office__in=offices, round__state=Round.State.OPEN)
    listed = [
        report
        for report in found.select_related("round", "office")
        if may(actor, "reporting.fill", report.concern)
    ]
    return tuple(
        _mine(states[report.pk], actor.at)
        for reports in _by_round(listed)
        for states in (states_of(reports),)
        for report in reports
    )


def due_of(state: State, now: datetime) -> datetime | None:
    """Until when a report, or what is open of it, can be changed; None where it waits for others."""
    reopened = [each.until for item in state.reopenings if (each := state.reopened(item, now))]
    if state.report.round.state == Round.State.FROZEN or state.report.stage != Report.Stage.REPORTING:
        return min(reopened, default=None)
    if state.report.version == 0:
        return state.windows[WindowKind.REPORT].closes_at
    held = [state.windows[kind] for kind in OPEN_TO_ANSWERS if kind in state.windows]
    open_now = [window.closes_at for window in held if window.opens_at <= now < window.closes_at]
    return max(open_now, default=max(window.closes_at for window in held))


def days_until(due: datetime | None, now: datetime) -> int | None:
    """Calendar days left (local time): 0 on the last day, negative once it has passed."""
    if due is None:
        return None
    days = (localdate(due) - localdate(now)).days
    return days if due > now else min(days, -1)


def _mine(state: State, now: datetime) -> Mine:
    items = asked_of(state.report)
    due = due_of(state, now)
    wanted = sum(1 for item in items if any(True for _ in state.wanted(item)) or state.reopened(item, now))
    return Mine(state.report, state.filled, len(items), wanted, due, days_until(due, now))


def _by_round(reports: Iterable[Report]) -> list[list[Report]]:
    found: dict[int, list[Report]] = {}
    for report in reports:
        found.setdefault(report.round_id, []).append(report)
    return list(found.values())
