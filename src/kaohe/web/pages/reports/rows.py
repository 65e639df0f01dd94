"""A report's cells as the rows of the grid."""

from collections.abc import Mapping
from dataclasses import dataclass

from kaohe.explanations import Voice, numbers
from kaohe.messages import Lang, Problem, sentence
from kaohe.office.reporting.actions.drafting import Conflict
from kaohe.office.reporting.models import Decision, Evidence, Reply
from kaohe.office.reporting.queries.cells import Cell, Sheet
from kaohe.office.reporting.queries.schemes import scheme_of
from kaohe.schemes.model import Item

SHOWN = ("all", "empty", "findings", "wanted")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was typed and isn't saved: kept in the field, beside what stands in its way."""

    typed: str
    note: str
    conflict: Conflict | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A reviewer's words about a cell: the code of who and what, and what was replied."""

    decision: Decision
    who: str
    what: str
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A cell in the words and numbers of the page. `choices` are what a yes-or-no or a grade may be."""

    cell: Cell
    typed: str
    note: str
    unit: str
    last: str
    change: str
    choices: tuple[tuple[str, str, bool], ...]
    asked: tuple[Asked, ...]
    attempt: Attempt | None

    @property
    def may_show(self) -> bool:
        """Whether files may be attached and withdrawn."""
        return self.cell.lock is None or bool(self.cell.wanted)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return self.cell.evidence


def rows_of(sheet: Sheet, lang: Lang, attempts: Mapping[str, Attempt]) -> tuple[Row, ...]:
    """Every cell of the report, in the scheme's order."""
    voice = Voice(scheme_of(sheet.report.round), lang)
    return tuple(row_of(cell, voice, attempts.get(cell.code)) for cell in sheet.cells)


def row_of(cell: Cell, voice: Voice, attempt: Attempt | None = None) -> Row:
    draft, figure = cell.draft, cell.figure
    typed, note = (draft.typed, draft.note) if draft else ("", "")
    if cell.lock and cell.changed and figure:  # typed while it was open, and not handed in
        typed = "" if figure.value is None else shown(figure.value, cell.item, voice.lang)
        note = figure.note
    return Row(
        cell=cell,
        typed=attempt.typed if attempt else typed,
        note=attempt.note if attempt else note,
        unit=voice.unit(cell.item.unit),
        last="" if cell.last_year is None else shown(cell.last_year, cell.item, voice.lang),
        change=change_of(draft.value if draft else None, cell.last_year, cell.item.kind),
        choices=_choices(cell.item, attempt.typed if attempt else "", draft.value if draft else None),
        asked=tuple(_asked(decision, cell) for decision in cell.wanted),
        attempt=attempt,
    )


def picked(rows: tuple[Row, ...], show: str) -> tuple[Row, ...]:
    """The rows that a filter leaves."""
    if show == "empty":
        return tuple(row for row in rows if not row.typed and not row.note)
    if show == "findings":
        return tuple(row for row in rows if row.cell.findings)
    if show == "wanted":
        return tuple(row for row in rows if row.asked or row.cell.reopened or row.cell.disputed)
    return rows


def shown(value: float, item: Item, lang: Lang) -> str:
    """A value as readers see it; a yes-or-no and a grade by name."""
    if item.kind == "yes_no" and value in (0, 1):
        return sentence("workbooks.yes" if value else "workbooks.no", lang)
    grade = next((grade for grade in item.grades if grade.points == value), None)
    return grade.name.of(lang) if grade else numbers.figure(value)


def change_of(value: float | None, last_year: float | None, kind: str) -> str:
    """The change on last year in per cent; "" where there is none to tell."""
    if value is None or not last_year or kind in ("yes_no", "grade"):
        return ""
    return f"{numbers.signed((value - last_year) / abs(last_year) * 100, 1)}%"


def _choices(item: Item, typed: str, value: float | None) -> tuple[tuple[str, str, bool], ...]:
    """Typed text, its points, whether it is chosen; in the words of the form."""
    if item.kind == "yes_no":
        offered = [(sentence("workbooks.yes", "zh"), 1.0), (sentence("workbooks.no", "zh"), 0.0)]
    else:
        offered = [(grade.name.zh, grade.points) for grade in item.grades]
    return tuple((text, f"{points:g}", text == typed or points == value) for text, points in offered)


def _asked(decision: Decision, cell: Cell) -> Asked:
    level, outcome = f"web_reports.level_{decision.level}", f"web_reports.outcome_{decision.outcome}"
    return Asked(decision, level, outcome, cell.replies.get(decision.pk, ()))
