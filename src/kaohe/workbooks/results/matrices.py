"""The matrices: units down, indicators across; their values, and their scores."""

from collections.abc import Iterable

from kaohe.schemes import Leaf
from kaohe.workbooks.results.fast_sheets import Cell, cells
from kaohe.workbooks.results.looks import decimals, pattern_of
from kaohe.workbooks.results.sheets import Head, Sheets


def values_sheet(sheets: Sheets) -> None:
    """The value of every indicator, as measured, before anything is done to it."""
    scores, say = sheets.result.scores, sheets.voice.say
    leaves = [(leaf, scores.nodes[leaf.path].value.values) for leaf in scores.outline.leaves()]
    titles = [_titled(sheets, leaf) for leaf, _ in leaves]
    columns = [cells(values.tolist(), sheets.looks.number(pattern_of(values))) for _, values in leaves]
    _matrix(sheets, say("results.values"), say("results.values_note"), titles, columns)


def scores_sheet(sheets: Sheets) -> None:
    """The score of every node, parents before children."""
    result, say = sheets.result, sheets.voice.say
    nodes = list(result.scores.outline.reading_order())
    digits = [result.digits if node.path == result.root else result.node_digits for node in nodes]
    looks = [sheets.looks.number(decimals(each)) for each in digits]
    columns = [
        cells(result.scores.of(node.path).tolist(), look) for node, look in zip(nodes, looks, strict=True)
    ]
    titles = [sheets.voice.of(node.name) for node in nodes]
    _matrix(sheets, say("results.scores"), say("results.scores_note"), titles, columns)


def _titled(sheets: Sheets, leaf: Leaf) -> str:
    name, unit = sheets.voice.of(leaf.name), sheets.voice.unit(leaf.unit)
    return sheets.voice.say("explanations.remark", what=name, remark=unit) if unit else name


def _matrix(
    sheets: Sheets, name: str, note: str, titles: list[str], columns: Iterable[Iterable[Cell]]
) -> None:
    say, looks, figures = sheets.voice.say, sheets.looks, sheets.result.scores.figures
    named = [Head(say("results.code"), 12, number=False), Head(say("results.unit"), 30, number=False)]
    heads = [*named, *(Head(title, 13) for title in titles)]
    sheet = sheets.add(name, heads, 2, note=note, filtered=True)
    for row in zip(cells(figures.units, looks.text), cells(figures.names, looks.text), *columns, strict=True):
        sheet.add_row(row)
