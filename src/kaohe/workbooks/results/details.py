"""The details: unit, dimension, indicator, item used; folded at first, each level opens the next."""

from collections.abc import Iterator, Mapping, Sequence
from math import isnan

from kaohe.explanations.remarks import notes_of_node
from kaohe.explanations.shares import other_part_name
from kaohe.schemes import Branch, Leaf
from kaohe.workbooks.results.fast_sheets import Cell, cell
from kaohe.workbooks.results.looks import decimals
from kaohe.workbooks.results.nodes import node_rows
from kaohe.workbooks.results.sheets import Head, Sheets


def details_sheet(sheets: Sheets) -> Mapping[int, int]:
    """Every unit in the order of its place, with all below it; gives each unit's row, from 1."""
    say, looks, result = sheets.voice.say, sheets.looks, sheets.result
    sheet = sheets.add(say("results.details"), _heads(sheets), 1, note=say("results.details_note"))
    sheet.outline_settings(True, False, True, False)
    nodes, others = node_rows(sheets), list(_others(sheets))
    below = list(_below(result.scores.outline.root))
    notes = notes_of_node(sheets.voice, result, result.root)
    points = looks.number(decimals(result.digits))
    rows = {}
    for unit in result.in_order:
        rows[unit] = sheet.add_row(_unit(sheets, unit, notes[unit]), opens=True)
        for level, path in below:
            node = nodes[path]
            sheet.add_row(node.rows[unit], level, opens=node.opens)
            for row in node.items[unit]:
                sheet.add_row(row, level + 1)
        for name, part in others:
            if part[unit] and not isnan(part[unit]):
                sheet.add_row([cell(name, looks.indented(1)), *[""] * 3, cell(part[unit], points)], 1)
    return rows


def _heads(sheets: Sheets) -> list[Head]:
    say, weights = sheets.voice.say, sheets.result.weights
    return [
        Head(say("results.what"), 52, number=False),
        Head(say("results.value"), 16),
        Head(say("results.score"), 12),
        Head(say("results.weight_percent" if weights.percent else "results.weight"), 10),
        Head(say("results.contribution"), 12),
        Head(say("results.place"), 8),
        Head(say("results.working"), 60, number=False),
        Head(say("results.notes"), 40, number=False),
    ]


def _unit(sheets: Sheets, unit: int, note: str) -> Iterator[Cell]:
    figures, looks, result = sheets.result.scores.figures, sheets.looks, sheets.result
    total = cell(float(result.scores.root.score.values[unit]), looks.bold(decimals(result.digits)))
    place, empty = result.place(unit, result.root), cell(None, looks.strong)
    yield cell(f"{figures.names[unit]} {figures.units[unit]}", looks.strong)
    yield from (empty, total, empty, total)
    yield cell(place.rank if place else None, looks.bold("General"))
    yield empty
    yield cell(note or None, looks.strong)


def _below(node: Leaf | Branch, level: int = 1) -> Iterator[tuple[int, str]]:
    """Level and path of all below a node; a root that is an indicator stands below itself."""
    if isinstance(node, Leaf):
        yield level, node.path
        return
    for child in node.children:
        if isinstance(child, Branch):
            yield level, child.path
            yield from _below(child, level + 1)
        else:
            yield level, child.path


def _others(sheets: Sheets) -> Iterator[tuple[str, Sequence[float]]]:
    """Adjustments, baseline and rounding: with the indicators they add up to the total."""
    for name, part in sheets.result.shares.others.items():
        yield other_part_name(sheets.voice, sheets.result.scores, name), part.tolist()
