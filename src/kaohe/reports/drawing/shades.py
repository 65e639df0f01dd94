"""A table of shares as shades, each with its number: how often a unit stood in which places."""

from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from kaohe.reports.drawing.svg import figure, line, rect, text
from kaohe.scoring.exact import Floats

WIDTH, NAMES, ROW, TOP, WIDEST = 960.0, 200.0, 19.0, 36.0, 52.0
SHADES = (0.005, 0.05, 0.1, 0.2, 0.4, 0.7)
"""Shares from which on a cell has the next shade."""


@dataclass(frozen=True, slots=True)
class Column:
    """Places `first` to `last`; `grade` of the cut-off whose last so many begin here, None where none do."""

    first: int
    last: int
    grade: int | None

    @property
    def wide(self) -> bool:
        return self.last > self.first


def heat_figure(
    names: tuple[str, ...], columns: tuple[Column, ...], shares: Floats, title: str, described: str
) -> Markup:
    """`shares` float64[names, columns]."""
    cell = min(max(660 / len(columns), 25.0), 48.0)
    lefts = NAMES + 8 + np.cumsum([0.0, *(WIDEST if column.wide else cell for column in columns)])
    bottom = TOP + ROW * len(names)
    parts = [text((lefts[0] + lefts[-1]) / 2, 11, title, "axis")]
    for column, left, right in zip(columns, lefts.tolist(), lefts[1:].tolist(), strict=False):
        parts += _head(column, (left + right) / 2)
    for row, name in enumerate(names):
        y = TOP + row * ROW
        parts += [text(NAMES, y + 13.5, name, "who")]
        parts += _cells(shares[row].tolist(), lefts.tolist(), y)
    for column, left in zip(columns, lefts.tolist(), strict=False):
        if column.grade is not None:
            parts += [line(left, TOP - 8, left, bottom, f"cut cut-{column.grade}")]
    return figure(max(float(lefts[-1]) + 4, WIDTH), bottom + 2, described, parts, "chart heat")


def _head(column: Column, middle: float) -> list[str]:
    if not column.wide:
        return [text(middle, TOP - 5, str(column.first), "tick")]
    return [text(middle, TOP - 5, f"{column.first}–{column.last}", "tick")]


def _cells(shares: list[float], lefts: list[float], y: float) -> list[str]:
    parts = []
    for share, left, right in zip(shares, lefts, lefts[1:], strict=False):
        shade = sum(share >= least for least in SHADES)
        parts += [rect(left + 0.5, y + 0.5, right - left - 1, ROW - 1, f"shade-{shade}")]
        if shade:
            parts += [text((left + right) / 2, y + 13.5, str(int(100 * share + 0.5)), f"on-{shade}")]
    return parts
