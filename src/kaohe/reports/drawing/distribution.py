"""The distribution of the total score: a histogram of all, a strip for each group, the cut-offs."""

from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from kaohe.reports.drawing.strips import ROW, SIDE, WIDTH, Strip, gridlines, scale_parts, strip_parts
from kaohe.reports.drawing.svg import Axis, figure, line, rect, round_axis, text
from kaohe.scoring.exact import Floats

BARS, LINE_OF_TEXT = 108.0, 15.0


@dataclass(frozen=True, slots=True)
class Line:
    """A cut-off: its words, where it lies, how narrow it is (0: the narrowest)."""

    words: str
    at: float
    grade: int


def distribution_figure(
    values: Floats, groups: tuple[Strip, ...], lines: tuple[Line, ...], title: str, described: str
) -> Markup:
    """`values` are the total scores present, at least one."""
    axis = round_axis(float(values.min()), float(values.max()), SIDE, WIDTH - 2 * SIDE)
    head = LINE_OF_TEXT * len(lines) + 16
    foot = head + BARS
    bottom = foot + 6 + ROW * len(groups)
    strips = [
        part
        for place, strip in enumerate(groups)
        for part in strip_parts(strip, axis, foot + 6 + place * ROW)
    ]
    words_at = max((axis.x(cut.at) for cut in lines), default=0.0) + 14
    cuts = [part for place, cut in enumerate(lines) for part in _cut(cut, axis, place, words_at, bottom)]
    bars = _histogram(values, axis, head, foot)
    return figure(
        WIDTH,
        bottom + 34,
        described,
        [*gridlines(axis, head, bottom), *bars, *strips, *cuts, *scale_parts(axis, bottom, title)],
    )


def _histogram(values: Floats, axis: Axis, top: float, foot: float) -> list[str]:
    """Bars with their counts on top."""
    bins = int(min(24, max(4, round(2 * len(values) ** 0.5))))
    counts, edges = np.histogram(values, bins=bins, range=(axis.low, axis.high))
    most = max(int(counts.max()), 1)
    parts = []
    for count, low, high in zip(counts.tolist(), edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        if not count:
            continue
        height = (foot - top) * count / most
        left, right = axis.x(low), axis.x(high)
        parts.append(rect(left + 0.5, foot - height, right - left - 1, height, "bar"))
        parts.append(text((left + right) / 2, foot - height - 3, str(count), "count"))
    return [*parts, line(axis.left, foot, axis.left + axis.width, foot, "base")]


def _cut(cut: Line, axis: Axis, place: int, words_at: float, bottom: float) -> list[str]:
    """A line through everything, led to its words, which have a line of their own above the bars."""
    x, y = axis.x(cut.at), 11 + place * LINE_OF_TEXT
    kind = f"cut cut-{cut.grade}"
    leader = line(x, y - 4, words_at - 4, y - 4, kind)
    return [line(x, y - 4, x, bottom, kind), leader, text(words_at, y, cut.words, f"cut-{cut.grade}")]
