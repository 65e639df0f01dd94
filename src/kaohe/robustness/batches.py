"""Draws that are worked on together: as many as fit the cache, of one configuration after the other."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kaohe.robustness.choices import Choices
from kaohe.robustness.engine import Parts
from kaohe.robustness.leaf_tables import Config

BATCH = 2**17
"""Cells (draws times units) worked on at once; more leave the cache, fewer are all calls."""

BATCH_OF_NUMBERS = 2**16
"""The same where every draw has numbers of its own: some fifty columns, kept side by side at the end."""

Found = Sequence[tuple[Config, NDArray[np.intp]]]
"""Configurations, each with the draws of a block that chose it."""


class Batch(NamedTuple):
    """Draws worked on together: their rows in a block of choices, in parts of one configuration."""

    rows: NDArray[np.intp]
    parts: Parts
    block: Choices


def batches_of(block: Choices, found: Found, most: int) -> Iterator[Batch]:
    """The draws found in a block, `most` at a time and in the order of their configurations."""
    order = np.concatenate([rows for _, rows in found])
    ends = np.cumsum([len(rows) for _, rows in found]).tolist()
    for first in range(0, len(order), most):
        rows = order[first : first + most]
        yield Batch(rows, _parts(found, ends, slice(first, first + len(rows))), block)


def _parts(found: Found, ends: list[int], among: slice) -> Parts:
    """The configurations of some draws, of all those in order that `ends` divide."""
    within = range(bisect_right(ends, among.start), bisect_left(ends, among.stop) + 1)
    bounds = [among.start, *(ends[place] for place in within[:-1]), among.stop]
    return [
        (found[place][0], slice(first - among.start, beyond - among.start))
        for place, (first, beyond) in zip(within, pairwise(bounds), strict=True)
    ]
