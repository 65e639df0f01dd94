"""Where one unit stands among all: range, middle half, median, and the unit as a diamond."""

import math

import numpy as np
from markupsafe import Markup

from kaohe.reports.drawing.svg import Axis, px
from kaohe.scoring.exact import Floats

WIDTH, HEIGHT, SIDE = 150, 18, 6.0


class Spots:
    """The spots of one column of scores: the field is drawn once and repeated for each unit."""

    def __init__(self, values: Floats):
        present = values[~np.isnan(values)]
        self.axis: Axis | None = None
        if len(present):
            low, quarter, half, three, high = np.percentile(present, [0, 25, 50, 75, 100]).tolist()
            self.axis = axis = Axis(low, high, SIDE, WIDTH - 2 * SIDE)
            half_path = f'<path class="half" d="M{px(axis.x(quarter))} 9H{px(axis.x(three))}"/>'
            median = f'<path class="mid" d="M{px(axis.x(half))} 3V15"/>'
            self.field = f'<path class="range" d="M{SIDE} 9H{px(WIDTH - SIDE)}"/>{half_path}{median}'

    def at(self, value: float) -> Markup:
        """The drawing for one unit, "" where it has no value; a screen reader has the number beside it."""
        if self.axis is None or math.isnan(value):
            return Markup("")
        diamond = f'<path class="me" d="M{px(self.axis.x(value))} 4l5 5l-5 5l-5-5z"/>'
        head = f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" class="spot" aria-hidden="true">'
        return Markup(f"{head}{self.field}{diamond}</svg>")
