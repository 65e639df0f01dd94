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
from kaohe.scoring.exact import PUBLISHED_DIGITS, half_up, settled
from kaohe.scoring.orientation import oriented
from kaohe.standings import rank_descending

Positions = NDArray[np.intp]

_LARGEST = 2**61
"""Whole numbers with a unit in their last bits stay below this."""

_EXACT = 2**52
"""Floats hold whole numbers, and what is one more than them, exactly up to here."""


class Tied(NamedTuple):
    """Cells `at` intp[t] of a flat [b, m] that share a place, with it (from 0) and how many are worse."""

    at: Positions
    places: Positions
    worse: Positions


class Ordered(NamedTuple):
    """Units intp[b, m] from the best to the last, of which the first `held` intp[b] have a place.

    The unit at position p has place p, and `held` - 1 - p are strictly worse, but for those that are `tied`.
    Those without a place have place m.
    """

    units: Positions
    held: Positions
    tied: Tied

    def places(self) -> Positions:
        """The place of each of the units, from 0, intp[b, m]."""
        m = self.units.shape[1]
        position = np.arange(m)
        found = np.where(position < self.held[:, None], position, m)
        found.ravel()[self.tied.at] = self.tied.places
        return found


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
        """Decimals that keys have at most; with ties to break they are whole numbers."""
        if self.ranks.then:
            return 0
        if self._by_value:
            return PUBLISHED_DIGITS
        plain = set(self.root.way.direction.all()) <= {"higher", "lower"}  # a distance has any number of them
        return self._least_digits if plain else PUBLISHED_DIGITS

    @property
    def _by_value(self) -> bool:
        """Whether the root is an indicator without a reading, which is ranked by its value, unrounded.

        Here by its score, which is the same but where a gap was filled.
        """
        return isinstance(self.root, Leaf) and self.root.reading is None

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
        if self._by_value:
            return settled(scores)
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
    equal = np.zeros(keys.shape, dtype=bool)
    if max(-least, greatest) < min(_LARGEST >> bits, _EXACT) / 10.0**digits:
        packed = _packed(keys, gaps, (least, greatest), bits, digits)
        last = (1 << bits) - 1
        units, bare = (packed & last).astype(np.intp), packed.view(f"u{packed.itemsize}").ravel()
        np.less_equal(bare[1:] ^ bare[:-1], last, out=equal.ravel()[1:])
    else:
        units = np.argsort(-keys, axis=1, kind="stable")
        found = np.take_along_axis(keys, units, axis=1)
        np.equal(found[:, 1:], found[:, :-1], out=equal[:, 1:])
    equal[:, :1] = False
    held = np.full(len(keys), keys.shape[1])
    if gaps is not None:
        short = gaps.any(axis=1)
        held[short] -= gaps[short].sum(axis=1)
    return Ordered(units, held, _tied(equal, held))


def _packed(
    keys: Floats, gaps: Mask | None, ends: tuple[float, float], bits: int, digits: int
) -> NDArray[Any]:
    """Sorted whole numbers with the unit in their last bits; `ends` are the least and the greatest key.

    Numbers are sorted faster than positions, short ones most.
    """
    factor = -(10.0**digits)
    last, first = (np.rint(end * factor) for end in ends)
    middle = np.rint((first + last) / 2)
    numbers = keys * factor
    np.rint(numbers, out=numbers)
    numbers -= middle
    beyond = last - middle + 1
    if gaps is not None:
        np.copyto(numbers, beyond, where=gaps)
    packed: NDArray[Any] = numbers.astype(np.int32 if beyond < 2 ** (31 - bits) else np.int64)
    packed <<= bits
    packed |= np.arange(keys.shape[1], dtype=packed.dtype)
    packed.sort(axis=1)
    return packed


def _tied(equal: Mask, held: Positions) -> Tied:
    """Who shares a place, from where a key equals the one before it, bool[b, m]; few, as scores go."""
    m = equal.shape[1]
    after = np.flatnonzero(equal)
    after = after[after % m < held[after // m]]
    opens = np.diff(after, prepend=-1) > 1
    run = np.cumsum(opens) - 1
    head = after[opens] - 1
    place = head % m
    worse = held[head // m] - 1 - place - np.bincount(run, minlength=len(head))
    return Tied(*(np.concatenate(pair) for pair in ((head, after), (place, place[run]), (worse, worse[run]))))
