"""Strips: every unit a dot, the middle half a box, the median a stroke; one row a group or dimension."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from kaohe.reports.drawing.svg import Axis, figure, line, px, rect, round_axis, text
from kaohe.scoring.exact import Floats

WIDTH, SIDE, ROW, DOT = 440.0, 10.0, 46.0, 2.2


@dataclass(frozen=True, slots=True)
class Strip:
    """A row: its name, what is said of it at the right, and the values present."""

    name: str
    said: str
    values: Floats


def strips_figure(strips: tuple[Strip, ...], title: str, described: str) -> Markup:
    """Strips over one axis, `title` under it."""
    everything = np.concatenate([strip.values for strip in strips])
    axis = round_axis(float(everything.min()), float(everything.max()), SIDE, WIDTH - 2 * SIDE)
    parts = [part for place, strip in enumerate(strips) for part in strip_parts(strip, axis, place * ROW)]
    bottom = len(strips) * ROW + 4
    return figure(
        WIDTH,
        bottom + 34,
        described,
        [*gridlines(axis, 0, bottom), *parts, *scale_parts(axis, bottom, title)],
    )


def gridlines(axis: Axis, top: float, bottom: float) -> list[str]:
    return [line(axis.x(tick), top, axis.x(tick), bottom, "grid") for tick in axis.ticks()]


def scale_parts(axis: Axis, y: float, title: str) -> list[str]:
    """The axis with its ticks and title, 34 pixels high."""
    ticks = [text(axis.x(tick), y + 15, f"{tick:g}", "tick") for tick in axis.ticks()]
    return [
        line(axis.left, y, axis.left + axis.width, y, "base"),
        *ticks,
        text(WIDTH / 2, y + 31, title, "axis"),
    ]


def strip_parts(strip: Strip, axis: Axis, top: float) -> list[str]:
    """A row of 46 pixels: words above, dots below."""
    words = [text(SIDE, top + 13, strip.name, "name"), text(WIDTH - SIDE, top + 13, strip.said, "said")]
    if not len(strip.values):
        return words
    middle = top + 31
    quarter, half, three = (axis.x(value) for value in np.percentile(strip.values, [25, 50, 75]).tolist())
    box = rect(quarter, middle - 11, max(three - quarter, 0.5), 22, "box")
    return [
        *words,
        box,
        dots(strip.values, axis, middle, 11),
        line(half, middle - 12, half, middle + 12, "median"),
    ]


def dots(values: Floats, axis: Axis, middle: float, reach: float) -> str:
    """A dot for every value, those in one place stacked about the middle, closer the more there are."""
    columns: dict[int, list[float]] = defaultdict(list)
    for value in np.sort(values).tolist():
        columns[round(axis.x(value) / (1.6 * DOT))].append(axis.x(value))
    marks = []
    for stack in columns.values():
        step = min(1.8 * DOT, 2 * (reach - DOT) / max(len(stack) - 1, 1))
        for place, x in enumerate(stack):
            away = (place + 1) // 2 * (1 if place % 2 else -1)
            marks.append(f'<circle cx="{px(x)}" cy="{px(middle + away * step)}" r="{DOT}"/>')
    return f'<g class="dots">{"".join(marks)}</g>'
