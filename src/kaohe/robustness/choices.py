"""What draws chose: for every factor an alternative, numbers, or who is absent."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kaohe.robustness.factors import Drop, Errors, Factor, Noise, OneOf, Sets

Chosen = NDArray[np.intp] | NDArray[np.float64] | NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Choices:
    """Draws by number, int64[b], and what each factor chose, an array [b, ...] a factor.

    OneOf and Sets: intp[b], the alternative from 0. Noise: float64[b, paths], what the weight is multiplied
    by. Drop: bool[b, paths], who is absent. Errors: float64[b, items, n], what is added to 0 in units of the
    error's size; empty [b, 0] where they are made when needed (see `Draws.errors`). `pages` say from which
    sample (0 or 1) each factor's numbers are.
    """

    numbers: NDArray[np.int64]
    chosen: tuple[Chosen, ...]
    pages: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.numbers)

    def at(self, rows: NDArray[np.intp]) -> "Choices":
        """These draws only."""
        return Choices(self.numbers[rows], tuple(each[rows] for each in self.chosen), self.pages)


def as_it_stands(factors: tuple[Factor, ...]) -> Choices:
    """One draw in which nothing differs from the scheme; -1 is no alternative."""
    chosen: list[Chosen] = []
    for factor in factors:
        match factor:
            case OneOf() | Sets():
                chosen.append(np.array([-1]))
            case Noise():
                chosen.append(np.ones((1, factor.width)))
            case Drop():
                chosen.append(np.zeros((1, factor.width), dtype=bool))
            case Errors():
                chosen.append(np.zeros((1, factor.width, 1)))
    return Choices(np.array([-1]), tuple(chosen), (0,) * len(factors))
