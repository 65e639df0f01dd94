"""Correlations: of all nodes with each other, of indicators with possible denominators."""

import numpy as np

from kaohe.workbooks.results.fast_sheets import FastSheet
from kaohe.workbooks.study.columns import HUNDREDTHS, Desk

_SCALE = {
    "type": "3_color_scale",
    "min_type": "num",
    "mid_type": "num",
    "max_type": "num",
    "min_value": -1,
    "mid_value": 0,
    "max_value": 1,
    "min_color": "#E0A458",
    "mid_color": "#FFFFFF",
    "max_color": "#5B8DB8",
}
"""Against each other brown, along with each other blue."""


def correlations_sheet(desk: Desk) -> None:
    """Pearson's, every node with every other."""
    paths, values = desk.study.nodes, desk.study.pearson.correlations.values
    columns = [desk.nodes(paths)]
    columns += [
        desk.numbers(desk.speech.name(path), values[:, at], HUNDREDTHS) for at, path in enumerate(paths)
    ]
    _coloured(
        desk.sheet("studies.correlations", "studies.correlations_note", columns), len(paths), len(paths)
    )


def denominators_sheet(desk: Desk) -> None:
    """Pearson's, indicators with the items that the scheme divides by."""
    found, limit = desk.study.denominators, desk.study.limits.denominator
    if not found.items:
        return
    values = found.correlations.values
    with np.errstate(invalid="ignore"):
        beyond = np.abs(values) > limit
    columns = [desk.nodes(found.leaves)]
    columns += [
        desk.numbers(desk.speech.name(item), values[:, at], HUNDREDTHS, beyond[:, at])
        for at, item in enumerate(found.items)
    ]
    desk.sheet("studies.denominators", "studies.denominators_note", columns)


def _coloured(sheet: FastSheet, rows: int, columns: int) -> None:
    """Colour the numbers below the three head rows, right of the names, by their size."""
    sheet.conditional_format(3, 1, 2 + rows, columns, _SCALE)
