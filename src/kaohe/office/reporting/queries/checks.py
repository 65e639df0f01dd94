"""The library's checks on a report's cells, by item: the same that a spreadsheet of the whole round gets."""

import math
from collections.abc import Mapping
from datetime import datetime

from kaohe.figures import Figures, check_figures, figures_of
from kaohe.messages import Problem
from kaohe.office.reporting.models import Report
from kaohe.office.reporting.queries.figures import Cells, drafted, figures_of_reports
from kaohe.office.reporting.queries.schemes import asked_of, frames_through, scheme_of
from kaohe.office.reporting.queries.state import State

WHOLE = ""
"""The key of what is found about a report as a whole."""

Findings = Mapping[str, tuple[Problem, ...]]


def findings_of(report: Report, cells: Cells | None = None) -> Findings:
    """What the checks find in the drafts (or in `cells`), by item; hard ones first."""
    reports = [report, *companions(report)]
    known = drafted(reports) if cells is None else cells
    if report.table:
        return _of_another_table(report, known)
    return by_item(
        report, check_figures(figures_of_reports(report.round, reports, known), scheme_of(report.round))
    )


def as_handed_in(state: State, now: datetime) -> Cells:
    """The cells as a version handed in now would have them, beside the drafts of the host city.

    Of a cell that can't be changed any more the last version counts, whatever was typed and not handed in.
    """
    return {**drafted(companions(state.report)), state.report.pk: own_as_handed_in(state, now)}


def own_as_handed_in(state: State, now: datetime) -> Mapping[str, float]:
    """Those of the report alone."""
    own = {}
    for item in asked_of(state.report):
        draft, figure = state.drafts.get(item), state.figures.get(item)
        said = draft if figure is None or state.lock(item, now) is None else figure
        own[item] = math.nan if said is None or said.value is None else said.value
    return own


def companions(report: Report) -> list[Report]:
    """The reports whose figures a report's formulas and checks look at: its host city's."""
    frames = frames_through(scheme_of(report.round))
    wanted = {(frame, report.attributes.get(attribute)) for frame, attribute in frames.items()}
    if report.table or not wanted:
        return []
    found = Report.objects.filter(
        round=report.round_id, table__in=frames, code__in=[code for _, code in wanted]
    )
    return [each for each in found if (each.table, each.code) in wanted]


def by_item(report: Report, problems: tuple[Problem, ...]) -> Findings:
    """Problems at `unit.item` by item, of this report only."""
    asked = asked_of(report)
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        unit, _, item = (problem.place.path or "").partition(".")
        if unit == report.code and (item in asked or not item):
            found.setdefault(item or WHOLE, []).append(problem)
    return {item: tuple(sorted(each, key=lambda problem: problem.level)) for item, each in found.items()}


def _of_another_table(report: Report, cells: Cells) -> Findings:
    """A host city's own figures: kind, bounds and what isn't reported, seen as if a unit's."""
    scheme = scheme_of(report.round)
    items = asked_of(report)
    own = scheme.model_copy(update={"items": dict(items), "checks": (), "frames": {}})
    table = _alone(report, cells)
    return by_item(report, check_figures(table, own))


def _alone(report: Report, cells: Cells) -> Figures:
    """One report's cells alone, without frames."""
    known = cells.get(report.pk, {})
    columns = {item: [known.get(item, float("nan"))] for item in asked_of(report)}
    return figures_of([report.code], columns, names=[report.name_zh], data_year=report.round.data_year)
