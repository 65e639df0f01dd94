"""What is uncertain, resolved against a scheme: which nodes, which alternatives, how many random numbers."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kaohe.schemes import Cases

Floats = NDArray[np.float64]
Step = Literal["missing", "treat", "scale", "combine"]


@dataclass(frozen=True, slots=True)
class OneOf:
    """Alternatives of a step at the nodes `paths`, equally likely; None is the scheme's own."""

    step: Step
    paths: frozenset[str]
    alternatives: "tuple[Cases[object] | None, ...]"

    @property
    def width(self) -> int:
        return 1


@dataclass(frozen=True, slots=True)
class Sets:
    """Alternative weights float64[sets, paths], equally likely; NaN leaves the scheme's own."""

    paths: tuple[str, ...]
    weights: Floats

    @property
    def width(self) -> int:
        return 1


@dataclass(frozen=True, slots=True)
class Noise:
    """Each weight of `paths` is multiplied by 1 plus an even spread of plus or minus `share`."""

    paths: tuple[str, ...]
    share: float

    @property
    def width(self) -> int:
        return len(self.paths)


@dataclass(frozen=True, slots=True)
class Drop:
    """Each leaf of `paths` is absent with the probability `chance`."""

    paths: tuple[str, ...]
    chance: float

    @property
    def width(self) -> int:
        return len(self.paths)


@dataclass(frozen=True, slots=True)
class Errors:
    """Every reported number of `items` is off by a random share, or amount, of the spread `size`."""

    items: tuple[str, ...]
    size: float
    relative: bool
    shape: Literal["normal", "uniform"]

    @property
    def width(self) -> int:
        """Per unit."""
        return len(self.items)


Factor = OneOf | Sets | Noise | Drop | Errors
