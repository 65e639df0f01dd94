"""Places in two rankings: a line for every unit from its place in the first to that in the second."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kaohe.reports.drawing.svg import figure, line, text

WIDTH, NAMES, TICKS, TOP, GAP = 860.0, 226.0, 26.0, 24.0, 13.5
LEAST, MOST = 200.0, 780.0
"""Between these the height grows with the number of places."""
TICKED = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
"""Steps of the scale of places."""


@dataclass(frozen=True, slots=True)
class Slope:
    """A unit's two places; `way` is up, down or same; only one with `labels` (left, right) is named."""

    before: float
    after: float
    way: str
    labels: tuple[str, str] | None = None


def slopes_figure(
    slopes: Sequence[Slope], places: int, heads: tuple[str, str], described: str, *, background: bool
) -> Markup:
    """`places` is the last place; units without labels are drawn faintly behind, unless not asked for."""
    height = min(MOST, max(LEAST, places * 14.0))
    scale = _Scale(places, height)
    named = [slope for slope in slopes if slope.labels]
    behind = [slope for slope in slopes if not slope.labels] if background else []
    parts = [part for place in _ticks(places) for part in scale.tick(place)]
    parts += [scale.line(slope, "slope") for slope in behind]
    parts += [scale.line(slope, f"slope {slope.way}") for slope in named]
    parts += [line(x, TOP, x, TOP + height, "base") for x in (scale.left, scale.right)]
    parts += [text(scale.left, 12, heads[0], "name end"), text(scale.right, 12, heads[1], "name")]
    parts += scale.labels([(slope.before, slope.labels[0]) for slope in named if slope.labels], left=True)
    parts += scale.labels([(slope.after, slope.labels[1]) for slope in named if slope.labels], left=False)
    return figure(WIDTH, TOP + height + 8, described, parts, "chart slopes")


@dataclass(frozen=True, slots=True)
class _Scale:
    """Places from the first, on top, to the last."""

    places: int
    height: float

    @property
    def left(self) -> float:
        return NAMES + TICKS

    @property
    def right(self) -> float:
        return WIDTH - NAMES - TICKS

    def y(self, place: float) -> float:
        return TOP + 4 + (self.height - 8) * (place - 1) / max(self.places - 1, 1)

    def line(self, slope: Slope, kind: str) -> str:
        return line(self.left, self.y(slope.before), self.right, self.y(slope.after), kind)

    def tick(self, place: int) -> list[str]:
        y = self.y(place)
        numbers = [
            text(self.left - 4, y + 3, str(place), "at end"),
            text(self.right + 4, y + 3, str(place), "at"),
        ]
        return [line(self.left, y, self.right, y, "grid"), *numbers]

    def labels(self, said: list[tuple[float, str]], *, left: bool) -> list[str]:
        """Names beside the axis, moved apart where they would cover each other, each led to its place."""
        ordered = sorted(said)
        wanted = [self.y(place) for place, _ in ordered]
        axis, inner, outer = (
            (self.left, self.left - TICKS + 2, NAMES - 6)
            if left
            else (self.right, self.right + TICKS - 2, WIDTH - NAMES + 6)
        )
        parts = []
        for (_, words), at, y in zip(ordered, wanted, apart(wanted, TOP + self.height), strict=True):
            parts.append(line(inner if abs(at - y) < 1 else axis, at, outer, y, "lead"))
            shift = -3 if left else 3
            parts.append(text(outer + shift, y + 4, words, "who" if left else ""))
        return parts


def apart(wanted: list[float], lowest: float) -> list[float]:
    """Heights in ascending order, moved down, and up again from `lowest`, until a line fits between two."""
    heights: list[float] = []
    for at in wanted:
        heights.append(max(at, heights[-1] + GAP) if heights else at)
    limit = lowest
    for place in reversed(range(len(heights))):
        heights[place] = min(heights[place], limit)
        limit = heights[place] - GAP
    return heights


def _ticks(places: int) -> list[int]:
    """1 and round places, about ten."""
    step = next((step for step in TICKED if places / step <= 12), TICKED[-1])
    return [1, *range(step if step > 1 else 2, places + 1, step)]
