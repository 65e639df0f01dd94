"""What a scale looks at: rows of values, one for a column of the official way, many for draws in bulk."""

import numpy as np

from kaohe.schemes.model import Direction
from kaohe.scoring.exact import Floats, Sum, greatest, least, steadied
from kaohe.scoring.orientation import oriented


class Compared:
    """Raw values float64[m, n] of the units compared, NaN where missing; other years' [m, q]; bases [m, n].

    Rows have nothing to do with each other; `add` sums along them. `pool` is everything compared with, the
    values themselves first; `better` and `better_pool` are turned so that more is better; `ends`, [m, 1], are
    each row's worst and best value, turned. `constant`, bool[m], are the rows in which nothing tells the
    values apart, the last bits of a division set aside.
    """

    def __init__(self, values: Floats, others: Floats, direction: Direction, base: Floats, add: Sum):
        self.values, self.direction, self.base, self.add = values, direction, base, add
        self.better = oriented(values, direction)
        self.pool, self.better_pool = values, self.better
        if others.size:
            self.pool = np.concatenate([values, others], axis=-1)
            self.better_pool = oriented(self.pool, direction)
        worst, best = least(self.better_pool), greatest(self.better_pool)
        self.ends = worst[:, None], best[:, None]
        self.constant = ~(steadied(worst) < steadied(best))

    @property
    def lower(self) -> bool:
        return self.direction == "lower"
