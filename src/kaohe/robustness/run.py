"""The run: draws in blocks, a block in batches of several configurations, and batches over threads."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from threading import Lock

import numpy as np

from kaohe.figures import Figures
from kaohe.messages import Refused
from kaohe.robustness.batches import BATCH, BATCH_OF_NUMBERS, Batch, batches_of
from kaohe.robustness.cells import Floats
from kaohe.robustness.choices import Choices, as_it_stands
from kaohe.robustness.draws import BLOCK, Draws, Pages
from kaohe.robustness.engine import Engine, Scored
from kaohe.robustness.factors import Factor
from kaohe.robustness.leaf_tables import Config
from kaohe.robustness.ranking import Ordered, Ranker, ordered
from kaohe.robustness.tally import Tally, place_of, shifts
from kaohe.schemes import Scheme
from kaohe.scoring.fitness import fit

Progress = Callable[[int], None]
"""Told after every batch how many draws it had, by the thread that asked for the run."""

Note = Callable[[Choices], None]

SHARED = 2**16
"""So many cells a part has on average before it is worth handing batches to threads."""

LAST = 100
"""So many units from the end are counted by how many are worse, or as many as the greatest cut-off."""

MOST_UNITS = 5000
"""Places are counted in a table of units by places; with more units it would not fit memory."""


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
        _keep_memory()
        fit(figures, scheme)
        if len(figures.units) > MOST_UNITS:
            raise Refused.because("robustness.too_many_units", found=len(figures.units), allowed=MOST_UNITS)
        self.engine = Engine(figures, scheme, factors)
        self.factors = factors
        self.ranker = Ranker(figures, scheme.ranks, self.engine.root)
        self.lists = self.ranker.lists(scheme.ranks.within if within is None else within)
        self.deep = max((*cut_offs, LAST))
        self.own: Config = tuple(-1 for _ in self.engine.steps)

    @cached_property
    def stands(self) -> Scored:
        """The scores by the scheme as it stands."""
        return self.engine.scored([(self.own, slice(0, 1))], as_it_stands(self.factors))

    @property
    def scores(self) -> Floats:
        """Those of the root, float64[n]; NaN for whom a veto excludes."""
        return np.where(self.stands.excluded[0], np.nan, self.stands.root[0])

    @cached_property
    def nominal(self) -> list[Floats]:
        """The places of each list by the scheme as it stands, from 1, float64[m]; NaN without one."""
        keys = self.ranker.keys(self.stands, 1)
        return [_nominal(keys[:, units]) for _, units in self.lists]

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
            moved[start + batch.rows] = shifts(found[0], self.nominal[0] - 1)

        self._each(draws, count, self._pages(), work, progress, threads, note)
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
            order, rows = self.orders(draws, batch, first=True)[0], batch.rows
            found[0, start + rows] = shifts(order, self.nominal[0] - 1)
            for row, unit in enumerate(units, start=1):
                found[row, start + rows] = place_of(order, unit)

        self._each(draws, count, pages, work, progress, threads)
        return found

    def scores_of(self, draws: Draws, count: int) -> Floats:
        """The root's scores of every draw, float64[count, n]: for replays, and for whoever wants to look."""
        table = np.empty((count, len(self.engine.figures.units)))

        def work(start: int, batch: Batch) -> None:
            table[start + batch.rows] = self.scored(draws, batch).root

        self._each(draws, count, self._pages(), work, lambda done: None, 1)
        return table

    def scored(self, draws: Draws, batch: Batch) -> Scored:
        """The scores of a batch."""
        choices = batch.block.at(batch.rows)
        return self.engine.scored(batch.parts, draws.errors(choices) if self.engine.errors else choices)

    def orders(self, draws: Draws, batch: Batch, *, first: bool = False) -> list[Ordered]:
        """The order of every list (or the first) in the draws of a batch."""
        keys = self.ranker.keys(self.scored(draws, batch), len(batch.rows))
        lists = self.lists[:1] if first else self.lists
        digits = self.ranker.digits
        return [
            ordered(keys if not group else np.take(keys, units, axis=1), digits) for group, units in lists
        ]

    def _pages(self) -> Pages:
        return (0,) * len(self.factors)

    def _each(
        self,
        draws: Draws,
        count: int,
        pages: Pages,
        work: Callable[[int, Batch], None],
        progress: Progress,
        threads: int | None,
        note: Note = lambda block: None,
    ) -> None:
        """Do the work on every batch; block after block, so that memory stays flat."""
        pool = ThreadPoolExecutor(threads or os.cpu_count())
        try:
            for number, start in enumerate(range(0, count, BLOCK)):
                block = draws.block(number, min(BLOCK, count - start), pages)
                note(block)
                batches = self._batches(block)
                if not self._worth_sharing(len(block), sum(len(batch.parts) for batch in batches)):
                    for batch in batches:
                        work(start, batch)
                        progress(len(batch.rows))
                    continue
                for batch, done in [(batch, pool.submit(work, start, batch)) for batch in batches]:
                    done.result()
                    progress(len(batch.rows))
        finally:
            pool.shutdown(cancel_futures=True)  # who interrupts a run doesn't wait for the rest of its block

    def _worth_sharing(self, draws: int, parts: int) -> bool:
        """Short calls wait longer for the interpreter's lock than another core saves."""
        return bool(self.engine.errors) or draws * len(self.engine.figures.units) >= SHARED * parts

    def _batches(self, block: Choices) -> list[Batch]:
        """Of one configuration each where every draw has numbers of its own, else of several."""
        found = list(self.engine.configs(block))
        self.engine.prepare([self.own, *(config for config, _ in found)])
        together = [[each] for each in found] if self.engine.errors else [found]
        return [batch for each in together for batch in batches_of(block, each, self._most_rows())]

    def _most_rows(self) -> int:
        size = BATCH_OF_NUMBERS if self.engine.errors else BATCH
        return max(size // len(self.engine.figures.units), 1)


def _keep_memory() -> None:
    """Keep what is freed at hand: glibc does so with all that is no larger than something freed before.

    Else every array of a batch is taken from the system anew, page by page. 32 MiB is the most it heeds.
    """
    np.empty(2**22 - 2**10)  # nothing of it is touched


def _nominal(keys: Floats) -> Floats:
    found = ordered(keys)
    m = keys.shape[1]
    places = np.empty(m)
    own = found.places()[0]
    places[found.units[0]] = np.where(own < m, own + 1.0, np.nan)
    return places
