"""How far a round has come: every report with its stage, deadline and lamp; a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kaohe.office.reporting.models import Decision, Draft, Figure, Report, Round, Window
from kaohe.office.reporting.models.rounds import WindowKind
from kaohe.office.reporting.queries.schemes import asked
from kaohe.office.reporting.queries.state import ANSWERED_BY_COMMITTEE, answers_due

SOON = timedelta(days=3)
"""So long before a deadline its lamp turns yellow, and whoever it waits for is told."""


class Lamp(StrEnum):
    """Each has a shape and a word besides its colour."""

    GREY = "grey"  # not begun, not due soon
    GREEN = "green"  # on its way, or done
    YELLOW = "yellow"  # due soon, or sent back
    RED = "red"  # overdue


@dataclass(frozen=True, slots=True)
class Progress:
    """One report. `due` is when the step it is at must be done, None where no window says so."""

    report: int
    code: str
    name_zh: str
    name_en: str
    table: str
    city: str
    office: int
    stage: str
    version: int
    filled: int
    asked: int
    wanted: int
    due: datetime | None
    lamp: Lamp

    @property
    def overdue(self) -> bool:
        return self.lamp == Lamp.RED


@dataclass(frozen=True, slots=True)
class City:
    """The reports of a city's zones, counted by stage and lamp."""

    name: str
    reports: int
    stages: Counter[str]
    lamps: Counter[str]

    @property
    def handed_in(self) -> int:
        return self.reports - self.stages[Report.Stage.REPORTING]


def progress_of(round: Round, now: datetime, cities: Iterable[str] | None = None) -> tuple[Progress, ...]:
    """Every report of a round (or of some cities) by table and code; four queries."""
    chosen = Report.objects.filter(round=round)
    reports = chosen if cities is None else chosen.filter(city__in=list(cities))
    windows = {window.kind: window for window in Window.objects.filter(round=round)}
    filled, wanted = _filled(round), _wanted(round)
    found = []
    for report in reports.order_by("table", "code"):
        due = step_due(report, windows, now)
        asks = wanted.get(report.pk, 0)
        found.append(
            Progress(
                report=report.pk,
                code=report.code,
                name_zh=report.name_zh,
                name_en=report.name_en,
                table=report.table,
                city=report.city,
                office=report.office_id,
                stage=report.stage,
                version=report.version,
                filled=filled.get(report.pk, 0),
                asked=len(asked(round, report.table)),
                wanted=asks,
                due=due,
                lamp=_lamp(report, due, asks, filled.get(report.pk, 0), now),
            )
        )
    return tuple(found)


def by_city(progress: Iterable[Progress]) -> tuple[City, ...]:
    """Counted by city, in the order of their names."""
    listed: dict[str, list[Progress]] = {}
    for each in progress:
        listed.setdefault(each.city, []).append(each)
    return tuple(
        City(name, len(each), Counter(one.stage for one in each), Counter(one.lamp for one in each))
        for name, each in sorted(listed.items())
    )


def step_due(report: Report, windows: dict[str, Window], now: datetime) -> datetime | None:
    """When the step a report is at must be done: its window's close; for answers, of the first still open."""
    if report.stage == Report.Stage.ACCEPTED:
        return None
    if report.stage != Report.Stage.REPORTING:
        kind = WindowKind.CITY_REVIEW if report.stage == Report.Stage.CITY else WindowKind.PROVINCE_REVIEW
        return windows[kind].closes_at if kind in windows else None
    if report.version == 0:
        return windows[WindowKind.REPORT].closes_at
    return answers_due(windows, now)


def _lamp(report: Report, due: datetime | None, wanted: int, filled: int, now: datetime) -> Lamp:
    if report.stage == Report.Stage.ACCEPTED or due is None:
        return Lamp.GREEN
    if due <= now:
        return Lamp.RED
    if due - now <= SOON or (wanted and report.stage == Report.Stage.REPORTING):
        return Lamp.YELLOW
    return Lamp.GREEN if filled or report.version else Lamp.GREY


def _filled(round: Round) -> dict[int, int]:
    told = Draft.objects.filter(report__round=round).exclude(value=None, note="")
    return dict(told.values_list("report").annotate(count=Count("pk")))


def _wanted(round: Round) -> dict[int, int]:
    """Cells that are queried or returned, by report."""
    counted = open_decisions(round).values_list("figure__report")
    return dict(counted.annotate(count=Count("figure__item", distinct=True)))


def open_decisions(round: Round) -> "QuerySet[Decision]":
    """Queries and returns of present figures that no later word of the same level has settled."""
    later = Decision.objects.filter(figure=OuterRef("figure"), level=OuterRef("level"), pk__gt=OuterRef("pk"))
    newer = Figure.objects.filter(
        report=OuterRef("figure__report"),
        item=OuterRef("figure__item"),
        version__gt=OuterRef("figure__version"),
    )
    asking = Q(outcome__in=ANSWERED_BY_COMMITTEE) & Q(figure__report__round=round)
    return Decision.objects.filter(asking & ~Exists(later) & ~Exists(newer))
