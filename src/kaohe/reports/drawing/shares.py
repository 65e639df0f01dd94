"""A histogram of shares of all draws, with its axes named, and lines or a diamond where something lies."""

import numpy as np
from markupsafe import Markup

from kaohe.reports.drawing.cuts import Cut, cuts_on, room_for, upright_cuts
from kaohe.reports.drawing.svg import Axis, figure, line, path, px, sideways, text
from kaohe.scoring.exact import Floats

WIDTH, LEFT, HEIGHT, SIDE = 520.0, 56.0, 120.0, 14.0


def shares_figure(
    edges: Floats,
    shares: Floats,
    cuts: tuple[Cut, ...],
    nominal: float,
    titles: tuple[str, str],
    described: str,
) -> Markup:
    """`shares` float64[b] between `edges` float64[b + 1]; `nominal` gets a diamond (NaN: none)."""
    axis = Axis(float(edges[0]), float(edges[-1]), LEFT, WIDTH - LEFT - SIDE)
    top = room_for(cuts_on(cuts, axis))
    foot = top + HEIGHT
    up = Axis(0.0, max(float(shares.max(initial=0.0)) * 1.05, 1e-9), foot, -HEIGHT)
    levels = up.ticks(3)
    parts = [line(LEFT, up.x(level), WIDTH - SIDE, up.x(level), "grid") for level in levels]
    parts += [text(LEFT - 6, up.x(level) + 4, f"{100 * level:g}%", "tick end") for level in levels]
    parts += [path(_bars(edges, shares, axis, up, foot), "bar")]
    parts += upright_cuts(cuts, axis, 0, foot)
    parts += [line(LEFT, foot, WIDTH - SIDE, foot, "base")]
    parts += [text(axis.x(tick), foot + 19, f"{tick:g}", "tick") for tick in axis.ticks(8)]
    if axis.low <= nominal <= axis.high:
        parts += [path([f"M{px(axis.x(nominal))} {px(foot - 6)}l6 6l-6 6l-6-6z"], "me")]
    parts += [text(LEFT + axis.width / 2, foot + 35, titles[0], "axis")]
    parts += [sideways(12, top + HEIGHT / 2, titles[1])]
    return figure(WIDTH, foot + 40, described, parts, "chart shares")


def _bars(edges: Floats, shares: Floats, axis: Axis, up: Axis, foot: float) -> list[str]:
    bars = []
    for share, low, high in zip(shares.tolist(), edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        if share > 0:
            left, right = axis.x(low), axis.x(high)
            gap = min(0.5, (right - left) / 8)
            bars.append(f"M{px(left + gap)} {px(foot)}V{px(up.x(share))}H{px(right - gap)}V{px(foot)}z")
    return bars


def binned(counts: Floats, most: int) -> tuple[Floats, Floats]:
    """Counts of places 1 ... m in at most so many bins of whole places that hold all: edges and sums."""
    held = np.flatnonzero(counts)
    if not len(held):
        return np.array([0.5, len(counts) + 0.5]), np.zeros(1)
    first, last = int(held[0]), int(held[-1])
    width = -(-(last - first + 1) // most)
    starts = np.arange(first, last + 1, width)
    ends = np.minimum(starts + width, last + 1)
    running = np.concatenate([[0.0], np.cumsum(counts)])
    return np.append(starts, ends[-1]) + 0.5, running[ends] - running[starts]
