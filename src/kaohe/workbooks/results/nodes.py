"""The rows of every node on the sheet of details, ready for all units."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kaohe.explanations import Voice, Workings
from kaohe.explanations.formulas import is_reported
from kaohe.explanations.remarks import notes_of_node
from kaohe.figures.cases import cases
from kaohe.formulas import Name
from kaohe.schemes import Leaf
from kaohe.schemes.outline import indicator_unit
from kaohe.scoring.exact import settled
from kaohe.workbooks.results.fast_sheets import Cell, cell, cells, said
from kaohe.workbooks.results.looks import decimals, pattern_of
from kaohe.workbooks.results.sheets import Sheets

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class NodeRows:
    """A node's row for each unit, and those of the items used; `opens`: something stands below it."""

    rows: list[Row]
    items: list[list[Row]]
    opens: bool


def node_rows(sheets: Sheets) -> Mapping[str, NodeRows]:
    """The rows of every node by path."""
    workings = sheets.result.workings(sheets.voice)
    return {path: _node(sheets, workings, path) for path in sheets.result.scores.nodes}


def _node(sheets: Sheets, workings: Workings, path: str) -> NodeRows:
    result, looks, voice = sheets.result, sheets.looks, sheets.voice
    node = result.scores.nodes[path]
    leaf = node.node if isinstance(node.node, Leaf) else None
    units, depth = range(len(result.classes)), path.count("/")
    look = looks.indented(depth) if leaf else looks.branch(depth)
    measured = looks.number(pattern_of(node.value.values))
    standings = (result.place(unit, path) for unit in units)
    worked = [each.numbers or each.names for each in workings.of(leaf)] if leaf else [""] * len(units)
    columns = (
        [cell(_titled(voice, voice.of(node.node.name), leaf.unit if leaf else ""), look)] * len(units),
        cells(node.value.values.tolist(), measured) if leaf else [""] * len(units),
        cells(settled(node.score.values).tolist(), looks.number(decimals(result.node_digits))),
        cells(np.round(result.weights.by_path[path], 4).tolist(), looks.number("General")),
        cells(result.shares.given[path].tolist(), looks.number(decimals(result.digits))),
        cells((row.rank if row else None for row in standings), looks.number("General")),
        said(worked, looks.quiet),
        said(notes_of_node(voice, result, path), looks.quiet),
    )
    items = _items(sheets, workings, leaf, depth + 1) if leaf else [[] for _ in units]
    return NodeRows(list(zip(*columns, strict=True)), items, leaf is None or any(items))


def _items(sheets: Sheets, workings: Workings, leaf: Leaf, depth: int) -> list[list[Row]]:
    """The items of each unit's own formula; none where the value is an item reported as it stands."""
    rows: list[list[Row]] = [[] for _ in sheets.result.classes]
    for mask, formula in cases(leaf.formula, sheets.result.scores.figures):
        names = [] if is_reported(formula) else sorted(formula.names)
        columns = [_item(sheets, workings, name, depth) for name in names]
        for unit in np.flatnonzero(mask).tolist():
            rows[unit] = [column[unit] for column in columns]
    return rows


def _item(sheets: Sheets, workings: Workings, name: Name, depth: int) -> list[Row]:
    looks, voice, scheme = sheets.looks, sheets.voice, sheets.result.scores.scheme
    values = workings.measures.named(name).values
    item = scheme.items.get(name.code)
    measure = item.unit if item else indicator_unit(scheme, name.code) or ""
    first = cell(_titled(voice, voice.naming(name), measure), looks.indented(depth))
    return [(first, value) for value in cells(values.tolist(), looks.faint(pattern_of(values)))]


def _titled(voice: Voice, name: str, unit: str) -> str:
    """A name with its unit of measure."""
    return voice.say("explanations.remark", what=name, remark=voice.unit(unit)) if unit else name
