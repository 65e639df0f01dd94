"""What was missing, treated, adjusted: one note for every cell that isn't simply its indicator's value."""

from collections.abc import Iterator
from itertools import repeat
from operator import attrgetter

import numpy as np

from kaohe.figures.cases import Mask
from kaohe.formulas import Column
from kaohe.scoring.exact import Floats, settled
from kaohe.scoring.scores import NodeScores, Note, Scores


def notes_of(scores: Scores) -> tuple[Note, ...]:
    """All notes, by unit, then in the tree's reading order, then by step.

    `what` is the cause of a gap (`absent:tax`, `divided_by_zero:trade`) or what changed a value; a gap at the
    step `adjust` is that of a bonus, deduction or veto.
    """
    notes: list[Note] = []
    for node in scores.outline.reading_order():
        notes += _node(scores, scores.nodes[node.path])
        if node is scores.outline.root:
            out = np.flatnonzero(scores.excluded).tolist()
            notes += [
                Note(scores.figures.units[unit], node.path, "rank", "excluded", None, None) for unit in out
            ]
    return tuple(sorted(notes, key=attrgetter("unit")))


def _node(scores: Scores, node: NodeScores) -> Iterator[Note]:
    applies = node.applies
    yield from _gaps(scores, node, "missing", node.value, node.value.missing & applies, node.filled)
    yield from _changes(scores, node, "treat", node.filled, node.treated)
    lost = node.scaled.missing & ~node.treated.missing & applies
    yield from _gaps(scores, node, "scale", node.scaled, lost, node.scaled)
    yield from _changes(scores, node, "cap", node.scaled, node.capped)
    running = node.capped.values
    for adjustment in node.adjustments:
        untold = adjustment.found.missing & applies
        yield from _gaps(scores, node, "adjust", adjustment.found, untold, adjustment.found)
        after = running + adjustment.points
        moved = adjustment.points != 0
        yield from _moved(scores, node, "adjust", f"adjust {adjustment.place + 1}", moved, running, after)
        running = after


def _gaps(
    scores: Scores, node: NodeScores, step: str, column: Column, where: Mask, after: Column
) -> Iterator[Note]:
    shown = settled(after.values)
    for unit in np.flatnonzero(where).tolist():
        cause = column.cause(unit)
        what = f"{cause.reason.name.lower()}:{cause.name}" if cause.name else cause.reason.name.lower()
        filled = None if after.missing[unit] else float(shown[unit])
        yield Note(scores.figures.units[unit], node.node.path, step, what, None, filled)


def _changes(scores: Scores, node: NodeScores, step: str, before: Column, after: Column) -> Iterator[Note]:
    moved = ~before.missing & ~after.missing & (before.values != after.values)
    return _moved(scores, node, step, step, moved, before.values, after.values)


def _moved(
    scores: Scores, node: NodeScores, step: str, what: str, where: Mask, before: Floats, after: Floats
) -> Iterator[Note]:
    rows = np.flatnonzero(where)
    return map(
        Note,
        [scores.figures.units[unit] for unit in rows.tolist()],
        repeat(node.node.path),
        repeat(step),
        repeat(what),
        settled(before[rows]).tolist(),
        settled(after[rows]).tolist(),
    )
