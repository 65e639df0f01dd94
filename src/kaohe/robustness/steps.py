"""The steps from a node's value to its score, for many nodes and draws at once.

The same order and the same array functions as the official pipeline (`scoring.pipeline`), over cells
[k, r, n]: k nodes, r draws (1 where all draws share a column), n units. A test holds both side by side.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from kaohe.figures import Figures
from kaohe.figures.cases import Mask, cases, groups
from kaohe.figures.measures import Measures
from kaohe.formulas import Column, Reason
from kaohe.robustness.cells import Cells, Floats
from kaohe.schemes import Branch, Cases, Leaf
from kaohe.schemes.model import Adjust, Direction
from kaohe.schemes.scales import AnyScale, NoScale, Reference
from kaohe.schemes.treatments import GroupMean, GroupMedian, Missing, Plain, Treat
from kaohe.scoring.adjusting import found_by
from kaohe.scoring.exact import fast_rows
from kaohe.scoring.missing import methods_by_reason, typical_rows
from kaohe.scoring.scaling import frees, scaled_rows
from kaohe.scoring.treatment import treated_rows

T = TypeVar("T")
Node = Leaf | Branch
Part = tuple[int, Mask]
"""Which node, by its place among those at hand, and for which units."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Nodes and how each is filled, treated and scaled: as it says itself, or as a draw chose."""

    nodes: Sequence[Node]
    missing: Sequence[Cases[Missing]]
    treat: Sequence[Cases[Treat]]
    scale: Sequence[Cases[AnyScale]]

    @classmethod
    def own(cls, nodes: Sequence[Node]) -> "Ways":
        """As the nodes say themselves."""
        ways = [node.way for node in nodes]
        return cls(nodes, [w.missing for w in ways], [w.treat for w in ways], [w.scale for w in ways])

    def of(self, some: slice) -> "Ways":
        """Those of some of the nodes."""
        return Ways(self.nodes[some], self.missing[some], self.treat[some], self.scale[some])


@dataclass(frozen=True, slots=True)
class Bench:
    """Where nodes are worked on: the figures, what they measure, and which units each node applies to.

    `measures` may be those of r draws, [r, n]; `everyone` is True for all the units.
    """

    figures: Figures
    measures: Measures
    applies: Mapping[str, Mask]
    everyone: Mask
    found: dict[Adjust, Floats] = field(default_factory=dict)

    def points(self, adjust: Adjust) -> Floats:
        """What the formula of an adjustment gives, [r, n], worked out once."""
        if adjust not in self.found:
            self.found[adjust] = np.atleast_2d(found_by(adjust, self.measures).values)
        return self.found[adjust]

    def through(self, ways: Ways, cells: Cells) -> Cells:
        """Filled, treated and scaled."""
        return self.scaled(ways, self.treated(ways, self.filled(ways, cells)))

    def filled(self, ways: Ways, cells: Cells) -> Cells:
        """Gaps filled as each node's `missing` says."""
        nodes = ways.nodes
        applies = np.stack([self.applies[node.path] for node in nodes])[:, None, :]
        if not applies.all():
            cells = cells.because(~applies, Reason.NOT_APPLICABLE)
        if cells.why is None:
            return cells
        before, why = cells, cells.why
        wanted = (why != 0) & (why != Reason.NOT_APPLICABLE)
        for method, parts in self._parts(ways.missing):
            for where, plain in methods_by_reason(method, why):
                gaps = _within(parts, why.shape) & where & wanted
                if gaps.any():
                    cells = self._fill(nodes, cells, before, plain, gaps)
        return cells

    def _fill(self, nodes: Sequence[Node], cells: Cells, before: Cells, plain: Plain, gaps: Mask) -> Cells:
        if plain == "not_applicable":
            return cells.because(gaps, Reason.NOT_APPLICABLE)
        places = np.flatnonzero(gaps.any(axis=(1, 2)))
        new: Floats
        if plain == "zero":
            new = np.zeros((1, 1, 1))
        elif plain == "last_year":
            new = np.stack([self._last_year(nodes[place]) for place in places.tolist()])[:, None]
        elif plain in ("mean", "median") or isinstance(plain, GroupMean | GroupMedian):
            known = before.values[places]
            rows = typical_rows(known.reshape(-1, known.shape[-1]), plain, self.figures, fast_rows)
            new = rows.reshape(known.shape)
        else:
            return cells
        return cells.filled(places, gaps[places], new)

    def _last_year(self, node: Node) -> Floats:
        before = self.measures.last_year()
        if before is None or isinstance(node, Branch):
            return np.full(len(self.figures.units), np.nan)
        return before.read(node).values

    def treated(self, ways: Ways, cells: Cells) -> Cells:
        """Outliers tamed as each node's `treat` says."""
        values = cells.values
        for method, parts in self._parts(ways.treat):
            if method == "none":
                continue
            places = _places(parts)
            rows = cells.values if len(places) == len(cells.values) else cells.values[places]
            done = treated_rows(rows.reshape(-1, rows.shape[-1]), method, fast_rows).reshape(rows.shape)
            values = _put(values, cells.values, places, parts, done)
        return cells if values is cells.values else cells.become(values)

    def scaled(self, ways: Ways, cells: Cells) -> Cells:
        """On each node's scale; a branch without one stays as it is."""
        nodes = ways.nodes
        values, freed = cells.values, None
        for (scale, direction), parts in self._pairs(ways):
            places = _places(parts)
            if isinstance(scale, NoScale) and (direction == "higher" or isinstance(nodes[places[0]], Branch)):
                continue
            rows = cells.values[places]
            flat = rows.reshape(-1, rows.shape[-1])
            base = self._base(nodes, places, scale, rows)
            others = [self._other(ways, places, frame, rows) for frame in scale.pool]
            members = list(groups(self.figures, scale.within).values())
            done, constant = scaled_rows(flat, scale, direction, members, others, base, fast_rows)
            grouped = np.any(members, axis=0) if members else np.zeros(flat.shape[-1], dtype=bool)
            values = _put(values, cells.values, places, parts, done.reshape(rows.shape))
            lost = ~np.isfinite(done)
            if lost.any():
                lost &= frees(scale, flat, constant) & grouped
                freed = np.zeros(cells.values.shape, dtype=bool) if freed is None else freed
                freed = _put(freed, freed, places, parts, lost.reshape(rows.shape))
        if values is cells.values:
            return cells
        found = cells.become(values)
        return found if freed is None else found.because(freed & ~cells.missing, Reason.CONSTANT)

    def _base(self, nodes: Sequence[Node], places: list[int], scale: AnyScale, rows: Floats) -> Floats | None:
        """What the rows are measured against, [k * r, n] or broadcast to it."""
        flat = (-1, rows.shape[-1])
        if isinstance(scale, Reference):
            unit = (
                self.figures.units.index(scale.reference) if scale.reference in self.figures.units else None
            )
            at = np.full(rows.shape[:-1], np.nan) if unit is None else rows[..., unit]
            return np.asarray(np.broadcast_to(at[..., None], rows.shape).reshape(flat))
        if scale.against is None:
            return None
        if not isinstance(scale.against, str):
            return np.full((1, 1), float(scale.against))
        found = [
            self.measures.with_x(scale.against, nodes[place], Column.of(row)).values
            for place, row in zip(places, rows, strict=True)
        ]
        return np.concatenate([np.broadcast_to(base, rows.shape[1:]) for base in found])

    def _other(self, ways: Ways, places: list[int], frame: str, rows: Floats) -> Floats:
        """The leaves' values in a frame's table, treated among themselves, [k * r, n]."""
        found = []
        for place in places:
            node = ways.nodes[place]
            assert isinstance(node, Leaf)
            values = self.measures.through(frame).read(node).values[None, None]
            known = Cells(values, None).become(np.where(self.applies[node.path], values, np.nan))
            other = self.treated(Ways([node], [], [ways.treat[place]], []), known).values[0]
            found.append(np.broadcast_to(other, rows.shape[1:]))
        return np.concatenate(found)

    def _parts(self, ways: Sequence[Cases[T]]) -> Iterable[tuple[T, list[Part]]]:
        """Each method with the nodes and units it is for."""
        found: dict[T, list[Part]] = {}
        for place, way in enumerate(ways):
            for mask, method in self._cases(way):
                found.setdefault(method, []).append((place, mask))
        return found.items()

    def _pairs(self, ways: Ways) -> Iterable[tuple[tuple[AnyScale, Direction], list[Part]]]:
        """Each scale and direction that meet, likewise."""
        found: dict[tuple[AnyScale, Direction], list[Part]] = {}
        for place, (node, scales) in enumerate(zip(ways.nodes, ways.scale, strict=True)):
            for scale_mask, scale in self._cases(scales):
                for mask, direction in self._cases(node.way.direction):
                    both = scale_mask if mask is self.everyone else scale_mask & mask
                    if both is self.everyone or both.any():
                        found.setdefault((scale, direction), []).append((place, both))
        return found.items()

    def _cases(self, choice: Cases[T]) -> list[tuple[Mask, T]]:
        """As `cases`, with one mask for everyone."""
        if choice.by is None:
            return [(self.everyone, value) for value in choice.all()]
        return cases(choice, self.figures)


def _places(parts: list[Part]) -> list[int]:
    return sorted({place for place, _ in parts})


def _within(parts: list[Part], shape: tuple[int, ...]) -> Mask:
    inside = np.zeros(shape, dtype=bool)
    for place, mask in parts:
        inside[place] |= mask
    return inside


def _put(values: Any, before: Any, places: list[int], parts: list[Part], done: Any) -> Any:
    """`values` (copied where still those before) with `done` [places, r, n] at the parts."""
    if len(places) == len(before) and all(mask.all() for _, mask in parts):
        return done
    if values is before:
        values = before.copy()
    at = {place: row for row, place in enumerate(places)}
    for place, mask in parts:
        if mask.all():
            values[place] = done[at[place]]
        else:
            values[place][..., mask] = done[at[place]][..., mask]
    return values
