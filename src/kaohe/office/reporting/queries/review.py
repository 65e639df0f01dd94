"""A report as reviewers see it: what was handed in, what stands out, what everybody said."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from kaohe.messages import Problem
from kaohe.office.reporting.models import Decision, Evidence, Figure, Reopening, Report, Submission
from kaohe.office.reporting.queries.cells import last_year_of
from kaohe.office.reporting.queries.checks import WHOLE, Findings, companions, findings_of
from kaohe.office.reporting.queries.figures import submitted
from kaohe.office.reporting.queries.outlier_signs import Sign, signs_of
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.office.reporting.queries.state import ANSWERED_BY_COMMITTEE, State, state_of
from kaohe.schemes.model import Item

Level = Decision.Level


@dataclass(frozen=True, slots=True)
class Said:
    """A decision with its answers, on the figure of a `version`; `present` where that still stands."""

    decision: Decision
    replies: tuple[str, ...]
    version: int
    present: bool


@dataclass(frozen=True, slots=True)
class Examined:
    """A cell of the last version. `before` is the figure that a version replaced, `mine` what my level says.

    `values` are all that the cell ever had, last year's and those that departments hold to be right.
    `changed` since the version before the last; `changed_since` my level's last word on an earlier figure;
    `settling` where the province's acceptance settles what others said.
    """

    code: str
    item: Item
    figure: Figure | None
    before: Figure | None
    last_year: float | None
    evidence: tuple[Evidence, ...]
    findings: tuple[Problem, ...]
    sign: Sign | None
    said: tuple[Said, ...]
    mine: Decision | None
    asked: bool
    disputed: Decision | None
    settling: bool
    values: tuple[float | None, ...]
    reopened: Reopening | None
    to_decide: bool
    clean: bool
    changed: bool
    changed_since: bool

    @property
    def earlier(self) -> bool:
        """Whether anything was said of a figure that stands no more."""
        return any(not each.present for each in self.said)

    @property
    def flagged(self) -> bool:
        return self.sign is not None or bool(self.findings)

    @property
    def growth(self) -> float | None:
        """Over last year, in per cent; None where that says nothing."""
        if self.figure is None or self.figure.value is None or not self.last_year or self.last_year < 0:
            return None
        return (self.figure.value / self.last_year - 1) * 100


@dataclass(frozen=True, slots=True)
class Examination:
    """A report for a level; `cells` in the scheme's order."""

    report: Report
    level: str
    state: State
    cells: tuple[Examined, ...]
    findings: tuple[Problem, ...]
    submission: Submission | None

    @property
    def counts(self) -> dict[str, int]:
        """Cells by what a reviewer can filter by."""
        return {name: sum(1 for cell in self.cells if test(cell)) for name, test in FILTERS.items()}


FILTERS: Mapping[str, Callable[[Examined], bool]] = {
    "all": lambda cell: True,
    "to_decide": lambda cell: cell.to_decide,
    "changed": lambda cell: cell.changed,
    "flagged": lambda cell: cell.flagged,
    "asked": lambda cell: cell.asked or bool(cell.disputed),
    "clean": lambda cell: cell.clean,
}
"""What a list of cells can be narrowed to."""


def examination_of(report: Report, level: str, now: datetime) -> Examination:
    """Everything a reviewer needs of a report; a fixed number of queries."""
    state = state_of(report)
    findings, signs = submitted_findings(report), signs_of(report.round).get(report.pk, {})
    unmarked = _unmarked(report, findings, signs)
    clean = frozenset(clean_items(state, level, unmarked))
    figures: dict[str, list[Figure]] = {}
    for figure in Figure.objects.filter(report=report).order_by("version"):
        figures.setdefault(figure.item, []).append(figure)
    evidence: dict[str, list[Evidence]] = {}
    for each in Evidence.objects.filter(report=report, withdrawn_at=None):
        evidence.setdefault(each.item, []).append(each)
    said, before = said_of(report, state), last_year_of(report)
    cells = []
    for code, item in asked_of(report).items():
        versions, words = figures.get(code, []), said.get(code, ())
        mine = state.decisions.get(code, {}).get(level)
        wanted = list(state.wanted(code))
        earlier = any(each.decision.level == level and not each.present for each in words)
        cells.append(
            Examined(
                code=code,
                item=item,
                figure=versions[-1] if versions else None,
                before=versions[-2] if len(versions) > 1 else None,
                last_year=before.get(code),
                evidence=tuple(evidence.get(code, ())),
                findings=findings.get(code, ()),
                sign=signs.get(code),
                said=words,
                mine=mine,
                asked=bool(wanted),
                disputed=state.disputed(code),
                values=(
                    before.get(code),
                    *(each.value for each in versions),
                    *(each.decision.value for each in words),
                ),
                settling=level == Level.PROVINCE and state.to_settle(code),
                reopened=state.reopened(code, now),
                to_decide=state.to_decide(code, level),
                clean=code in clean,
                changed=len(versions) > 1 and versions[-1].version == report.version,
                changed_since=earlier and mine is None,
            )
        )
    submission = Submission.objects.filter(report=report, version=report.version).first()
    return Examination(report, level, state, tuple(cells), findings.get(WHOLE, ()), submission)


def submitted_findings(report: Report) -> Findings:
    """What the checks find in the last version, beside the host city's last version."""
    return findings_of(report, submitted([report, *companions(report)]))


def unmarked_items(report: Report) -> frozenset[str]:
    """Items of the last version without a finding or a sign, and not corrected when somebody asked."""
    return _unmarked(report, submitted_findings(report), signs_of(report.round).get(report.pk, {}))


def clean_items(state: State, level: str, unmarked: Iterable[str]) -> list[str]:
    """Of those, the items neither asked about nor disputed of which a level has said nothing."""
    marked = frozenset(asked_of(state.report)) - frozenset(unmarked)
    return [
        code
        for code in state.figures
        if code not in marked
        and not any(True for _ in state.wanted(code))
        and not state.disputed(code)
        and _unsaid(state.decisions.get(code, {}).get(level))
    ]


def said_of(report: Report, state: State) -> Mapping[str, tuple[Said, ...]]:
    """Everything said of a report's figures, by item, oldest first."""
    found: dict[str, list[Said]] = {}
    decisions = Decision.objects.filter(figure__report=report).select_related("figure").order_by("pk")
    for decision in decisions.prefetch_related("replies"):
        figure = decision.figure
        replies = tuple(f"{reply.by}: {reply.text}" for reply in decision.replies.all())
        present = state.figures[figure.item].pk == figure.pk
        found.setdefault(figure.item, []).append(Said(decision, replies, figure.version, present))
    return {item: tuple(said) for item, said in found.items()}


def _unmarked(report: Report, findings: Findings, signs: Mapping[str, Sign]) -> frozenset[str]:
    found = {code for code, problems in findings.items() if problems}
    marked = found | signs.keys() | _corrected(report)
    return frozenset(code for code in asked_of(report) if code not in marked)


def _corrected(report: Report) -> set[str]:
    """Items changed since they were queried or returned: somebody looks whether that is what was asked."""
    later = Figure.objects.filter(
        report=report, item=OuterRef("figure__item"), version__gt=OuterRef("figure__version")
    )
    asked = Decision.objects.filter(figure__report=report, outcome__in=ANSWERED_BY_COMMITTEE)
    return set(asked.filter(Exists(later)).values_list("figure__item", flat=True))


def _unsaid(decision: Decision | None) -> bool:
    return decision is None or decision.outcome == Decision.Outcome.WITHDRAWN
