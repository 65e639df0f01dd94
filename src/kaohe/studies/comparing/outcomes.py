"""What places and scores come out of each mix of two results, over the units in both."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from kaohe.figures import Figures, aligned
from kaohe.formulas import Column
from kaohe.messages import Problem, Refused
from kaohe.schemes import Leaf
from kaohe.scoring import Scores, places_of, score
from kaohe.studies.comparing.pair import Mix, Pair

Floats = NDArray[np.float64]


class Outcomes:
    """Scores every mix once. `figures` are those of the first and of the second result, of the same units."""

    def __init__(self, figures: tuple[Figures, Figures], pair: Pair):
        self.figures = figures
        self.pair = pair
        self.data_differs = not same_figures(*figures)
        self._known: dict[Mix, Floats] = {}
        self._without_values: frozenset[str] = frozenset()
        ends = [self.scores(self.mix()), self.scores(self.mix("data", "weights", "method"))]
        self._without_values = frozenset(leaf.path for scores in ends for leaf, _ in _without_values(scores))

    def mix(self, *factors: str) -> Mix:
        """The first result with these factors of the second, where they differ.

        Factors are `data`, `weights`, `method`, or `scheme` for the last two of a pair that can't be mixed.
        """
        return Mix(
            "data" in factors and self.data_differs,
            frozenset(self.pair.weights if "weights" in factors else ()),
            frozenset(self.pair.steps if {"method", "scheme"} & {*factors} else ()),
        )

    def check(self, factors: Sequence[str]) -> None:
        """Raises `Refused`, with all reasons, where not all mixes of these factors can be scored."""
        problems: list[Problem] = []
        for count in range(len(factors) + 1):
            for changed in combinations(factors, count):
                try:
                    self.of(self.mix(*changed))
                except Refused as refused:
                    problems += (problem for problem in refused.problems if problem not in problems)
        if problems:
            raise Refused(problems)

    def of(self, mix: Mix) -> Floats:
        """float64[2, n]: places with a minus sign, so that more is better, and scores; NaN: there is none.

        `Refused` where the mix can't be scored, or one of its indicators has no values for want of items.
        """
        if mix not in self._known:
            self._known[mix] = outcome(self.scores(mix))
        return self._known[mix]

    def scores(self, mix: Mix) -> Scores:
        """Everything about the scoring of a mix."""
        scores = score(self.figures[mix.data], self.pair.mixed(mix))
        lacking = [found for found in _without_values(scores) if found[0].path not in self._without_values]
        if mix not in (self.mix(), self.mix("data", "weights", "method")) and lacking:
            raise Refused(_no_values(leaf, gaps, mix.data) for leaf, gaps in lacking)
        return scores


def outcome(scores: Scores) -> Floats:
    """Minus places, and scores, float64[2, n]."""
    places = next(places_of(scores))
    return np.array([-places.ranks, places.scores])


def common_figures(before: Figures, after: Figures) -> tuple[Figures, Figures]:
    """Both tables for the units in both, by code, with their frames. `Refused` where there is none."""
    units = sorted(set(before.units) & set(after.units))
    if not units:
        raise Refused([Problem("compare.nothing_in_common", level="note")])
    return aligned(before, units), aligned(after, units)


def same_figures(one: Figures, other: Figures) -> bool:
    """Whether two tables of the same units say the same, names apart."""
    return (
        (one.items, one.data_year, one.attributes) == (other.items, other.data_year, other.attributes)
        and np.array_equal(one.values, other.values, equal_nan=True)
        and one.frames.keys() == other.frames.keys()
        and all(same_figures(frame, other.frames[name]) for name, frame in one.frames.items())
    )


def _without_values(scores: Scores) -> Iterator[tuple[Leaf, Column]]:
    """Indicators that apply to some unit and have a value for none."""
    for node in scores.nodes.values():
        if isinstance(node.node, Leaf) and node.applies.any() and node.value.missing[node.applies].all():
            yield node.node, node.value


def _no_values(leaf: Leaf, gaps: Column, second: bool) -> Problem:
    names = sorted({cause.name for cause in gaps.causes if cause.name} - {leaf.path})
    params = {"node": leaf.name, "path": leaf.path, "names": ", ".join(names), "figures": "AB"[second]}
    return Problem("compare.no_values", params, level="note")
