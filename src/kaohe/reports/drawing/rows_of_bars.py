"""Bars from the left, each with its name and what it says, and a mark to compare it with."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from kaohe.reports.drawing.svg import figure, line, px, rect, text

WIDTH, NAMES, VALUES, ROW = 620.0, 250.0, 56.0, 20.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of `value` (NaN: none is drawn); `mark` from 0 to 1 is a diamond on a scale of its own.

    `strong` bars are those of branches.
    """

    name: str
    value: float
    said: str
    mark: float = math.nan
    strong: bool = False


def longest(bars: Iterable[Bar]) -> float:
    """The greatest value of all; 1 where there is none above 0."""
    return max((bar.value for bar in bars if not math.isnan(bar.value)), default=0.0) or 1.0


def bars_figure(bars: tuple[Bar, ...], most: float, described: str) -> Markup:
    """The bars in the order given; one of `most` fills the room."""
    room = WIDTH - NAMES - VALUES
    parts = [line(NAMES, 0, NAMES, ROW * len(bars), "base")]
    for at, bar in enumerate(bars):
        parts += _bar(bar, at * ROW, room, most)
    return figure(WIDTH, ROW * len(bars) + 2, described, parts, "chart bars")


def _bar(bar: Bar, top: float, room: float, most: float) -> list[str]:
    length = 0.0 if math.isnan(bar.value) else room * bar.value / most
    kind = "bar" if bar.strong else "bar soft"
    parts = [
        text(NAMES - 6, top + 14, bar.name, "who name" if bar.strong else "who"),
        rect(NAMES, top + 4, length, ROW - 8, kind),
    ]
    if not math.isnan(bar.mark):
        x, y = NAMES + room * max(bar.mark, 0.0), top + ROW / 2
        parts.append(f'<path class="mark" d="M{px(x)} {px(y - 5)}l5 5l-5 5l-5-5z"/>')
    after = text(WIDTH - 2, top + 14, bar.said, "said") if bar.said else ""
    return [*parts, after]
