"""Turning every value so that more is better."""

import numpy as np

from kaohe.schemes.model import Best, Direction
from kaohe.scoring.exact import Floats


def oriented(values: Floats, direction: Direction) -> Floats:
    """x where higher is better, -x where lower is, minus the distance to the best value or band."""
    if isinstance(direction, Best):
        low, high = direction.best if isinstance(direction.best, tuple) else (direction.best, direction.best)
        return -np.maximum(np.maximum(low - values, values - high), 0.0)
    return values if direction == "higher" else -values
