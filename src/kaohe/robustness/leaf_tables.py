"""The leaves under every configuration of steps: each table made once, all that a pass can make together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kaohe.robustness.cells import Cells, Reasons, cells_of, settled_cells, stacked
from kaohe.robustness.factors import Factor, OneOf
from kaohe.robustness.finishing import finished
from kaohe.robustness.memory import MOST_KEPT
from kaohe.robustness.steps import Bench, Ways
from kaohe.schemes import Leaf

Config = tuple[int, ...]
"""The alternative of every factor that has alternatives of steps; -1 for the scheme's own."""

STAGES = ("missing", "treat", "scale")

_IN_CACHE = 2**19
"""Cells worked on in one pass where every draw has its own; more leave the cache."""

_TOGETHER = 2**22
"""Cells worked on in one pass; more gains nothing."""


@dataclass(frozen=True, slots=True)
class Leaves:
    """Scores of the leaves, cells [k, r, n], and each one's row by its path."""

    cells: Cells
    row: Mapping[str, int]

    def of(self, path: str) -> Cells:
        """One leaf's, [r, n]."""
        row, why = self.row[path], self.cells.why
        return Cells(self.cells.values[row], None if why is None else _some(why[row]))

    def under(self, paths: Sequence[str]) -> Cells:
        """Those of these paths, [k, r, n], in their order."""
        rows, cells = [self.row[path] for path in paths], self.cells
        if rows == list(range(len(cells.values))):
            return cells
        return Cells(cells.values[rows], None if cells.why is None else _some(cells.why[rows]))


def measured(bench: Bench, leaves: Sequence[Leaf], draws: int) -> Cells:
    """What the leaves measure, cells [k, r, n]."""
    return cells_of([bench.measures.read(leaf) for leaf in leaves], draws)


class LeafTables:
    """The columns of all leaves after each stage, by what a configuration says of it and of those before."""

    def __init__(self, bench: Bench, leaves: Sequence[Leaf], factors: Iterable[Factor]):
        self.bench, self.leaves, self.raw = bench, tuple(leaves), measured(bench, leaves, 1)
        self.row = {leaf.path: row for row, leaf in enumerate(self.leaves)}
        self.factors = [factor for factor in factors if isinstance(factor, OneOf)]
        self.steps = [factor.step for factor in self.factors]
        self.made: dict[str, dict[Config, Cells]] = {stage: {} for stage in STAGES}

    def of(self, config: Config) -> Cells:
        """The leaves' scores under a configuration, [k, 1, n]."""
        key = self.matters(config, STAGES)
        found = self.made["scale"].get(key)
        if found is None:
            found = self.make("scale", [config])[key]
        return found

    def make(self, stage: str, configs: Iterable[Config]) -> dict[Config, Cells]:
        """The tables after a stage of at most `MOST_KEPT` configurations, in as few passes as can be."""
        so_far = STAGES[: STAGES.index(stage) + 1]
        keys = dict.fromkeys(self.matters(config, so_far) for config in configs)
        memory = self.made[stage]
        lacking = [key for key in keys if key not in memory]
        if len(memory) + len(lacking) > MOST_KEPT:
            self.made[stage] = memory = {}
            lacking = list(keys)
        if lacking:
            before = self.make(so_far[-2], lacking) if len(so_far) > 1 else {}
            for alike in self._passes(stage, lacking):
                tables = [before[self.matters(key, so_far[:-1])] if before else self.raw for key in alike]
                done = self._step(stage, self.ways(alike[0]), _side_by_side(tables))
                memory.update(zip(alike, _parted(done, len(alike)), strict=True))
        return memory

    def through(self, bench: Bench, config: Config, draws: int) -> Cells:
        """Scores out of other numbers than the reported, of so many draws, cells [k, r, n].

        A few leaves at a time, from what they measure to their scores.
        """
        ways = self.ways(config)
        few = max(_IN_CACHE // (draws * self.raw.values.shape[-1]), 1)
        parts = []
        for start in range(0, len(self.leaves), few):
            some = slice(start, start + few)
            raw = measured(bench, self.leaves[some], draws)
            parts.append(finished(bench, self.leaves[some], bench.through(ways.of(some), raw)))
        return stacked(parts)

    @np.errstate(all="ignore")  # what leaves the range of numbers becomes missing, as officially
    def _step(self, stage: str, ways: Ways, cells: Cells) -> Cells:
        if stage == "missing":
            return self.bench.filled(ways, cells)
        if stage == "treat":
            return self.bench.treated(ways, cells)
        return finished(self.bench, self.leaves, self.bench.scaled(ways, cells))

    def _passes(self, stage: str, configs: list[Config]) -> Iterable[list[Config]]:
        """Configurations that take this step alike, some at a time."""
        own = ("treat", "scale") if stage == "scale" and self._pooled else (stage,)
        found: dict[Config, list[Config]] = {}
        for config in configs:
            found.setdefault(self.matters(config, own), []).append(config)
        size = max(_TOGETHER // self.raw.values.size, 1)
        for alike in found.values():
            yield from (alike[start : start + size] for start in range(0, len(alike), size))

    @property
    def _pooled(self) -> bool:
        """Whether a scale looks at another year's values, which are treated as this year's are."""
        chosen = [each for factor in self.factors if factor.step == "scale" for each in factor.alternatives]
        said: list[Any] = [*(leaf.way.scale for leaf in self.leaves), *filter(None, chosen)]
        return any(scale.pool for choice in said for scale in choice.all())

    def matters(self, config: Config, stages: Sequence[str]) -> Config:
        """A configuration but for the steps of other stages."""
        pairs = zip(self.steps, config, strict=True)
        return tuple([number if step in stages else -1 for step, number in pairs])

    def ways(self, config: Config) -> Ways:
        """How a configuration fills, treats and scales the leaves; a later factor comes before an earlier."""
        own = Ways.own(self.leaves)
        steps: dict[str, list[Any]] = {
            "missing": [*own.missing],
            "treat": [*own.treat],
            "scale": [*own.scale],
        }
        for factor, number in zip(self.factors, config, strict=True):
            choice = factor.alternatives[number] if number >= 0 else None
            if choice is not None and factor.step in steps:
                said = steps[factor.step]
                said[:] = [
                    choice if leaf.path in factor.paths else way
                    for leaf, way in zip(self.leaves, said, strict=True)
                ]
        return Ways(self.leaves, **steps)


def _side_by_side(tables: Sequence[Cells]) -> Cells:
    """Tables [k, 1, n] as one, [k, c, n]."""
    if len(tables) == 1:
        return tables[0]
    values = np.concatenate([each.values for each in tables], axis=1)
    if all(each.why is None for each in tables):
        return Cells(values, None)
    nowhere = np.zeros(tables[0].values.shape, dtype=np.int8)
    return Cells(values, np.concatenate([nowhere if e.why is None else e.why for e in tables], axis=1))


def _parted(cells: Cells, count: int) -> list[Cells]:
    """One as `count` tables; where they don't differ in `why` it is said once for all."""
    if count == 1:
        return [cells]
    parts = []
    for place in range(count):
        here, why = slice(place, place + 1), cells.why
        values = np.ascontiguousarray(cells.values[:, here])
        if why is None:
            parts.append(Cells(values, None))
        else:
            parts.append(settled_cells(values, why if why.shape[1] == 1 else why[:, here]))
    return parts


def _some(why: Reasons) -> Reasons | None:
    return why if why.any() else None
