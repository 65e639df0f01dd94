"""How reports stand: figures, what reviewers said of them, what is wanted, what is locked and why."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from kaohe.messages import Problem
from kaohe.office.reporting.models import Decision, Draft, Figure, Reopening, Reply, Report, Round, Window
from kaohe.office.reporting.models.rounds import WindowKind
from kaohe.office.reporting.queries.schemes import asked_of

ANSWERED_BY_COMMITTEE = frozenset({Decision.Outcome.QUERY, Decision.Outcome.RETURN})
OPEN_TO_ANSWERS = (
    WindowKind.REPORT,
    WindowKind.CITY_REVIEW,
    WindowKind.PROVINCE_REVIEW,
    WindowKind.HAND_UP,
    WindowKind.SUPPLEMENTS,
)
"""The windows in any of which a returned cell can be answered."""


@dataclass(frozen=True, slots=True)
class State:
    """One report. `decisions` are the last of each level on each item's present figure."""

    report: Report
    windows: Mapping[str, Window]
    figures: dict[str, Figure] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    decisions: dict[str, dict[str, Decision]] = field(default_factory=dict)
    replies: dict[int, list[Reply]] = field(default_factory=dict)
    reopenings: dict[str, Reopening] = field(default_factory=dict)

    @property
    def filled(self) -> int:
        """Cells with a value, or a note that says why there is none."""
        drafts = (self.drafts.get(item) for item in asked_of(self.report))
        return sum(1 for draft in drafts if draft and (draft.value is not None or draft.note))

    def wanted(self, item: str) -> Iterator[Decision]:
        """Queries and returns of the present figure that no later word of the same level has settled.

        The province settles by accepting the figure what others asked who no longer can: an outside reviewer
        whose time is over, a city whose report it took over.
        """
        said = self.decisions.get(item, {})
        last = said.get(Decision.Level.PROVINCE)
        for decision in said.values():
            settled = last and last.outcome == Decision.Outcome.ACCEPT and last.pk > decision.pk
            if decision.outcome in ANSWERED_BY_COMMITTEE and not settled:
                yield decision

    def unanswered(self, item: str) -> Iterator[Decision]:
        """Those of them that nobody has replied to."""
        return (decision for decision in self.wanted(item) if decision.pk not in self.replies)

    def disputed(self, item: str) -> Decision | None:
        """A department's figure differs and the province hasn't settled it since."""
        said = self.decisions.get(item, {})
        dispute, settled = said.get(Decision.Level.DEPARTMENT), said.get(Decision.Level.PROVINCE)
        if dispute is None or dispute.outcome != Decision.Outcome.DISPUTE:
            return None
        is_settled = settled and settled.outcome == Decision.Outcome.ACCEPT and settled.pk > dispute.pk
        return None if is_settled else dispute

    def to_settle(self, item: str) -> bool:
        """Whether the province's acceptance would settle what others asked or hold to be right."""
        others = any(decision.level != Decision.Level.PROVINCE for decision in self.wanted(item))
        return others or self.disputed(item) is not None

    def accepted(self, item: str, level: str) -> bool:
        decision = self.decisions.get(item, {}).get(level)
        return decision is not None and decision.outcome == Decision.Outcome.ACCEPT

    def to_decide(self, item: str, level: str) -> bool:
        """A level has said nothing of the present figure, was answered, or a dispute is open."""
        said = self.decisions.get(item, {}).get(level)
        is_open = said is None or said.outcome == Decision.Outcome.WITHDRAWN or said.pk in self.replies
        return is_open or self.disputed(item) is not None

    def reopened(self, item: str, now: datetime) -> Reopening | None:
        """The reopening of a cell that is in force; submitting the cell again ends it."""
        found = self.reopenings.get(item)
        if found is None or found.until <= now:
            return None
        figure = self.figures.get(item)
        return None if figure and figure.version > found.version else found

    def lock(self, item: str, now: datetime) -> Problem | None:
        """Why a cell can't be changed now, in words that say who can unlock it; None where it can."""
        round, stage = self.report.round, self.report.stage
        if self.reopened(item, now):
            return None
        if round.state == Round.State.FROZEN:
            return _lock("reporting.locked_frozen")
        if stage != Report.Stage.REPORTING:
            return _lock(f"reporting.locked_{stage}")
        if self.report.version == 0:
            return self._outside_report_window(now)
        if not any(True for _ in self.wanted(item)):
            return _lock("reporting.locked_settled", version=self.report.version)
        return self._outside_answers(now)

    def _outside_report_window(self, now: datetime) -> Problem | None:
        window = self.windows[WindowKind.REPORT]
        if now < window.opens_at:
            return _lock("reporting.locked_not_open", at=window.opens_at)
        return _lock("reporting.locked_closed", at=window.closes_at) if now >= window.closes_at else None

    def _outside_answers(self, now: datetime) -> Problem | None:
        held = [self.windows[kind] for kind in OPEN_TO_ANSWERS if kind in self.windows]
        if any(window.opens_at <= now < window.closes_at for window in held):
            return None
        return _lock("reporting.locked_closed", at=max(window.closes_at for window in held))


def answers_due(windows: Mapping[str, Window], now: datetime) -> datetime:
    """When what was returned is due: the first close still to come, else the last."""
    closes = [windows[kind].closes_at for kind in OPEN_TO_ANSWERS if kind in windows]
    return min((close for close in closes if close > now), default=max(closes))


def state_of(report: Report, items: Collection[str] | None = None) -> State:
    """How one report stands (or only some of its cells); six queries."""
    return states_of([report], items)[report.pk]


def states_of(reports: Iterable[Report], items: Collection[str] | None = None) -> dict[int, State]:
    """How many reports of one round stand, by key; as many queries as for one."""
    listed = list(reports)
    keys = [report.pk for report in listed]
    some = {} if items is None else {"item__in": items}
    windows = {
        window.kind: window
        for window in Window.objects.filter(round__in={report.round_id for report in listed})
    }
    states = {report.pk: State(report, windows) for report in listed}
    for draft in Draft.objects.filter(report__in=keys, **some):
        states[draft.report_id].drafts[draft.item] = draft
    handed_in = [report.pk for report in listed if report.version]  # where there is none, nothing is asked
    for figure in Figure.objects.filter(report__in=handed_in, **some).order_by("version"):
        states[figure.report_id].figures[figure.item] = figure
    _add_decisions(states)
    for reopening in Reopening.objects.filter(report__in=keys, **some).order_by("pk"):
        states[reopening.report_id].reopenings[reopening.item] = reopening
    return states


def _add_decisions(states: dict[int, State]) -> None:
    """What was said of present figures; nothing is asked where nothing is handed in."""
    present = {figure.pk: state for state in states.values() for figure in state.figures.values()}
    reports = [state.report.pk for state in states.values() if state.figures]
    if not reports:
        return
    items = {item for state in states.values() for item in state.figures}
    chosen = Decision.objects.filter(figure__report__in=reports, figure__item__in=items)
    for decision in chosen.select_related("figure").order_by("pk"):
        if decision.figure_id in present:
            said = present[decision.figure_id].decisions
            said.setdefault(decision.figure.item, {})[decision.level] = decision
    replies = Reply.objects.filter(decision__in=chosen).select_related("decision__figure")
    for reply in replies.order_by("pk"):
        state = states[reply.decision.figure.report_id]
        state.replies.setdefault(reply.decision_id, []).append(reply)


def _lock(code: str, at: datetime | None = None, **params: Any) -> Problem:
    return Problem(code, params | ({"at": f"{localtime(at):%Y-%m-%d %H:%M}"} if at else {}))
