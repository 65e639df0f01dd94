"""The figures once for every draw, one copy after the other, each with errors of its own."""

import numpy as np

from kaohe.figures import Figures
from kaohe.figures.measures import Measures
from kaohe.robustness.cells import Floats
from kaohe.robustness.choices import Choices, Chosen
from kaohe.robustness.factors import Errors, Factor


def with_errors(measures: Measures, factors: tuple[Factor, ...], choices: Choices) -> Measures:
    """What the copies measure; this year's reported numbers are off, last year's and the cities' are not."""
    figures = copied(measures.figures, len(choices))
    n = len(measures.figures.units)
    values = figures.values.reshape(len(choices), n, -1).copy()
    for factor, chosen in zip(factors, choices.chosen, strict=True):
        if isinstance(factor, Errors):
            for place, item in enumerate(factor.items):
                if item in figures.items:
                    column = values[:, :, figures.items.index(item)]
                    column += _off(column, chosen[:, place], factor)
    return Measures(measures.scheme, _with_values(figures, values.reshape(len(choices) * n, -1)))


def _off(column: Floats, spread: Chosen, factor: Errors) -> Floats:
    """How far each number [b, n] is off."""
    size = np.abs(column) * factor.size if factor.relative else factor.size
    return np.asarray(size * spread)


def copied(figures: Figures, times: int) -> Figures:
    """The same units again and again."""
    return Figures(
        figures.units * times,
        figures.names * times,
        figures.items,
        np.tile(figures.values, (times, 1)),
        {name: column * times for name, column in figures.attributes.items()},
        figures.data_year,
        {name: copied(frame, times) for name, frame in figures.frames.items()},
    )


def _with_values(figures: Figures, values: Floats) -> Figures:
    return Figures(
        figures.units,
        figures.names,
        figures.items,
        values,
        figures.attributes,
        figures.data_year,
        figures.frames,
    )
