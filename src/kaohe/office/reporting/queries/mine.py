"""The reports that somebody fills, with what waits in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import may
from kaohe.office.reporting.models import Reopening, Report, Round
from kaohe.office.reporting.models.rounds import WindowKind
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.office.reporting.queries.state import State, answers_due, states_of


@dataclass(frozen=True, slots=True)
class Mine:
    """A report of the reader's office: cells filled and asked, cells wanted, when it is due."""

    report: Report
    filled: int
    asked: int
    wanted: int
    due: datetime | None
    days_left: int | None


def my_reports(actor: Actor) -> tuple[Mine, ...]:
    """Reports that the actor may fill: of open rounds, of frozen ones where a cell is open again.

    Two queries, and seven for each round.
    """
    offices = {post.office for post in actor.posts}
    again = Reopening.objects.filter(report=OuterRef("pk"), until__gt=actor.at)
    found = Report.objects.filter(Q(round__state=Round.State.OPEN) | Exists(again), office__in=offices)
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


def due_to_fill(state: State, now: datetime) -> datetime | None:
    """When a report, or what is open of it, must be handed in; None where it waits for others."""
    reopened = [each.until for item in state.reopenings if (each := state.reopened(item, now))]
    if state.report.round.state == Round.State.FROZEN or state.report.stage != Report.Stage.REPORTING:
        return min(reopened, default=None)
    if state.report.version == 0:
        return state.windows[WindowKind.REPORT].closes_at
    return answers_due(state.windows, now)


def days_until(due: datetime | None, now: datetime) -> int | None:
    """Calendar days left (local time): 0 on the last day, negative once it has passed."""
    if due is None:
        return None
    days = (localdate(due) - localdate(now)).days
    return days if due > now else min(days, -1)


def _mine(state: State, now: datetime) -> Mine:
    items = asked_of(state.report)
    due = due_to_fill(state, now)
    wanted = sum(1 for item in items if any(True for _ in state.wanted(item)) or state.reopened(item, now))
    return Mine(state.report, state.filled, len(items), wanted, due, days_until(due, now))


def _by_round(reports: Iterable[Report]) -> list[list[Report]]:
    found: dict[int, list[Report]] = {}
    for report in reports:
        found.setdefault(report.round_id, []).append(report)
    return list(found.values())
