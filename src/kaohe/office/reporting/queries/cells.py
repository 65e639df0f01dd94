"""A report's cells as everybody sees them: what is asked, what stands there, what was said of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kaohe.figures import Figures
from kaohe.messages import Problem
from kaohe.office.reporting.models import Decision, Draft, Evidence, Figure, Reopening, Reply, Report
from kaohe.office.reporting.queries.checks import WHOLE, as_handed_in, findings_of
from kaohe.office.reporting.queries.figures import previous_of
from kaohe.office.reporting.queries.schemes import asked_of, frames_through, scheme_of
from kaohe.office.reporting.queries.state import State, state_of
from kaohe.schemes.model import Item


@dataclass(frozen=True, slots=True)
class Cell:
    """One item of a report. `lock` says why it can't be changed; `wanted` what is asked about it.

    `versions` are all figures handed in, oldest first; `last_year` is None where nothing is known.
    """

    code: str
    item: Item
    last_year: float | None
    draft: Draft | None
    versions: tuple[Figure, ...]
    evidence: tuple[Evidence, ...]
    findings: tuple[Problem, ...]
    decisions: Mapping[str, Decision]
    replies: Mapping[int, tuple[Reply, ...]]
    wanted: tuple[Decision, ...]
    disputed: Decision | None
    reopened: Reopening | None
    lock: Problem | None

    @property
    def figure(self) -> Figure | None:
        """What the last version says."""
        return self.versions[-1] if self.versions else None

    @property
    def revision(self) -> int:
        return self.draft.revision if self.draft else 0

    @property
    def changed(self) -> bool:
        """Whether the draft says something else than the last version."""
        if self.figure is None or self.draft is None:
            return self.draft is not None
        return (self.draft.value, self.draft.note) != (self.figure.value, self.figure.note)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report with its cells, and what is found about it as a whole."""

    report: Report
    state: State
    cells: tuple[Cell, ...]
    findings: tuple[Problem, ...]

    @property
    def filled(self) -> int:
        """Cells with a value or a note that says why there is none."""
        return self.state.filled


def sheet_of(report: Report, now: datetime) -> Sheet:
    """Everything about a report's cells; a fixed number of queries."""
    state = state_of(report)
    versions: dict[str, list[Figure]] = {}
    for figure in Figure.objects.filter(report=report).order_by("version"):
        versions.setdefault(figure.item, []).append(figure)
    shown: dict[str, list[Evidence]] = {}
    for evidence in Evidence.objects.filter(report=report, withdrawn_at=None).select_related("file"):
        shown.setdefault(evidence.item, []).append(evidence)
    findings, before = findings_of(report, as_handed_in(state, now)), last_year_of(report)
    replies = {decision: tuple(each) for decision, each in state.replies.items()}
    cells = tuple(
        Cell(
            code=code,
            item=item,
            last_year=before.get(code),
            draft=state.drafts.get(code),
            versions=tuple(versions.get(code, ())),
            evidence=tuple(shown.get(code, ())),
            findings=findings.get(code, ()),
            decisions=state.decisions.get(code, {}),
            replies=replies,
            wanted=tuple(state.wanted(code)),
            disputed=state.disputed(code),
            reopened=state.reopened(code, now),
            lock=state.lock(code, now),
        )
        for code, item in asked_of(report).items()
    )
    return Sheet(report, state, cells, findings.get(WHOLE, ()))


def last_year_of(report: Report) -> Mapping[str, float]:
    """Last year's values of a unit (or of a host city, from the frame of last year's figures), by item."""
    before = previous_of(report.round)
    table = before if before is None or not report.table else before.frames.get(report.table)
    if before is None or table is None:
        return {}
    row = _row(report, before, table)
    if row is None:
        return {}
    values = dict(zip(table.items, table.values[row].tolist(), strict=True))
    return {item: value for item, value in values.items() if not math.isnan(value)}


def _row(report: Report, before: Figures, table: Figures) -> int | None:
    """The unit's row; a host city's table has the rows of the units, so any unit of the city's will do."""
    if not report.table:
        return table.units.index(report.code) if report.code in table.units else None
    attribute = frames_through(scheme_of(report.round))[report.table]
    hosts = before.attributes.get(attribute, ())
    return hosts.index(report.code) if report.code in hosts else None
