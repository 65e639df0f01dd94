"""The run: draws in blocks, a block by what draws share in chunks, and batches of chunks over threads."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kaohe.figures import Figures
from kaohe.messages import Refused
from kaohe.robustness.cells import Floats
from kaohe.robustness.choices import Choices, as_it_stands
from kaohe.robustness.draws import BLOCK, Draws, Pages
from kaohe.robustness.engine import Engine, Scored
from kaohe.robustness.factors import Factor
from kaohe.robustness.leaf_tables import Config
from kaohe.robustness.ranking import Ordered, Ranker, ordered
from kaohe.robustness.tally import Tally, place_of, shifts
from kaohe.robustness.weighing import Load
from kaohe.schemes import Scheme
from kaohe.scoring.fitness import fit

Progress = Callable[[int], None]
"""Told after every batch how many draws it had."""

Note = Callable[[Choices], None]

CHUNK = 2**17
"""Cells (draws times units) worked on at once; more leave the cache, fewer are all calls."""

SHARED = 2**16
"""So many cells a chunk has on average before it is worth handing them to threads."""

LAST = 100
"""So many units from the end are counted by how many are worse, or as many as the greatest cut-off."""

CHUNK_OF_NUMBERS = 2**15
"""The same where every draw has numbers of its own, some fifty columns of them."""

MOST_UNITS = 5000
"""Places are counted in a table of units by places; with more units it would not fit memory."""


class Chunk(NamedTuple):
    """Draws that chose one configuration: their rows in the block, their weights, and the block's choices."""

    config: Config
    rows: NDArray[np.intp]
    load: Load
    block: Choices


Batch = list[Chunk]
"""Chunks whose places are worked out together: order and count don't ask which configuration it was."""


class Runner:
    """One scheme, its figures and factors, ready for any number of draws."""

    def __init__(
        self,
        figures: Figures,
        scheme: Scheme,
        factors: tuple[Factor, ...],
        within: tuple[str, ...] | None = None,
        cut_offs: tuple[int, ...] = (),
    ):
        fit(figures, scheme)
        if len(figures.units) > MOST_UNITS:
            raise Refused.because("robustness.too_many_units", found=len(figures.units), allowed=MOST_UNITS)
        self.engine = Engine(figures, scheme, factors)
        self.factors = factors
        self.ranker = Ranker(figures, scheme.ranks, self.engine.root)
        self.lists = self.ranker.lists(scheme.ranks.within if within is None else within)
        as_is = as_it_stands(factors)
        stands = self.engine.scored(self._unchanged(), self.engine.weights.load(as_is), as_is)
        keys = self.ranker.keys(stands, 1)
        self.scores: Floats = np.where(stands.excluded[0], np.nan, stands.root[0])
        self.deep = max((*cut_offs, LAST))
        self.nominal = [_nominal(keys[:, units]) for _, units in self.lists]

    def _unchanged(self) -> Config:
        return tuple(-1 for _ in self.engine.steps)

    def position(self, unit: str) -> int:
        """Where a unit stands in the figures. Raises `Refused` for an unknown code."""
        units = self.engine.figures.units
        if unit not in units:
            shown = ", ".join(units[:12]) + (" …" if len(units) > 12 else "")
            raise Refused.because("robustness.unknown_unit", found=unit, known=shown)
        return units.index(unit)

    def count(
        self,
        draws: Draws,
        count: int,
        progress: Progress = lambda done: None,
        threads: int | None = None,
        note: Note = lambda block: None,
    ) -> tuple[list[Tally], Floats]:
        """Places counted for each list, and the mean shift of every draw, float64[count].

        `note` is told every block of choices.
        """
        moved = np.empty(count)
        totals = [Tally.of(len(units), self.deep) for _, units in self.lists]
        locks = [Lock() for _ in self.lists]

        def work(start: int, batch: Batch) -> None:
            found = self.orders(draws, batch)
            for each, total, lock in zip(found, totals, locks, strict=True):
                with lock:
                    total.add(each)
            rows = rows_of(batch)
            moved[start + rows] = shifts(found[0], self.nominal[0] - 1)
            progress(len(rows))

        self._each(draws, count, self._pages(), work, threads, note)
        return totals, moved

    def targets(
        self,
        draws: Draws,
        count: int,
        pages: Pages,
        units: tuple[int, ...],
        progress: Progress,
        threads: int | None,
    ) -> Floats:
        """What Sobol indices explain, float64[1 + units, count]: the mean shift, and each unit's place."""
        found = np.empty((1 + len(units), count))

        def work(start: int, batch: Batch) -> None:
            order, rows = self.orders(draws, batch, first=True)[0], rows_of(batch)
            found[0, start + rows] = shifts(order, self.nominal[0] - 1)
            for row, unit in enumerate(units, start=1):
                found[row, start + rows] = place_of(order, unit)
            progress(len(rows))

        self._each(draws, count, pages, work, threads)
        return found

    def scores_of(self, draws: Draws, count: int) -> Floats:
        """The root's scores of every draw, float64[count, n]: for replays, and for whoever wants to look."""
        table = np.empty((count, len(self.engine.figures.units)))

        def work(start: int, batch: Batch) -> None:
            for chunk in batch:
                table[start + chunk.rows] = self.scored(draws, chunk).root

        self._each(draws, count, self._pages(), work, 1)
        return table

    def scored(self, draws: Draws, chunk: Chunk) -> Scored:
        """The scores of a chunk."""
        block = chunk.block
        choices = draws.errors(block.at(chunk.rows)) if self.engine.errors else block
        return self.engine.scored(chunk.config, chunk.load, choices)

    def orders(self, draws: Draws, batch: Batch, *, first: bool = False) -> list[Ordered]:
        """The order of every list (or the first) in the draws of a batch."""
        keys = np.concatenate(
            [self.ranker.keys(self.scored(draws, chunk), len(chunk.rows)) for chunk in batch]
        )
        lists = self.lists[:1] if first else self.lists
        digits = self.ranker.digits
        return [ordered(keys if not group else keys[:, units], digits) for group, units in lists]

    def _pages(self) -> Pages:
        return (0,) * len(self.factors)

    def _each(
        self,
        draws: Draws,
        count: int,
        pages: Pages,
        work: Callable[[int, Batch], None],
        threads: int | None,
        note: Note = lambda block: None,
    ) -> None:
        """Do the work on every batch; block after block, so that memory stays flat."""
        pool = ThreadPoolExecutor(threads or os.cpu_count())
        try:
            for number, start in enumerate(range(0, count, BLOCK)):
                block = draws.block(number, min(BLOCK, count - start), pages)
                note(block)
                batches = list(self._batches(block))
                if not self._worth_sharing(len(block), sum(map(len, batches))):
                    for batch in batches:
                        work(start, batch)
                    continue
                for done in [pool.submit(work, start, batch) for batch in batches]:
                    done.result()
        finally:
            pool.shutdown(cancel_futures=True)  # who interrupts a run doesn't wait for the rest of its block

    def _worth_sharing(self, draws: int, chunks: int) -> bool:
        """Short calls wait longer for the interpreter's lock than another core saves."""
        return bool(self.engine.errors) or draws * len(self.engine.figures.units) >= SHARED * chunks

    def _batches(self, block: Choices) -> Iterator[Batch]:
        """Chunks that together are about as large as one may be."""
        batch: Batch = []
        for chunk in self._chunks(block):
            if batch and len(rows_of(batch)) + len(chunk.rows) > self._most_rows():
                yield batch
                batch = []
            batch.append(chunk)
        yield batch

    def _chunks(self, block: Choices) -> Iterator[Chunk]:
        load = self.engine.weights.load(block)
        size = self._most_rows()
        parts = list(self.engine.configs(block))
        self.engine.prepare(config for config, _ in parts)
        for config, rows in parts:
            for part in np.array_split(rows, -(-len(rows) // size)):
                yield Chunk(config, part, load.at(part), block)

    def _most_rows(self) -> int:
        size = CHUNK_OF_NUMBERS if self.engine.errors else CHUNK
        return max(size // len(self.engine.figures.units), 1)


def rows_of(batch: Batch) -> NDArray[np.intp]:
    """The rows of a batch in its block, in the order of its draws."""
    return np.concatenate([chunk.rows for chunk in batch])


def _nominal(keys: Floats) -> Floats:
    """Places from 1 by the scheme as it stands, float64[m]; NaN without one."""
    found = ordered(keys)
    m = keys.shape[1]
    places = np.empty(m)
    places[found.units[0]] = np.where(found.places[0] < m, found.places[0] + 1.0, np.nan)
    return places
