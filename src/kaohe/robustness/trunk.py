"""What the trees of all configurations share."""

from collections.abc import Mapping
from dataclasses import dataclass

from kaohe.figures import Figures
from kaohe.robustness.cells import Floats
from kaohe.schemes import Branch
from kaohe.schemes.scales import NoScale


@dataclass(frozen=True, slots=True)
class Trunk:
    """The units, and by a branch's path what a tree needs to know of it.

    `children` are its columns of a load, `by_unit` float64[k, n or 1] as in `Weights`, `idle` whether nothing
    happens to it between its combination and its cap.
    """

    figures: Figures
    children: Mapping[str, slice]
    by_unit: Mapping[str, Floats]
    idle: Mapping[str, bool]


def is_idle(branch: Branch) -> bool:
    """Whether nothing happens between a branch's combination and its cap, if it applies to everyone."""
    way = branch.way
    plain = set(way.missing.all()) <= {"leave", "refuse"} and set(way.treat.all()) == {"none"}
    return plain and all(isinstance(scale, NoScale) for scale in way.scale.all())
