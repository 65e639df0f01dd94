"""Sharing a change out among what caused it, exactly.

Among factors by the Shapley value (Shapley 1953, A value for n-person games): what a factor adds to those
already changed, averaged over every order in which they may change. Within a factor, whose parts may be many,
by the mean of two orders: the fixed one and its reverse. Either way the parts add up to the whole change.

Places differ by halves at least, and the likelihoods are thirds, sixths and halves: as 24ths of a place all
parts are whole numbers, and add up without rounding.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Value = Callable[[frozenset[str]], Floats]
"""The outcome (any shape) where these players have changed, and the others not."""

WHOLE = 24


@dataclass(frozen=True, slots=True)
class Parts:
    """Change by part: `of_24` float64[2, n, p] holds 24ths of places won and of the rise of the score.

    Where a unit has no place (or score) in some mix, all its parts are NaN.
    """

    names: tuple[str, ...]
    of_24: Floats

    @property
    def places(self) -> Floats:
        """Places won, float64[n, p]."""
        return np.asarray(self.of_24[0] / WHOLE)

    @property
    def scores(self) -> Floats:
        """By how much the score rose, float64[n, p]."""
        return np.asarray(self.of_24[1] / WHOLE)

    def part(self, name: str) -> Floats:
        """One part, float64[2, n], in places and in points of the score."""
        return np.asarray(self.of_24[:, :, self.names.index(name)] / WHOLE)


def parts_of(shares: Mapping[str, Floats]) -> Parts:
    """Parts by name, each float64[2, n] in 24ths; a unit's part that isn't known in all is known in none."""
    table = np.stack([*shares.values()], axis=-1) if shares else np.empty((2, 0, 0))
    table = np.where(np.isnan(table).any(axis=-1, keepdims=True), np.nan, table)
    return Parts(tuple(shares), table)


def contexts(others: Sequence[str], situation: Callable[..., Any]) -> Counter[Any]:
    """How many of 24 orders a factor changes in each situation: after none, some or all of the others.

    `situation` gives the situation in which the factors named have changed; equal ones count together.
    """
    count = len(others) + 1
    likely: Counter[Any] = Counter()
    for size in range(count):
        for changed in combinations(others, size):
            orders = factorial(size) * factorial(count - 1 - size)
            likely[situation(*changed)] += WHOLE * orders // factorial(count)
    return likely


def in_both_orders(players: Sequence[str], value: Value) -> dict[str, Floats]:
    """Twice what each player changes on average when all change one by one, in this order and in reverse."""
    gains: dict[str, Floats] = {}
    for order in (players, players[::-1]):
        changed: frozenset[str] = frozenset()
        before = value(changed)
        for player in order:
            changed |= {player}
            after = value(changed)
            gains[player] = gains.get(player, 0.0) + (after - before)
            before = after
    return {player: gains[player] for player in players}
