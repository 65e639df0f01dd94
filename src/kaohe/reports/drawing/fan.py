"""Every unit a column, from the first to the last: where its places lie over all draws."""

from dataclasses import dataclass
from math import isnan

from markupsafe import Markup, escape

from kaohe.reports.drawing.cuts import LINE_OF_TEXT, Cut
from kaohe.reports.drawing.svg import Axis, dot, figure, line, path, px, sideways, text

WIDTH, LEFT, RIGHT, HEIGHT, TOP = 960.0, 52.0, 92.0, 340.0, 8.0


@dataclass(frozen=True, slots=True)
class Interval:
    """A unit's places: the middle 90 %, the median, and by the scheme (NaN: none); `said` tells them."""

    unit: int
    name: str
    low: float
    high: float
    median: float
    nominal: float
    said: str


def fan_figure(
    intervals: tuple[Interval, ...],
    before: int,
    cuts: tuple[Cut, ...],
    of: int,
    titles: tuple[str, str],
    described: str,
) -> Markup:
    """`intervals` in order, behind `before` others; place 1 is on top, `of` the last; titles of the axes."""
    low = min((each.low for each in intervals if not isnan(each.low)), default=1.0) if before else 1.0
    across = Axis(before + 0.5, before + len(intervals) + 0.5, LEFT, WIDTH - LEFT - RIGHT)
    down = Axis(low - 0.5, of + 0.5, TOP, HEIGHT)
    bottom = TOP + HEIGHT
    parts = [line(LEFT, down.x(tick), WIDTH - RIGHT, down.x(tick), "grid") for tick in _ticks(down)]
    parts += [text(LEFT - 6, down.x(tick) + 4, f"{tick:g}", "tick end") for tick in _ticks(down)]
    parts += _marks(intervals, across, down, before)
    parts += _level_cuts(cuts, down)
    parts += [line(LEFT, bottom, WIDTH - RIGHT, bottom, "base")]
    parts += [text(across.x(tick), bottom + 15, f"{tick:g}", "tick") for tick in _ticks(across)]
    parts += [text(LEFT + across.width / 2, bottom + 31, titles[0], "axis")]
    parts += [sideways(12, TOP + HEIGHT / 2, titles[1])]
    width = across.width / len(intervals)
    parts += [_target(each, across.x(before + at + 1), width, bottom) for at, each in enumerate(intervals)]
    return figure(WIDTH, bottom + 36, described, parts, "chart fan")


def _ticks(axis: Axis) -> list[float]:
    """Round places, and the first."""
    ticks = [tick for tick in axis.ticks() if tick == int(tick) and tick >= 1]
    return ticks if axis.low > 1 or 1.0 in ticks else [1.0, *ticks]


def _marks(intervals: tuple[Interval, ...], across: Axis, down: Axis, before: int) -> list[str]:
    """Bars, medians and places by the scheme, one element each: there may be hundreds of units."""
    bars, medians, nominals = [], [], []
    half = min(across.width / len(intervals) * 0.45, 12.0)
    for at, each in enumerate(intervals):
        x = across.x(before + at + 1)
        if not isnan(each.median):
            bars.append(f"M{px(x)} {px(down.x(each.low - 0.4))}V{px(down.x(each.high + 0.4))}")
            medians.append(f"M{px(x - half)} {px(down.x(each.median))}h{px(2 * half)}")
        if not isnan(each.nominal):
            nominals.append(dot(x, down.x(each.nominal)))
    wide = f' style="stroke-width:{px(max(1.6 * half, 0.8))}"'
    return [
        path(bars, "ninety").replace("/>", f"{wide}/>"),
        path(medians, "middle"),
        path(nominals, "nominal"),
    ]


def _level_cuts(cuts: tuple[Cut, ...], down: Axis) -> list[str]:
    """Lines across, led to words at the right, those of near lines apart."""
    parts, free, right = [], float("inf"), WIDTH - RIGHT
    for cut in sorted(cuts, key=lambda cut: -cut.at):
        y = down.x(cut.at)
        words = free = min(y, free - LINE_OF_TEXT + 1)
        strokes = f"M{px(LEFT)} {px(y)}H{px(right)}L{px(right + 16)} {px(words)}"
        parts += [path([strokes], f"cut cut-{cut.grade}")]
        parts += [text(right + 20, words + 4, cut.words, f"cut-{cut.grade}")]
    return parts


def _target(each: Interval, x: float, width: float, bottom: float) -> str:
    """What can be pointed at: it tells the unit and leads to its row."""
    area = f'<path d="M{px(x)} {px(TOP)}V{px(bottom)}" style="stroke-width:{px(width)}"/>'
    return f'<a href="#r{each.unit}" tabindex="-1" class="point"><title>{escape(each.said)}</title>{area}</a>'
