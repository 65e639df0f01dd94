"""What the units measure in many draws at once, where every draw has errors of its own."""

import numpy as np

from kaohe.figures.measures import Measures
from kaohe.formulas import Cause, Column, Reason
from kaohe.robustness.choices import Choices
from kaohe.robustness.factors import Errors, Factor


class Drawn(Measures):
    """What r draws measure, columns [r, n]: this year's numbers are off, those of frames are as reported."""

    def __init__(self, stated: Measures, factors: tuple[Factor, ...], choices: Choices):
        super().__init__(stated.scheme, stated.figures)
        self.stated = stated
        self.errors = [
            (factor, chosen)
            for factor, chosen in zip(factors, choices.chosen, strict=True)
            if isinstance(factor, Errors)
        ]

    def item(self, code: str) -> Column:
        stated = self.stated.column(code)
        numbers = stated.values
        for factor, chosen in self.errors:
            if code in factor.items and code in self.figures.items:
                size = factor.size * (np.abs(stated.values) if factor.relative else np.ones(len(stated)))
                off = size * chosen[:, factor.items.index(code)]
                off += numbers
                numbers = off
        if numbers is stated.values:
            return stated
        if np.isfinite(numbers).all():
            return Column(numbers, stated.why, stated.causes)
        return Column.of(numbers, Cause(Reason.ABSENT, code))

    def through(self, frame: str) -> Measures:
        return self.stated.through(frame)
