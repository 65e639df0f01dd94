"""What a department vouches for: its items in every report of a round, and what it has said of them."""

from dataclasses import dataclass

from kaohe.office.accounts.actors import Actor
from kaohe.office.reporting.actions.reviewing import STAGES, vouched_items
from kaohe.office.reporting.models import Decision, Figure, Report, Round
from kaohe.office.reporting.queries.cells import last_year_of
from kaohe.office.reporting.queries.outlier_signs import handed_in
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.schemes.model import Item

Level, Outcome = Decision.Level, Decision.Outcome


@dataclass(frozen=True, slots=True)
class Vouched:
    """A figure of an item; `mine` is the department's last word on it, `settled` the province's on a dispute.

    `open` where the department can speak now: the report is under review.
    """

    report: Report
    code: str
    item: Item
    figure: Figure
    mine: Decision | None
    settled: Decision | None
    open: bool

    @property
    def state(self) -> str:
        """One of `STATES`."""
        if self.mine is None or self.mine.outcome == Outcome.WITHDRAWN:
            return "open" if self.open else "closed"
        if self.mine.outcome == Outcome.ACCEPT:
            return "confirmed"
        return "settled" if self.settled else "disputed"

    @property
    def last_year(self) -> float | None:
        return last_year_of(self.report).get(self.code)


STATES = ("open", "disputed", "settled", "confirmed", "closed")


def vouched_by(actor: Actor, round: Round) -> list[Vouched]:
    """The figures handed in of the items that the actor's office vouches for, by item; four queries."""
    wanted = {report.pk: (report, vouched_items(actor, report)) for report in handed_in(round)}
    codes = {code for _, items in wanted.values() for code in items}
    keys = [key for key, (_, items) in wanted.items() if items]
    figures = Figure.objects.filter(report__in=keys, item__in=codes).order_by("version")
    present = {(figure.report_id, figure.item): figure for figure in figures}
    said: dict[tuple[int, str], Decision] = {}
    decisions = Decision.objects.filter(
        figure__report__in=keys, figure__item__in=codes, level__in=(Level.DEPARTMENT, Level.PROVINCE)
    )
    for decision in decisions.order_by("pk"):
        said[decision.figure_id, decision.level] = decision
    found = [
        _vouched(report, code, present[key, code], said)
        for key, (report, items) in wanted.items()
        for code in items
        if (key, code) in present
    ]
    return sorted(found, key=lambda each: (each.report.table, _place(each), each.report.code))


def _vouched(report: Report, code: str, figure: Figure, said: dict[tuple[int, str], Decision]) -> Vouched:
    mine, last = said.get((figure.pk, Level.DEPARTMENT)), said.get((figure.pk, Level.PROVINCE))
    is_settled = mine and last and last.outcome == Outcome.ACCEPT and last.pk > mine.pk
    can = report.stage in STAGES[Level.DEPARTMENT]
    return Vouched(report, code, asked_of(report)[code], figure, mine, last if is_settled else None, can)


def _place(vouched: Vouched) -> int:
    return list(asked_of(vouched.report)).index(vouched.code)
