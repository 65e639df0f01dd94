"""Squares coloured by what they hold: correlations among siblings, availability of units."""

import math
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from kaohe.reports.drawing.svg import figure, line, rect, text
from kaohe.scoring.exact import Floats

WIDTH, NAMES, ROW, LEAST_CELL, MOST_CELL = 620.0, 214.0, 22.0, 25.0, 46.0
SHADES = 5
"""Steps of colour on either side of nothing."""
STRIP, STRIP_ROW = 900.0, 18.0
SQUARE, END = 18.0, 20.0
"""Of the key of colours."""


def correlations_figure(
    names: tuple[str, ...], values: Floats, columns: tuple[str, ...], described: str
) -> Markup:
    """`values` float64[k, m] with the names of the rows at the left and of the columns on top."""
    width = min(MOST_CELL, max(LEAST_CELL, (WIDTH - NAMES) / max(len(columns), 1)))
    parts = [text(NAMES + (at + 0.5) * width, ROW - 7, column, "tick") for at, column in enumerate(columns)]
    for row, name in enumerate(names):
        top = ROW * (row + 1)
        parts.append(text(NAMES - 6, top + 15, name, "who"))
        for column, value in enumerate(values[row].tolist()):
            left = NAMES + column * width
            parts.append(rect(left, top, width - 1, ROW - 1, shade(value)))
            if not math.isnan(value):
                parts.append(text(left + width / 2, top + 15, f"{value:.2f}".replace("-", "−"), "cell"))
    return figure(
        max(WIDTH, NAMES + width * len(columns)), ROW * (len(names) + 1) + 2, described, parts, "chart heat"
    )


def shade(value: float) -> str:
    """The class of a correlation: `p1` to `p5` along with, `m1` to `m5` against each other, `z` about 0."""
    if math.isnan(value):
        return "none"
    step = min(SHADES, math.ceil(abs(value) * SHADES - 0.5))
    return "z" if step <= 0 else f"{'p' if value > 0 else 'm'}{step}"


def availability_figure(names: tuple[str, ...], shares: Floats, described: str) -> Markup:
    """`shares` float64[n, b] of units (across) and branches (down); equal neighbours are one piece."""
    step = (STRIP - NAMES) / max(len(shares), 1)
    parts = []
    for row, name in enumerate(names):
        top = STRIP_ROW * row
        parts.append(text(NAMES - 6, top + 13, name, "who"))
        parts += [
            rect(NAMES + start * step, top + 1, count * step, STRIP_ROW - 2, kind)
            for kind, start, count in _runs([filled(share) for share in shares[:, row].tolist()])
        ]
    height = STRIP_ROW * len(names) + 2
    return figure(
        STRIP, height, described, [*parts, line(NAMES, height - 1, STRIP, height - 1, "base")], "chart strip"
    )


def filled(share: float) -> str:
    """The class of a share: `full`, then `a4` to `a0` the less is there."""
    if math.isnan(share):
        return "none"
    return "full" if share >= 1 else f"a{math.floor(share * SHADES)}"


def _runs(kinds: list[str]) -> Iterator[tuple[str, int, int]]:
    """Each kind with where it begins and how often it follows itself."""
    start = 0
    for kind, members in groupby(kinds):
        count = len(list(members))
        yield kind, start, count
        start += count


def key_figure(described: str) -> Markup:
    """The colours of correlations from -1 to 1."""
    against = [f"m{step}" for step in range(SHADES, 0, -1)]
    along = [f"p{step}" for step in range(1, SHADES + 1)]
    squares = [
        rect(END + at * SQUARE, 2, SQUARE - 1, 10, kind) for at, kind in enumerate((*against, "z", *along))
    ]
    width = 2 * END + len(squares) * SQUARE
    ends = [text(END / 2, 11, "−1", "tick"), text(width - END / 2, 11, "1", "tick")]
    return figure(width, 14, described, [*squares, *ends], "key")
