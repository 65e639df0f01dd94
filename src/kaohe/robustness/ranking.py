"""Places in many draws at once, after the same rounding as the official; equal scores share the better."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kaohe.figures import Figures
from kaohe.figures.cases import Mask, cases, groups
from kaohe.robustness.cells import Floats
from kaohe.robustness.engine import Scored
from kaohe.robustness.steps import Node
from kaohe.schemes import Branch, Leaf
from kaohe.schemes.model import Ranks
from kaohe.schemes.scales import NoScale
from kaohe.scoring.exact import PUBLISHED_DIGITS, half_up
from kaohe.scoring.orientation import oriented
from kaohe.standings import rank_descending

Ints = NDArray[np.int64]

_LARGEST = 2**62
_TENS = 10.0**PUBLISHED_DIGITS


class Ordered(NamedTuple):
    """Units [b, m] from the best to the last, each one's place from 0, how many are strictly worse.

    Units without a place come last, with place and worse m.
    """

    units: Ints
    places: Ints
    worse: Ints


@dataclass(frozen=True, slots=True)
class Ranker:
    """Orders the root's scores as the scheme's `ranks` say."""

    figures: Figures
    ranks: Ranks
    root: Node

    def lists(self, within: tuple[str, ...]) -> list[tuple[str, NDArray[np.intp]]]:
        """The lists: of everyone, and of each group of the attributes; name and positions of the units."""
        everyone = ("", np.arange(len(self.figures.units)))
        grouped = [
            (f"{attribute}={value}", np.flatnonzero(members))
            for attribute in within
            for value, members in groups(self.figures, attribute).items()
        ]
        return [everyone, *grouped]

    def keys(self, scored: Scored, draws: int) -> Floats:
        """What draws are ordered by, float64[draws, n], the greatest first; NaN without a place."""
        keys = self._turned(self._rounded(scored.root))
        for tie in scored.ties:
            second = np.nan_to_num(rank_descending(-half_up(tie, self.ranks.round), "dense"))
            keys = rank_descending(-keys, "dense") * (keys.shape[1] + 1) + second
        if scored.excluded.any():
            keys = np.where(scored.excluded, np.nan, keys)
        return np.broadcast_to(keys, (draws, keys.shape[1]))

    def _rounded(self, scores: Floats) -> Floats:
        """As the ranks are; what the root has rounded at least as much is so already."""
        digits = self.root.way.round
        return (
            scores if digits is not None and digits <= self.ranks.round else half_up(scores, self.ranks.round)
        )

    def _turned(self, scores: Floats) -> Floats:
        """By the root's direction; a branch that has a scale is turned already."""
        if isinstance(self.root, Leaf):
            return scores
        result = scores
        for scale_mask, scale in cases(self.root.way.scale, self.figures):
            if isinstance(self.root, Branch) and not isinstance(scale, NoScale):
                continue
            for mask, direction in cases(self.root.way.direction, self.figures):
                if direction != "higher":
                    result = np.where(scale_mask & mask, oriented(scores, direction), result)
        return result


def ordered(keys: Floats) -> Ordered:
    """Units in the order of `keys` [b, m], rounded before; equal keys share the better place."""
    gaps = np.isnan(keys)
    bits = max(keys.shape[1] - 1, 1).bit_length()
    if np.fmax.reduce(np.abs(keys), axis=None, initial=0.0) < (_LARGEST >> bits) / _TENS:
        units, new = _packed(keys, gaps, bits)
    else:
        units = np.argsort(-keys, axis=1, kind="stable")
        held = np.take_along_axis(keys, units, axis=1)
        new = held[:, 1:] != held[:, :-1]
    return _places(units, new, keys.shape[1] - gaps.sum(axis=1))


def _packed(keys: Floats, gaps: Mask, bits: int) -> tuple[Ints, Mask]:
    """Units in order, and where a new key begins.

    Whole numbers with the unit in their last bits: numbers are sorted faster than positions.
    """
    numbers = np.rint(keys * -_TENS)
    if gaps.any():
        numbers = np.where(gaps, _LARGEST >> bits, numbers)
    packed = numbers.astype(np.int64)
    packed <<= bits
    packed |= np.arange(keys.shape[1])
    packed.sort(axis=1)
    heads = packed >> bits
    packed &= (1 << bits) - 1
    return packed, heads[:, 1:] != heads[:, :-1]


def _places(units: Ints, new: Mask, counts: NDArray[np.intp]) -> Ordered:
    """From the order and where a new value begins (bool[b, m - 1]) to places and how many are worse."""
    m = units.shape[1]
    position = np.arange(m)
    if new.all() and (counts == m).all():
        shape = units.shape
        return Ordered(units, np.broadcast_to(position, shape), np.broadcast_to(m - 1 - position, shape))
    first = np.zeros(units.shape, dtype=np.int64)
    np.multiply(position[1:], new, out=first[:, 1:])
    np.maximum.accumulate(first, axis=1, out=first)
    last = np.full(units.shape, m - 1, dtype=np.int64)
    last[:, :-1] = np.where(new, position[:-1], m - 1)
    last = np.minimum.accumulate(last[:, ::-1], axis=1)[:, ::-1]
    counted = counts[:, None]
    worse = counted - 1 - last
    if (counts < m).any():
        nowhere = position >= counted
        first = np.where(nowhere, m, first)
        worse = np.where(nowhere, m, np.maximum(worse, 0))
    return Ordered(units, first, worse)
