"""The reports of a round that a reviewer looks after, what waits for them first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q

from kaohe.office.accounts.actors import Actor
from kaohe.office.journal.models import Entry
from kaohe.office.reporting.actions.reviewing import STAGES, level_of_whole
from kaohe.office.reporting.models import Decision, Figure, Report, Round, Submission
from kaohe.office.reporting.queries.outlier_signs import signs_of
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.office.reporting.queries.state import State, states_of

Level, Outcome = Decision.Level, Decision.Outcome
MOVES = ("reporting.submit", "reporting.pass_on", "reporting.send_back")
"""What puts a report into other hands."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A report as the list orders it: as what I review it, whether it waits for me."""

    report: Report
    level: str
    waiting: bool
    disputes: int
    signs: int
    handed_in: datetime | None


@dataclass(frozen=True, slots=True)
class Row:
    """A report as the list shows it; counts are of cells."""

    listed: Listed
    since: datetime | None
    cells: int
    to_decide: int
    asked: int
    disputed: int
    changed: int


def reports_for(actor: Actor, round: Round) -> list[Listed]:
    """All reports of a round that the actor may review as a whole; a fixed number of small queries.

    What waits comes first: disputes to settle, then what stands out most, then who has waited longest.
    """
    signs, disputes, renewed = signs_of(round), _disputes(round), _renewed(round)
    submissions = Submission.objects.filter(report__round=round)
    handed_in = dict(submissions.values_list("report").annotate(Max("at")).order_by())
    found = []
    for report in Report.objects.filter(round=round):
        report.round = round
        level = level_of_whole(actor, report)
        if level is not None:
            waiting = _waits(report, level, report.pk in renewed)
            marks = (disputes.get(report.pk, 0), len(signs.get(report.pk, {})))
            found.append(Listed(report, level, waiting, *marks, handed_in.get(report.pk)))
    return sorted(found, key=_urgency)


def waiting_for(actor: Actor, round: Round) -> int:
    """How many of a round's reports wait for the actor's review; two queries."""
    renewed = _renewed(round)
    levels = ((each, level_of_whole(actor, each)) for each in Report.objects.filter(round=round))
    return sum(1 for each, level in levels if level and _waits(each, level, each.pk in renewed))


def rows_of(listed: Iterable[Listed]) -> list[Row]:
    """What a page of the list shows: how these reports stand, in bulk."""
    shown = list(listed)
    reports = [each.report for each in shown]
    states, since, seen = states_of(reports), _since(reports), _seen(reports)
    return [_row(each, states[each.report.pk], since.get(str(each.report.pk)), seen) for each in shown]


def _urgency(listed: Listed) -> tuple[bool, int, int, float, str, str]:
    waited = listed.handed_in.timestamp() if listed.handed_in else float("inf")
    report = listed.report
    return (not listed.waiting, -listed.disputes, -listed.signs, waited, report.table, report.code)


def _waits(report: Report, level: str, renewed: bool) -> bool:
    """Whether it is for the level to speak; of an accepted report only where a cell was handed in since."""
    if report.stage == Report.Stage.ACCEPTED:
        return level == Level.PROVINCE and renewed
    return report.stage in STAGES[level]


def _disputes(round: Round) -> dict[int, int]:
    """Open disputes by report: on the present figure, and nobody who could settle it has spoken since."""
    spoken = Decision.objects.filter(figure=OuterRef("figure"), pk__gt=OuterRef("pk")).filter(
        Q(level=Level.DEPARTMENT) | Q(level=Level.PROVINCE, outcome=Outcome.ACCEPT)
    )
    later = Figure.objects.filter(
        report=OuterRef("figure__report"),
        item=OuterRef("figure__item"),
        version__gt=OuterRef("figure__version"),
    )
    disputes = Decision.objects.filter(figure__report__round=round, outcome=Outcome.DISPUTE)
    disputes = disputes.filter(~Exists(spoken), ~Exists(later))
    return dict(disputes.values_list("figure__report").annotate(Count("pk")).order_by())


def _renewed(round: Round) -> set[int]:
    """Accepted reports with a figure handed in since that the province hasn't accepted."""
    later = Figure.objects.filter(
        report=OuterRef("report"), item=OuterRef("item"), version__gt=OuterRef("version")
    )
    accepted = Decision.objects.filter(figure=OuterRef("pk"), level=Level.PROVINCE, outcome=Outcome.ACCEPT)
    found = Figure.objects.filter(
        ~Exists(later),
        ~Exists(accepted),
        report__round=round,
        report__stage=Report.Stage.ACCEPTED,
        report__reopenings__isnull=False,
    )
    return set(found.values_list("report", flat=True).order_by().distinct())


def _since(reports: Iterable[Report]) -> dict[str, datetime]:
    """Since when each report is where it is, by key: when the journal says that it last changed hands."""
    keys = [str(report.pk) for report in reports]
    moves = Entry.objects.filter(kind=Report._meta.label_lower, key__in=keys, action__in=MOVES)
    return dict(moves.values_list("key").annotate(Max("at")).order_by())


def _seen(reports: Iterable[Report]) -> dict[tuple[int, str, str], int]:
    """The last version of which a level said something, by report, level and item."""
    said = Decision.objects.filter(figure__report__in=[report.pk for report in reports])
    rows = said.values_list("figure__report", "level", "figure__item").annotate(Max("figure__version"))
    return {(report, level, item): version for report, level, item, version in rows.order_by()}


def _row(
    listed: Listed, state: State, since: datetime | None, seen: Mapping[tuple[int, str, str], int]
) -> Row:
    items, key, level = asked_of(listed.report), listed.report.pk, listed.level
    figures = {item: state.figures[item] for item in items if item in state.figures}
    disputed = [item for item in figures if state.disputed(item)]
    return Row(
        listed=listed,
        since=since,
        cells=len(items),
        to_decide=sum(1 for item in figures if state.to_decide(item, level)),
        asked=sum(1 for item in figures if any(True for _ in state.wanted(item))),
        disputed=len(disputed),
        changed=sum(
            1 for item, figure in figures.items() if 0 < seen.get((key, level, item), 0) < figure.version
        ),
    )
