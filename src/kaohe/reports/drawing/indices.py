"""Sobol indices as bars: the total pale, what an uncertainty does alone inside it, both with intervals."""

import math
from dataclasses import dataclass

from markupsafe import Markup

from kaohe.reports.drawing.svg import Axis, figure, line, rect, text

WIDTH, NAMES, ROW, VALUES = 560.0, 186.0, 34.0, 92.0


@dataclass(frozen=True, slots=True)
class Index:
    """An uncertainty's share of the variance, alone and in all, each with the ends of its interval."""

    name: str
    first: float
    total: float
    first_ends: tuple[float, float]
    total_ends: tuple[float, float]
    said: str


def indices_figure(indices: tuple[Index, ...], title: str, described: str) -> Markup:
    """One row each, over an axis from 0 to 1, or further where an interval reaches."""
    ends = [
        end for each in indices for end in (*each.first_ends, *each.total_ends, 1.0) if math.isfinite(end)
    ]
    axis = Axis(0.0, max(ends), NAMES + 10, WIDTH - NAMES - 10 - VALUES)
    bottom = ROW * len(indices) + 4
    ticks = axis.ticks(5)
    parts = [line(axis.x(tick), 0, axis.x(tick), bottom, "grid") for tick in ticks]
    for place, each in enumerate(indices):
        parts += _row(each, axis, place * ROW)
    parts += [line(axis.left, 0, axis.left, bottom, "base")]
    parts += [text(axis.x(tick), bottom + 14, f"{tick:g}", "tick") for tick in ticks]
    parts += [text(axis.left + axis.width / 2, bottom + 30, title, "axis")]
    return figure(WIDTH, bottom + 35, described, parts, "chart indices")


def _row(each: Index, axis: Axis, top: float) -> list[str]:
    """Estimates below nothing are drawn as nothing; the number tells them."""
    total, first = (axis.x(max(value, 0.0)) - axis.left for value in (each.total, each.first))
    return [
        text(NAMES, top + 21, each.name, "who"),
        rect(axis.left, top + 6, total, 22, "total"),
        rect(axis.left, top + 9, first, 8, "alone"),
        *_whisker(each.first_ends, axis, top + 13),
        *_whisker(each.total_ends, axis, top + 23),
        text(WIDTH - 2, top + 21, each.said, "end"),
    ]


def _whisker(ends: tuple[float, float], axis: Axis, y: float) -> list[str]:
    low, high = (axis.x(min(max(end, axis.low), axis.high)) for end in ends)
    if not math.isfinite(low + high):
        return []
    stops = [line(x, y - 3, x, y + 3, "whisker") for x in (low, high)]
    return [line(low, y, high, y, "whisker"), *stops]
