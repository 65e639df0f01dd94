"""A function's arguments on their way from base to value, one child moved after the other."""

from collections.abc import Callable, Iterator
from typing import Protocol

import numpy as np

from kaohe.scoring.exact import Floats
from kaohe.scoring.outranking import Block, Field, leave_out_self

Function = Callable[[Floats, Floats], Floats]
"""Scores and weights [n, k] to values [n]."""


MOST_CELLS = 2_000_000
"""So many comparisons are held at once, over all children."""


class Walk(Protocol):
    """At first every child is at its base."""

    def restart(self) -> Floats:
        """Back to the base; the function's values there, float64[r]."""

    def move(self, child: int, there: bool) -> Floats:
        """The function's values after a child moved to its value (`there`) or back to its base."""


Walks = Iterator[tuple[slice, Walk]]
"""Rows, and the walk of these rows."""


class Mixing:
    """Asks the function anew at every step."""

    def __init__(self, function: Function, values: Floats, bases: Floats, weights: Floats):
        self.function, self.values, self.bases, self.weights = function, values, bases, weights
        self.mixed = bases.copy()

    def restart(self) -> Floats:
        self.mixed = self.bases.copy()
        return self.function(self.mixed, self.weights)

    def move(self, child: int, there: bool) -> Floats:
        self.mixed[:, child] = (self.values if there else self.bases)[:, child]
        return self.function(self.mixed, self.weights)


def mixing(function: Function, values: Floats, bases: Floats, weights: Floats) -> Walks:
    """One walk of all rows."""
    yield slice(0, len(values)), Mixing(function, values, bases, weights)


class _Outranking:
    """Copeland scores: a moving child changes the balance of every pair by its own part alone."""

    def __init__(self, field: Field, rows: slice, values: Floats, bases: Floats, weights: Floats):
        self.start = field.against(rows, bases, weights)
        self.steps: list[Floats] = []
        for child in range(values.shape[1]):
            to, _ = field.child(child, values[:, child], weights[:, child])
            at, _ = field.child(child, bases[:, child], weights[:, child])
            leave_out_self(rows, to := to - at)
            self.steps.append(to)
        self.block = self.start

    def restart(self) -> Floats:
        self.block = Block(self.start.rows, self.start.difference.copy(), self.start.whole)
        return self.block.net

    def move(self, child: int, there: bool) -> Floats:
        step = self.steps[child]
        np.add(self.block.difference, step if there else -step, out=self.block.difference)
        return self.block.net


def outranking_walks(field: Field, values: Floats, bases: Floats, weights: Floats) -> Walks:
    """A block of rows after the other, so that memory stays flat."""
    for rows in field.blocks(MOST_CELLS // values.shape[1]):
        yield rows, _Outranking(field, rows, values[rows], bases[rows], weights[rows])
