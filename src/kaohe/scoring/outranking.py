"""Units compared two by two: who does better where more of the weight lies.

`scores` and `weights` are float64[n, k]; a weight of 0 leaves a child out for a unit. A pair is compared over
the children both have; where their weights differ the mean of the two counts. Scores are compared at the
published decimals. Source: Copeland (1951); Munda and Nardo (2009); OECD/JRC Handbook (2008), chapter 6.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kaohe.scoring.exact import Floats, settled

SAME = 1e-12
"""Weights for and against that differ by no more of their sum are equal: 0.1 + 0.2 is as much as 0.3."""
_CELLS = 200_000
"""So many comparisons are held at once: what a processor keeps near."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows against everyone: `difference` float64[r, n] is weight won less weight lost, of `whole`."""

    rows: slice
    difference: Floats
    whole: Floats

    @property
    def net(self) -> Floats:
        """How many are beaten less by how many one is beaten, float64[r]."""
        least = SAME * self.whole
        won, lost = self.difference > least, self.difference < -least
        return np.asarray(np.count_nonzero(won, axis=1) - np.count_nonzero(lost, axis=1), dtype=np.float64)


class Field:
    """The units compared with; whoever has no weights is not among them."""

    def __init__(self, scores: Floats, weights: Floats):
        self.weights = weights
        self.scores = _known(scores, weights)
        same = (weights == weights[:1]).all(axis=0)
        self.alike = np.where(same, weights[:1].sum(axis=0), 0.0).tolist()

    def blocks(self, most: int = 0) -> Iterator[slice]:
        """Rows few enough that a table of them against everyone has so many cells at most."""
        count = len(self.scores)
        size = max(1, (most or _CELLS) // max(1, count))
        yield from (slice(start, min(start + size, count)) for start in range(0, count, size))

    def against(self, rows: slice, scores: Floats, weights: Floats) -> Block:
        """`scores` [r, k], in the place of these rows, against everyone else."""
        shape = (len(scores), len(self.scores))
        difference, whole = np.zeros(shape), np.zeros(shape)
        for child in range(scores.shape[1]):
            won, weight = self.child(child, scores[:, child], weights[:, child])
            difference += won
            whole += weight
        leave_out_self(rows, difference)
        return Block(rows, difference, whole)

    def child(self, child: int, scores: Floats, weights: Floats) -> tuple[Floats, Floats | float]:
        """What a child adds to the difference, [r, n], and to the whole, one number where all weigh it so."""
        own, others = _known(scores, weights)[:, None], self.scores[None, :, child]
        sign = (own > others).view(np.int8) - (own < others).view(np.int8)
        weight = self.alike[child]
        if weight > 0 and (weights == weight).all():
            return weight * sign, weight
        both = (weights > 0)[:, None] & (self.weights[:, child] > 0)
        by_pair = np.where(both, (weights[:, None] + self.weights[None, :, child]) / 2, 0.0)
        return by_pair * sign, by_pair


def leave_out_self(rows: slice, table: Floats) -> None:
    """Nobody is compared with the unit whose place is taken."""
    table[np.arange(len(table)), np.arange(rows.start, rows.stop)] = 0.0


def outranking(scores: Floats, weights: Floats) -> Floats:
    """The outranking matrix float64[n, n]: for each row the share of the weight on which its unit does better
    than the column's, ties counting half; 0 on the diagonal, one half where two have nothing in common.
    """
    field = Field(scores, weights)
    table = np.zeros((len(scores), len(scores)))
    for rows in field.blocks():
        block = field.against(rows, scores[rows], weights[rows])
        share = np.zeros(block.whole.shape)
        np.divide(block.difference, block.whole, out=share, where=block.whole > 0)
        table[rows] = (1 + share) / 2
    np.fill_diagonal(table, 0.0)
    return table


def dominant_pairs(table: Floats) -> int:
    """How many pairs of an outranking matrix are one-sided: one unit does better at every child."""
    return int(np.count_nonzero(table > 1 - SAME))


def copeland(field: Field, scores: Floats, weights: Floats) -> Floats:
    """Copeland scores float64[n]: over all others, 1 where more than half of the weight is for the unit, -1
    where more is against it. `scores` and `weights` are those of the field, or stand in their places.
    """
    result = np.zeros(len(scores))
    for rows in field.blocks():
        result[rows] = field.against(rows, scores[rows], weights[rows]).net
    return np.where((weights > 0).any(axis=1), result, np.nan)


def _known(scores: Floats, weights: Floats) -> Floats:
    return np.where(weights > 0, settled(np.where(weights > 0, scores, 0.0)), np.nan)
