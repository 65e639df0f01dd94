"""Why places and scores changed: data, weights and method, and within them indicators, branches and steps.

data      the figures: this year's, last year's and the cities', attributes, and who else is in them
weights   the nodes' weights, and how weights are computed
method    everything else that the scheme says, by step
others    what units in only one of the results do to the places and scores of the others

All but the last are worked out over the units in both results, each mix scored anew.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from kaohe.messages import Problem, Refused, Text
from kaohe.schemes import Outline
from kaohe.scoring import Scores
from kaohe.studies.comparing.leaves import Leaves
from kaohe.studies.comparing.moves import Moves
from kaohe.studies.comparing.outcomes import Outcomes, common_figures
from kaohe.studies.comparing.pair import Mix, apart, pair_of
from kaohe.studies.comparing.shares import (
    WHOLE,
    Floats,
    Parts,
    Value,
    contexts,
    in_both_orders,
    parts_of,
)

DATA, WEIGHTS, METHOD, SCHEME, OTHERS = "data", "weights", "method", "scheme", "others"
FINE, COARSE = (DATA, WEIGHTS, METHOD), (DATA, SCHEME)
Progress = Callable[[int, int], object]
"""Told after every piece of work: pieces done, pieces in all."""


@dataclass(frozen=True, slots=True)
class Causes:
    """The change of every unit in both results, by cause; all parts of a unit add up to its whole change.

    `factors`: data, weights, method (or scheme for the last two), others. `indicators`: the part of data by
    the path of the indicator, `(rest)` for attributes and what adjustments look up. `branches`: the part of
    weights by the branch whose children they weigh. `steps`: the part of method by step. The last three have
    no parts where the factor is no cause or can't be taken apart. `names` are those of the nodes by path, as
    the later result has them. `notes` say why it is told no finer.
    """

    factors: Parts
    indicators: Parts
    branches: Parts
    steps: Parts
    names: Mapping[str, Text]
    notes: tuple[Problem, ...] = ()


def causes_between(
    before: Scores, after: Scores, moves: Moves, progress: Progress = lambda done, of: None
) -> Causes:
    """The causes of the changes in `moves`. Raises `Refused` where nothing can be told, with the reasons."""
    figures = common_figures(before.figures, after.figures)
    notes: list[Problem] = []
    for factors, lay in ((FINE, pair_of), (COARSE, apart)):
        try:
            outcomes = Outcomes(figures, lay(before.scheme, after.scheme))
            outcomes.check(factors)
            causes = _Search(outcomes, factors, moves, notes, progress).causes()
            return replace(causes, names=_names(before.outline, after.outline))
        except Refused as refused:
            notes += (problem for problem in refused.problems if problem not in notes)
    raise Refused(notes)


def _names(before: Outline, after: Outline) -> dict[str, Text]:
    """The name of each node of either tree; all paths begin with the first one's root."""
    left, right = before.root.code, after.root.code
    later = {left + node.path[len(right) :]: node.name for node in after.nodes()}
    return {node.path: node.name for outline in (before, after) for node in outline.nodes()} | later


class _Search:
    """One search for causes, over all mixes that the factors make."""

    def __init__(
        self,
        outcomes: Outcomes,
        factors: tuple[str, ...],
        moves: Moves,
        notes: list[Problem],
        progress: Progress,
    ):
        self.outcomes, self.factors, self.moves = outcomes, factors, moves
        self.notes, self.progress = notes, progress
        self.contexts = {factor: self._contexts(factor) for factor in factors}
        self.done = 0

    def causes(self) -> Causes:
        factors = parts_of({**{each: self._whole(each) for each in self.factors}, OTHERS: self._others()})
        indicators, branches, steps = (self._within(factor) for factor in FINE)
        return Causes(factors, indicators, branches, steps, {}, tuple(self.notes))

    def _contexts(self, factor: str) -> Counter[Mix]:
        others = [each for each in self.factors if each != factor]
        return contexts(others, self.outcomes.mix)

    def _whole(self, factor: str) -> Floats:
        """The part of a factor in 24ths, float64[2, n]."""
        of, found = self.outcomes.of, self.contexts[factor].items()
        return np.asarray(sum(times * (of(self._with(mix, factor)) - of(mix)) for mix, times in found))

    def _with(self, mix: Mix, factor: str) -> Mix:
        """A mix in which this factor has changed too."""
        whole = self.outcomes.mix(factor)
        return Mix(mix.data or whole.data, mix.weights | whole.weights, mix.steps | whole.steps)

    def _others(self) -> Floats:
        """What is left of the published changes: units in only one result, over which nothing is mixed."""
        ends = [self.outcomes.of(self.outcomes.mix(*factors)) for factors in ((), self.factors)]
        return WHOLE * (self.moves.changes - (ends[1] - ends[0]))

    def _within(self, factor: str) -> Parts:
        """A factor's part by indicator, branch or step; without parts where it can't be told."""
        shares: dict[str, Floats] = {}
        try:
            for mix, times in self.contexts.get(factor, {}).items():
                players, value = self._players(factor, mix)
                for player, gain in in_both_orders(players, value).items():
                    shares[player] = shares.get(player, 0.0) + times / 2 * gain
                self._advance()
        except Refused as refused:
            self.notes += (problem for problem in refused.problems if problem not in self.notes)
            shares = {}
        return parts_of(shares)

    def _players(self, factor: str, mix: Mix) -> tuple[tuple[str, ...], Value]:
        outcomes, pair = self.outcomes, self.outcomes.pair
        if factor == WEIGHTS:
            return pair.weights, lambda moved: outcomes.of(replace(mix, weights=moved))
        if factor == METHOD:
            return pair.steps, lambda moved: outcomes.of(replace(mix, steps=moved))
        if not outcomes.data_differs:
            return (), lambda moved: outcomes.of(mix)
        leaves = Leaves(pair.mixed(mix), outcomes.figures)
        return leaves.players, leaves.of

    def _advance(self) -> None:
        self.done += 1
        self.progress(self.done, sum(map(len, self.contexts.values())))
