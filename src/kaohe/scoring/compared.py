"""What a scale looks at: rows of values, one for a column of the official way, many for draws in bulk."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.schemes.model import Direction
from kaohe.scoring.exact import Floats, Sum, greatest, least, steadied
from kaohe.scoring.orientation import oriented


@dataclass(frozen=True)
class Compared:
    """Raw values float64[m, n] of the units compared, NaN where missing; other years' [m, q]; bases [m, n].

    Rows have nothing to do with each other. `add` sums along them.
    """

    values: Floats
    others: Floats
    direction: Direction
    base: Floats
    add: Sum

    @cached_property
    def better(self) -> Floats:
        """The values turned so that more is better."""
        return oriented(self.values, self.direction)

    @cached_property
    def pool(self) -> Floats:
        """Everything compared with, the values themselves first."""
        return np.concatenate([self.values, self.others], axis=-1) if self.others.size else self.values

    @cached_property
    def better_pool(self) -> Floats:
        return oriented(self.pool, self.direction) if self.others.size else self.better

    @property
    def lower(self) -> bool:
        return self.direction == "lower"

    @cached_property
    def ends(self) -> tuple[Floats, Floats]:
        """Each row's worst and best value, turned, [m, 1]."""
        pool = self.better_pool
        return least(pool)[:, None], greatest(pool)[:, None]

    @cached_property
    def constant(self) -> Mask:
        """Rows [m] in which nothing tells the values apart, the last bits of a division set aside."""
        worst, best = (steadied(end[:, 0]) for end in self.ends)
        return np.asarray(~(worst < best))
