"""Places in many draws at once, after the same rounding as the official; equal scores share the better."""

from dataclasses import dataclass
from typing import Any, NamedTuple

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

_LARGEST = 2**61


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

    @property
    def digits(self) -> int:
        """Decimals that keys have at most."""
        plain = set(self.root.way.direction.all()) <= {"higher", "lower"}  # a distance has any number of them
        return self._least_digits if plain else PUBLISHED_DIGITS

    @property
    def _least_digits(self) -> int:
        own = self.root.way.round
        return self.ranks.round if own is None else min(own, self.ranks.round)

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
        return scores if self.root.way.round == self._least_digits else half_up(scores, self.ranks.round)

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


def ordered(keys: Floats, digits: int = PUBLISHED_DIGITS) -> Ordered:
    """Units in the order of `keys` [b, m], rounded before to `digits`; equal keys share the better place."""
    least, greatest = (reduce(keys, axis=None, initial=np.nan) for reduce in (np.fmin.reduce, np.fmax.reduce))
    gaps = np.isnan(keys) if np.isnan(keys.min(initial=0.0)) else None
    bits = max(keys.shape[1] - 1, 1).bit_length()
    if max(-least, greatest) < (_LARGEST >> bits) / 10.0**digits:
        units, new = _packed(keys, gaps, (least, greatest), bits, digits)
    else:
        units = np.argsort(-keys, axis=1, kind="stable")
        held = np.take_along_axis(keys, units, axis=1)
        new = held[:, 1:] != held[:, :-1]
    return _places(units, new, None if gaps is None else keys.shape[1] - gaps.sum(axis=1))


def _packed(
    keys: Floats, gaps: Mask | None, ends: tuple[float, float], bits: int, digits: int
) -> tuple[Ints, Mask]:
    """Units in order, and where a new key begins; `ends` are the least and the greatest key.

    Whole numbers with the unit in their last bits: numbers are sorted faster than positions, short ones most.
    """
    factor = -(10.0**digits)
    last_number, first_number = (np.rint(end * factor) for end in ends)
    numbers = keys * factor
    np.rint(numbers, out=numbers)
    numbers -= first_number
    beyond = last_number - first_number + 1
    if gaps is not None:
        numbers[gaps] = beyond
    packed: NDArray[Any] = numbers.astype(np.uint32 if beyond < 2 ** (32 - bits) else np.int64)
    packed <<= bits
    packed |= np.arange(keys.shape[1], dtype=packed.dtype)
    packed.sort(axis=1)
    last = (1 << bits) - 1
    return (packed & last).astype(np.int64), (packed[:, 1:] ^ packed[:, :-1]) > last


def _places(units: Ints, new: Mask, counts: NDArray[np.intp] | None) -> Ordered:
    """From the order and where a new value begins (bool[b, m - 1]) to places and how many are worse.

    `counts` int[b] of the units have a place, or all.
    """
    m = units.shape[1]
    position, counted = np.arange(m), np.array([[m]]) if counts is None else counts[:, None]
    first, worse = (
        np.broadcast_to(position, units.shape),
        np.broadcast_to(counted - 1 - position, units.shape),
    )
    tied = np.ones(units.shape, dtype=bool)
    np.logical_not(new, out=tied[:, 1:])
    tied[:, 0] = False
    at = np.flatnonzero(tied)  # those after the first of equals: few, as scores go
    if len(at):
        opens = np.diff(at, prepend=-1) > 1
        run = np.cumsum(opens) - 1
        head, length = at[opens] - 1, np.bincount(run)
        first, worse = first.copy(), worse.copy()
        first.ravel()[at] = (head % m)[run]
        worse.ravel()[head] -= length
        worse.ravel()[at] = worse.ravel()[head][run]
    if counts is not None:
        nowhere = position >= counted
        first = np.where(nowhere, m, first)
        worse = np.where(nowhere, m, worse)
    return Ordered(units, first, worse)
