"""Parts of an SVG: escaped text, short numbers, a scale with round ticks."""

import math
from dataclasses import dataclass

from markupsafe import Markup, escape


def px(value: float) -> str:
    """A length, to a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, said: str, kind: str = "") -> str:
    """A label; `kind` is its CSS class."""
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{px(x)}" y="{px(y)}"{named}>{escape(said)}</text>'


def sideways(x: float, y: float, said: str) -> str:
    """The title of an axis that runs upwards, its middle at `y`."""
    return f'<text transform="translate({px(x)} {px(y)}) rotate(-90)" class="axis">{escape(said)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line x1="{px(x1)}" y1="{px(y1)}" x2="{px(x2)}" y2="{px(y2)}" class="{kind}"/>'


def rect(x: float, y: float, width: float, height: float, kind: str) -> str:
    return f'<rect x="{px(x)}" y="{px(y)}" width="{px(width)}" height="{px(height)}" class="{kind}"/>'


def path(strokes: list[str], kind: str) -> str:
    """Many strokes of one kind in one element; nothing where there are none."""
    return f'<path d="{"".join(strokes)}" class="{kind}"/>' if strokes else ""


def dot(x: float, y: float) -> str:
    """A stroke of no length: round where its kind has round ends."""
    return f"M{px(x)} {px(y)}h0"


def figure(width: float, height: float, described: str, parts: list[str], kind: str = "chart") -> Markup:
    """The whole drawing, with the words that stand for it."""
    box, label = f"0 0 {px(width)} {px(height)}", escape(described)
    head = f'<svg viewBox="{box}" role="img" class="{kind}" aria-label="{label}">'
    return Markup("".join([head, *parts, "</svg>"]))


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from `low` to `high` laid out from `left`, `width` pixels long."""

    low: float
    high: float
    left: float
    width: float

    def x(self, value: float) -> float:
        spread = self.high - self.low
        return self.left + (self.width * (value - self.low) / spread if spread > 0 else self.width / 2)

    def ticks(self, about: int = 6) -> list[float]:
        """Round values on the axis, about so many."""
        step = _round_step((self.high - self.low) / about)
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return [round(place * step, 10) for place in range(first, last + 1)]


def round_axis(low: float, high: float, left: float, width: float) -> Axis:
    """An axis that holds all values and begins and ends at round ones; values hardly apart get some room."""
    size = max(abs(low), abs(high), 1.0)
    if high - low <= 1e-6 * size:
        low, high = low - 0.01 * size, high + 0.01 * size
    step = _round_step((high - low) / 10)
    return Axis(math.floor(low / step) * step, math.ceil(high / step) * step, left, width)


def _round_step(step: float) -> float:
    """The next of 1, 2, 5 times a power of ten."""
    size = 10.0 ** math.floor(math.log10(step))
    return next(size * times for times in (1, 2, 5, 10) if size * times >= step * (1 - 1e-9))
