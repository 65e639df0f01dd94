"""Where the choices of draws come from: a seed, with a stream of its own for every factor.

Draws come in blocks of 65,536. Each factor of each block takes its numbers from a generator keyed by seed,
factor, page and block, so they are the same whatever the number of threads, and an uncertainty added at the
end of a plan leaves the draws of the others as they were. Pages 0 and 1 are two independent samples, as Sobol
indices need them.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kaohe.robustness.choices import Choices, Chosen
from kaohe.robustness.factors import Drop, Errors, Factor, Floats, Noise, OneOf, Sets

BLOCK = 2**16

Pages = tuple[int, ...]
"""For every factor the sample that its numbers are taken from."""


class Draws(Protocol):
    """A source of choices."""

    def block(self, number: int, count: int, pages: Pages) -> Choices:
        """The first `count` draws of a block; errors of reported numbers are left to `errors`."""

    def errors(self, choices: Choices) -> Choices:
        """The same draws with the errors of every reported number."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """Choices of `factors` for `units` units out of a seed."""

    factors: tuple[Factor, ...]
    units: int
    seed: int

    def block(self, number: int, count: int, pages: Pages) -> Choices:
        chosen = tuple(
            self._chosen(factor, self._stream(place, page, 0, number), count)
            for place, (factor, page) in enumerate(zip(self.factors, pages, strict=True))
        )
        return Choices(number * BLOCK + np.arange(count), chosen, pages)

    def errors(self, choices: Choices) -> Choices:
        chosen = list(choices.chosen)
        for place, factor in enumerate(self.factors):
            if isinstance(factor, Errors):
                table = np.empty((len(choices), factor.width, self.units))
                for row, number in enumerate(choices.numbers.tolist()):
                    stream = self._stream(place, choices.pages[place], 1, number)
                    _fill(stream, factor, table[row])
                chosen[place] = table
        return Choices(choices.numbers, tuple(chosen), choices.pages)

    def _stream(self, factor: int, page: int, kind: int, number: int) -> np.random.Generator:
        key = np.random.SeedSequence(self.seed, spawn_key=(factor, page, kind, number))
        return np.random.Generator(np.random.PCG64DXSM(key))

    def _chosen(self, factor: Factor, stream: np.random.Generator, count: int) -> Chosen:
        match factor:
            case OneOf():
                return stream.integers(len(factor.alternatives), size=count)
            case Sets():
                return stream.integers(len(factor.weights), size=count)
            case Noise():
                spread = stream.random((count, factor.width))
                spread *= 2 * factor.share
                spread += 1 - factor.share
                return spread
            case Drop():
                return stream.random((count, factor.width)) < factor.chance
            case Errors():
                return np.empty((count, 0))


def _fill(stream: np.random.Generator, factor: Errors, table: Floats) -> None:
    """Errors in units of the factor's size: standard normal, or evenly from -1 to 1."""
    if factor.shape == "normal":
        stream.standard_normal(out=table)
    else:
        stream.random(out=table)
        table *= 2
        table -= 1


@dataclass(frozen=True, slots=True)
class Recorded:
    """Choices that were written down: `chosen` holds all draws, an array a factor, as in `Choices`."""

    chosen: tuple[Chosen, ...]
    count: int

    def block(self, number: int, count: int, pages: Pages) -> Choices:
        rows: NDArray[np.intp] = np.arange(number * BLOCK, number * BLOCK + count)
        return Choices(rows, tuple(each[rows] for each in self.chosen), pages)

    def errors(self, choices: Choices) -> Choices:
        return choices
