"""What the units measure in many draws at once, where every draw has errors of its own."""

from collections.abc import Mapping

import numpy as np

from kaohe.figures.measures import Measures
from kaohe.formulas import Cause, Column, Reason
from kaohe.robustness.cells import Floats
from kaohe.robustness.choices import Choices
from kaohe.robustness.factors import Errors, Factor


class Drawn(Measures):
    """Measures with other numbers, float64[r, n], for some of this year's items; what frames hold is shared."""

    def __init__(self, stated: Measures, numbers: Mapping[str, Floats]):
        super().__init__(stated.scheme, stated.figures)
        self.stated, self.numbers = stated, numbers

    def item(self, code: str) -> Column:
        if code not in self.numbers:
            return self.stated.column(code)
        return Column.of(self.numbers[code], Cause(Reason.ABSENT, code))

    def through(self, frame: str) -> Measures:
        return self.stated.through(frame)


def with_errors(measures: Measures, factors: tuple[Factor, ...], choices: Choices) -> Measures:
    """What r draws measure; this year's reported numbers are off, last year's and the cities' are not."""
    figures = measures.figures
    numbers: dict[str, Floats] = {}
    for factor, chosen in zip(factors, choices.chosen, strict=True):
        if isinstance(factor, Errors):
            for place, item in enumerate(factor.items):
                if item in figures.items:
                    stated = figures.column(item)
                    size = factor.size * np.abs(stated) if factor.relative else factor.size
                    numbers[item] = numbers.get(item, stated) + size * chosen[:, place]
    return Drawn(measures, numbers)
