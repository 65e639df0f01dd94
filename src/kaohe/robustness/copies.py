"""The figures once for every draw, one copy after the other, each with errors of its own."""

import numpy as np

from kaohe.figures import Figures
from kaohe.figures.measures import Measures
from kaohe.robustness.cells import Floats
from kaohe.robustness.choices import Choices
from kaohe.robustness.factors import Errors, Factor


def with_errors(measures: Measures, factors: tuple[Factor, ...], choices: Choices) -> Measures:
    """What the copies measure; this year's reported numbers are off, last year's and the cities' are not."""
    figures = measures.figures
    columns = np.empty((len(figures.items), len(choices), len(figures.units)))
    columns[:] = figures.values.T[:, None]
    for factor, chosen in zip(factors, choices.chosen, strict=True):
        if isinstance(factor, Errors):
            for place, item in enumerate(factor.items):
                if item in figures.items:
                    at = figures.items.index(item)
                    size = factor.size * np.abs(figures.values[:, at]) if factor.relative else factor.size
                    columns[at] += size * chosen[:, place]
    # items first, so that every column of the copies lies in one piece
    return Measures(measures.scheme, _copied(figures, len(choices), columns.reshape(len(columns), -1).T))


def _copied(figures: Figures, times: int, values: Floats) -> Figures:
    """The same units again and again, with these values."""
    return Figures(
        figures.units * times,
        figures.names * times,
        figures.items,
        values,
        {name: column * times for name, column in figures.attributes.items()},
        figures.data_year,
        {
            name: _copied(frame, times, np.tile(frame.values, (times, 1)))
            for name, frame in figures.frames.items()
        },
    )
