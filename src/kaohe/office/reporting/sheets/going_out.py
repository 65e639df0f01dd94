"""The form of one report, filled with what stands in its drafts, last year's values beside it."""

import math
from typing import Any

from kaohe.figures import Figures, figures_of
from kaohe.office.reporting.models import Draft, Report
from kaohe.office.reporting.queries.cells import last_year_of
from kaohe.office.reporting.queries.checks import companions
from kaohe.office.reporting.queries.figures import drafted, figures_of_reports
from kaohe.office.reporting.queries.schemes import asked_of, scheme_of
from kaohe.office.reporting.sheets.tokens import token_of
from kaohe.schemes import Scheme
from kaohe.schemes.model import IndicatorKeys, Node
from kaohe.workbooks.form import form_bytes


def sheet_bytes(report: Report) -> bytes:
    """An xlsx: the form that the command line writes, with one row, and the revision of every cell noted."""
    items = asked_of(report)
    drafts = {draft.item: draft for draft in Draft.objects.filter(report=report)}
    figures = _alone(report) if report.table else _with_companions(report)
    return form_bytes(form_scheme(report), figures, token_of(report, drafts, items), only_own=True)


def form_scheme(report: Report) -> Scheme:
    """What the form asks by: the round's scheme; for a host city's own figures only what is asked of it."""
    scheme = scheme_of(report.round)
    if not report.table:
        return scheme
    items = dict(asked_of(report))
    years = {code: frame for code, frame in scheme.frames.items() if frame.year is not None}
    changed: dict[str, Any] = {
        "items": items,
        "units": {},
        "frames": years,
        "checks": (),
        "indicators": {code: IndicatorKeys() for code in items},
        "tree": {"index": Node(of="all")},
    }
    return scheme.model_copy(update=changed)


def _with_companions(report: Report) -> Figures:
    reports = [report, *companions(report)]
    return figures_of_reports(report.round, reports, drafted(reports))


def _alone(report: Report) -> Figures:
    """A host city's own figures, with its last year's."""
    items, known = asked_of(report), drafted([report]).get(report.pk, {})
    before, year = last_year_of(report), report.round.data_year

    def table(values: dict[str, float], of: int, frames: dict[str, Figures]) -> Figures:
        columns = {item: [values.get(item, math.nan)] for item in items}
        names = [report.name_zh]
        return figures_of([report.code], columns, names=names, data_year=of, frames=frames)

    last = next((code for code, frame in scheme_of(report.round).frames.items() if frame.year == -1), None)
    frames = {} if last is None else {last: table(dict(before), year - 1, {})}
    return table(dict(known), year, frames)
