"""What scoring gives back: for every node the column after each step, places, notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kaohe.figures import Figures
from kaohe.formulas import Column
from kaohe.schemes import Branch, Leaf, Outline, Scheme


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What entry `place` (from 0) of `adjust` did: points added (negative: taken) to every unit, float64[n].

    `found` is what its formula gave: points, or whether a veto's statement holds.
    """

    place: int
    points: NDArray[np.float64]
    found: Column


@dataclass(frozen=True, slots=True)
class Weighed:
    """Computed weights of a branch's children, float64[n, k], from so many `units` (0 where no scores were
    looked at); `ratio` is the consistency ratio of judgements in pairs, None without.
    """

    weights: NDArray[np.float64]
    units: int
    ratio: float | None


@dataclass(frozen=True, slots=True)
class NodeScores:
    """A node's columns, one cell a unit, in the fixed order of the steps.

    `value` is what was measured or combined, `score` the last word. `weight` float64[n] is the node's own
    weight among its siblings, as stated for the unit or as computed; the node `applies` (bool[n]) where the
    stated weights of it and of all nodes above are more than 0. `used` are the weights of a branch's children
    in force, float64[n, k], already spread, 0 where the branch has no value (empty for a leaf). `weighed`
    says how the children's weights were computed, None where they are stated.
    """

    node: Leaf | Branch
    value: Column
    filled: Column
    treated: Column
    scaled: Column
    capped: Column
    score: Column
    weight: NDArray[np.float64]
    applies: NDArray[np.bool_]
    used: NDArray[np.float64]
    adjustments: tuple[Adjustment, ...] = ()
    weighed: Weighed | None = None


class Note(NamedTuple):
    """What was done to a unit at a node, or why it has nothing; `step` is one of the fixed order's."""

    unit: str
    path: str
    step: str
    what: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything about one scoring: `nodes` by path, parents after children; units as in `figures`.

    `excluded[u]` says that a veto took unit u out of the ranking; `held` maps a unit's position to the
    classes that vetoes hold it to.
    """

    scheme: Scheme
    figures: Figures
    outline: Outline
    nodes: Mapping[str, NodeScores]
    excluded: NDArray[np.bool_]
    held: Mapping[int, tuple[str, ...]]

    @property
    def root(self) -> NodeScores:
        return self.nodes[self.outline.root.path]

    def of(self, path: str) -> NDArray[np.float64]:
        """The scores at a path, float64[n], NaN where there is none."""
        return self.nodes[path].score.values
