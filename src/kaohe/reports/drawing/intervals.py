"""Places over all draws, one row a unit: its name, the middle 90 %, the median, the place by the scheme."""

from math import isnan

from markupsafe import Markup

from kaohe.reports.drawing.cuts import Cut, cuts_on, room_for, upright_cuts
from kaohe.reports.drawing.fan import Interval
from kaohe.reports.drawing.svg import Axis, dot, figure, line, path, px, text

WIDTH, NAMES, ROW, SIDE = 960.0, 210.0, 17.0, 16.0


def intervals_figure(
    intervals: tuple[Interval, ...], cuts: tuple[Cut, ...], of: int, title: str, described: str
) -> Markup:
    """`intervals` from the first on, at least one; the axis ends at place `of` and begins where needed."""
    low = min([each.low for each in intervals if not isnan(each.low)] or [1.0])
    axis = Axis(max(low, 1.0) - 0.5, of + 0.5, NAMES + 10, WIDTH - NAMES - 10 - SIDE)
    top = room_for(cuts_on(cuts, axis))
    bottom = top + ROW * len(intervals) + 4
    ticks = [tick for tick in axis.ticks(10) if tick == int(tick)]
    parts = [line(axis.x(tick), top, axis.x(tick), bottom, "grid") for tick in ticks]
    parts += [text(NAMES, top + place * ROW + 13, each.name, "who") for place, each in enumerate(intervals)]
    parts += _rows(intervals, axis, top)
    parts += upright_cuts(cuts, axis, 0, bottom)
    parts += [line(axis.left, bottom, axis.left + axis.width, bottom, "base")]
    parts += [text(axis.x(tick), bottom + 15, f"{tick:g}", "tick") for tick in ticks]
    parts += [text(axis.left + axis.width / 2, bottom + 31, title, "axis")]
    return figure(WIDTH, bottom + 36, described, parts, "chart intervals")


def _rows(intervals: tuple[Interval, ...], axis: Axis, top: float) -> list[str]:
    bars, medians, nominals = [], [], []
    for place, each in enumerate(intervals):
        y = top + place * ROW + ROW / 2
        if not isnan(each.median):
            bars.append(f"M{px(axis.x(each.low - 0.4))} {px(y)}H{px(axis.x(each.high + 0.4))}")
            medians.append(f"M{px(axis.x(each.median))} {px(y - 6)}v12")
        if each.nominal >= axis.low:
            nominals.append(dot(axis.x(each.nominal), y))
    return [path(bars, "ninety"), path(medians, "middle"), path(nominals, "nominal")]
