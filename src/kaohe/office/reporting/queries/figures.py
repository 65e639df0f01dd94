"""A round's cells as figures: what the library checks, previews and scores."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from django.conf import settings

from kaohe.archive import read_snapshot
from kaohe.figures import Figures, aligned, figures_of
from kaohe.office.reporting.models import Draft, Figure, Report, Round, Snapshot
from kaohe.office.reporting.queries.schemes import asked, frames_through, scheme_of
from kaohe.schemes import Scheme

Cells = Mapping[int, Mapping[str, float]]
"""For each report its cells by item, NaN where nothing is reported."""


def drafted(reports: Iterable[Report]) -> Cells:
    """What stands in the drafts now."""
    rows = Draft.objects.filter(report__in=[report.pk for report in reports])
    return _cells(rows.values_list("report_id", "item", "value"))


def submitted(reports: Iterable[Report]) -> Cells:
    """What the last version of each report says."""
    rows = Figure.objects.filter(report__in=[report.pk for report in reports]).order_by("version")
    return _cells(rows.values_list("report_id", "item", "value"))


def _cells(rows: Iterable[tuple[int, str, float | None]]) -> Cells:
    found: dict[int, dict[str, float]] = {}
    for report, item, value in rows:
        found.setdefault(report, {})[item] = np.nan if value is None else value
    return found


def figures_of_reports(round: Round, reports: Iterable[Report], cells: Cells) -> Figures:
    """The units' reports among `reports` as figures; frames from the others and last year's snapshot."""
    scheme = scheme_of(round)
    tables: dict[str, list[Report]] = {}
    for report in reports:
        tables.setdefault(report.table, []).append(report)
    units = _table(round, "", tables.get("", []), cells, scheme)
    frames = {
        code: aligned(_table(round, code, tables.get(code, []), cells, scheme), units.attributes[attribute])
        for code, attribute in frames_through(scheme).items()
    }
    before = previous_of(round)
    for code, frame in scheme.frames.items():
        if frame.year == -1 and before is not None:
            frames[code] = aligned(_without(before, code), units.units)
    return replace(units, frames=frames)


def previous_of(round: Round) -> Figures | None:
    """Last year's figures, from the snapshot that the round names."""
    return None if round.previous is None else snapshot_figures(round.previous)


def snapshot_figures(snapshot: Snapshot) -> Figures:
    """The figures of a snapshot; a snapshot never changes, so they are kept."""
    return _figures(str(snapshot_folder(snapshot)), snapshot.manifest_hash)


def snapshot_scheme(snapshot: Snapshot) -> Scheme:
    """The scheme that a snapshot was frozen with."""
    return read_snapshot(snapshot_folder(snapshot)).scheme


def snapshots_folder() -> Path:
    """Where all snapshots lie."""
    return Path(settings.HOME) / "snapshots"


def snapshot_folder(snapshot: Snapshot) -> Path:
    """Where a snapshot lies."""
    return snapshots_folder() / snapshot.folder


@lru_cache(maxsize=4)
def _figures(folder: str, manifest_hash: str) -> Figures:
    return read_snapshot(Path(folder)).figures


def _without(before: Figures, year: str) -> Figures:
    """Last year's figures without those of the year before it: no formula looks so far back."""
    return replace(before, frames={code: table for code, table in before.frames.items() if code != year})


def _table(round: Round, table: str, reports: list[Report], cells: Cells, scheme: Scheme) -> Figures:
    items = asked(round, table)
    return figures_of(
        [report.code for report in reports],
        {item: [cells.get(report.pk, {}).get(item, np.nan) for report in reports] for item in items},
        names=[report.name_zh for report in reports],
        attributes={} if table else _attributes(reports, scheme),
        data_year=round.data_year,
    )


def _attributes(reports: list[Report], scheme: Scheme) -> dict[str, list[str | None]]:
    names = {*scheme.units, *(name for report in reports for name in report.attributes)}
    return {name: [report.attributes.get(name) for report in reports] for name in sorted(names)}
