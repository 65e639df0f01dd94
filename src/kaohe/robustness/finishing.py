"""The last steps of a node in bulk: cap, adjust, round; and whom a veto takes out of the ranking."""

from collections.abc import Sequence

import numpy as np

from kaohe.figures.cases import Mask, cases
from kaohe.robustness.cells import Cells, Floats, settled_cells
from kaohe.robustness.steps import Bench, Node
from kaohe.schemes.model import Adjust, Bonus, HoldToScore, Veto
from kaohe.scoring.exact import half_up


def finished(bench: Bench, nodes: Sequence[Node], cells: Cells) -> Cells:
    """Cells [k, r, n] of the nodes capped, adjusted and rounded."""
    for place, node in enumerate(nodes):
        if node.way.cap is not None or node.way.adjust or node.way.round is not None:
            one = Cells(cells.values[place], None if cells.why is None else cells.why[place])
            cells = _with(cells, place, finished_one(bench, node, one))
    return cells


def finished_one(bench: Bench, node: Node, cells: Cells) -> Cells:
    """Cells [r, n] of a node capped, adjusted and rounded."""
    values = cells.values
    for mask, most in cases(node.way.cap, bench.figures) if node.way.cap else ():
        values = np.where(mask, np.minimum(values, most), values)
    for adjust in node.way.adjust:
        values = _adjusted(bench, node, adjust, values)
    if node.way.round is not None:
        values = half_up(values, node.way.round, None if values is cells.values else values)
    return cells if values is cells.values else _become(cells, values)


def _adjusted(bench: Bench, node: Node, adjust: Adjust, values: Floats) -> Floats:
    found = bench.points(adjust)
    if not isinstance(adjust, Veto):
        points = found if adjust.at_most is None else np.minimum(found, adjust.at_most)
        return values + points if isinstance(adjust, Bonus) else values - points
    if isinstance(adjust.effect, HoldToScore):
        struck = bench.applies[node.path] & (found == 1.0)
        return np.where(struck, np.minimum(values, adjust.effect.at_most), values)
    return values


def excluded(bench: Bench, nodes: Sequence[Node]) -> Mask:
    """Whom the vetoes of the nodes take out of the ranking, bool[r, n]."""
    out = np.zeros((1, len(bench.figures.units)), dtype=bool)
    for node in nodes:
        for adjust in node.way.adjust:
            if isinstance(adjust, Veto) and adjust.effect == "exclude":
                out = out | (bench.applies[node.path] & (bench.points(adjust) == 1.0))
    return out


def _become(cells: Cells, values: Floats) -> Cells:
    """As `Cells.become`, where the new values may be of more draws than the old."""
    if cells.why is None or values.shape == cells.values.shape:
        return cells.become(values)
    why = np.broadcast_to(cells.why, values.shape)
    return Cells(np.broadcast_to(cells.values, values.shape), why).become(values)


def _with(cells: Cells, place: int, one: Cells) -> Cells:
    """The cells with those of one node replaced; all get as many draws as the most have."""
    shape = (len(cells.values), *np.broadcast_shapes(cells.values.shape[1:], one.values.shape))
    values = np.broadcast_to(cells.values, shape).copy()
    values[place] = one.values
    if cells.why is None and one.why is None:
        return Cells(values, None)
    why = np.zeros(shape, dtype=np.int8) if cells.why is None else np.broadcast_to(cells.why, shape).copy()
    why[place] = 0 if one.why is None else one.why
    return settled_cells(values, why)
