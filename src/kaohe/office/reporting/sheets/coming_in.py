"""A filled sheet against what stands in the report now: cell by cell same, changed, conflict or wrong."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from kaohe.messages import Place, Problem, Refused, sentence
from kaohe.office.reporting.models import Draft, Report
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.office.reporting.queries.state import State, state_of
from kaohe.office.reporting.sheets.going_out import form_scheme
from kaohe.office.reporting.sheets.tokens import cell_then, is_of_another, number_of
from kaohe.schemes.model import Item
from kaohe.workbooks.own_table import OwnTable, read_own_table


class Kind(StrEnum):
    """What a cell of the sheet means for the report."""

    SAME = "same"  # as online, or untouched in the sheet since it was downloaded
    CHANGED = "changed"
    CONFLICT = "conflict"  # changed in the sheet, and somebody saved another value online
    WRONG = "wrong"  # no value, or a cell that can't be changed now


@dataclass(frozen=True, slots=True)
class Line:
    """A cell of the sheet: what would be typed for it, what stands online, and what is wrong with it."""

    code: str
    item: Item
    kind: Kind
    typed: str
    draft: Draft | None
    problem: Problem | None = None

    @property
    def revision(self) -> int:
        return self.draft.revision if self.draft else 0


@dataclass(frozen=True, slots=True)
class Lines:
    """All cells of a sheet; `known` says whether it told when it was downloaded."""

    lines: tuple[Line, ...]
    notices: tuple[Problem, ...]
    known: bool

    def of(self, kind: Kind) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.kind == kind)


def read_sheet(path: Path, name: str, report: Report, now: datetime) -> Lines:
    """Read a file (xlsx or csv) as this report's; `name` is what its sender calls it.

    Raises `Refused` with everything that is wrong where it can't be taken as this report's at all.
    """
    try:
        table = read_own_table(path, form_scheme(report), data_year=report.round.data_year)
    except Refused as refused:
        raise Refused(_called(problem, name) for problem in refused.problems) from None
    _refuse_other(table, report, name)
    state = state_of(report)
    lines = tuple(_line(code, item, table, state, name, now) for code, item in asked_of(report).items())
    notices = tuple(_called(problem, name) for problem in table.notices)
    return Lines(lines, notices, bool(table.kept))


def typed_of(value: float, item: Item) -> str:
    """What somebody would type for a value; "" for NaN."""
    if math.isnan(value):
        return ""
    if item.kind == "yes_no" and value in (0, 1):
        return sentence("workbooks.yes" if value else "workbooks.no", "zh")
    grade = next((grade for grade in item.grades if grade.points == value), None)
    return grade.name.zh if grade else repr(value).removesuffix(".0")


def _line(code: str, item: Item, table: OwnTable, state: State, name: str, now: datetime) -> Line:
    draft = state.drafts.get(code)
    if code in table.unread:
        return Line(code, item, Kind.WRONG, "", draft, _called(table.unread[code], name))
    # a column that isn't required may be missing: then the file says nothing of it
    has_column = code in table.figures.items
    value = float(table.figures.column(code)[0]) if has_column else number_of(draft)
    kind = _kind(value, code, table.kept, draft)
    lock = None if kind == Kind.SAME else state.lock(code, now)
    if lock is not None:
        return Line(code, item, Kind.WRONG, typed_of(value, item), draft, _at(table, code, lock, name))
    return Line(code, item, kind, typed_of(value, item), draft)


def _kind(value: float, code: str, kept: Mapping[str, str], draft: Draft | None) -> Kind:
    online = number_of(draft)
    if _equal(value, online):
        return Kind.SAME
    then = cell_then(kept, code)
    if then is None:  # a blank in any other file says nothing
        is_new = math.isnan(online)
        return Kind.SAME if math.isnan(value) else Kind.CHANGED if is_new else Kind.CONFLICT
    if _equal(value, then.value):
        return Kind.SAME
    is_newer = then.revision != (draft.revision if draft else 0) and not _equal(online, then.value)
    return Kind.CONFLICT if is_newer else Kind.CHANGED


def _equal(one: float, other: float) -> bool:
    return one == other or (math.isnan(one) and math.isnan(other))


def _at(table: OwnTable, code: str, problem: Problem, name: str) -> Problem:
    origin = table.figures.origin
    place = Place(name) if origin is None else Place(name, origin.sheet, origin.cell(0, code))
    return replace(problem, place=place)


def _refuse_other(table: OwnTable, report: Report, name: str) -> None:
    """A form of another report, rows of other units."""
    if other := is_of_another(report, table.kept):
        raise Refused.because("reporting.sheet_of_other", Place(name), found=other, wanted=report.name_zh)
    if table.figures.units != (report.code,):
        found = "、".join(table.figures.units[:5]) + (" …" if len(table.figures.units) > 5 else "")
        params = {"found": found, "wanted": report.code, "name": report.name_zh}
        raise Refused.because("reporting.sheet_of_other_unit", Place(name), **params)


def _called(problem: Problem, name: str) -> Problem:
    """The file under its sender's name instead of that of its temporary copy."""
    return replace(problem, place=replace(problem.place, file=name))
