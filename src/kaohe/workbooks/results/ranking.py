"""The ranking sheet: who stands where, in all and in each dimension."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kaohe.explanations.gaps import why_unplaced
from kaohe.workbooks.results.fast_sheets import Cell, FastSheet, cell, sayable
from kaohe.workbooks.results.looks import decimals
from kaohe.workbooks.results.sheets import Head, Sheets


@dataclass(frozen=True, slots=True)
class Ranking:
    """The sheet, and which row each unit has on it (from 0)."""

    sheets: Sheets
    sheet: FastSheet
    rows: Mapping[int, int]

    def link_to(self, details: Mapping[int, int]) -> None:
        """Make each unit's name lead to its row on the sheet of details."""
        target = self.sheets.voice.say("results.details")
        names = self.sheets.result.scores.figures.names
        for unit, row in self.rows.items():
            place = f"internal:'{target}'!A{details[unit]}"
            self.sheet.write_url(row, 2, place, self.sheets.looks.link, sayable(names[unit])[:200])


def ranking_sheet(sheets: Sheets) -> Ranking:
    """Units by place, those without one at the end with the reason."""
    voice, result = sheets.voice, sheets.result
    sheet = sheets.add(voice.say("results.ranking"), list(_heads(sheets)), 3, filtered=True)
    rows = {unit: sheet.add_row(_cells(sheets, unit)) - 1 for unit in result.in_order}
    return Ranking(sheets, sheet, rows)


def _heads(sheets: Sheets) -> Iterator[Head]:
    say, result = sheets.voice.say, sheets.result
    yield Head(say("results.place"), 8)
    yield Head(say("results.code"), 12, number=False)
    yield Head(say("results.unit"), 32, number=False)
    if result.group_attribute:
        attribute = sheets.voice.attribute(result.group_attribute)
        yield Head(attribute, 10, number=False)
        yield Head(say("results.place_within", group=attribute), 10)
    yield Head(say("results.total"), 12)
    if any(result.classes):
        yield Head(say("results.rating"), 10, number=False)
    for node in result.dimensions:
        yield Head(sheets.voice.of(node.name), 12)
    yield Head(say("results.why"), 36, number=False)


def _cells(sheets: Sheets, unit: int) -> Iterator[Cell]:
    looks, result, figures = sheets.looks, sheets.result, sheets.result.scores.figures
    place = result.place(unit, result.root)
    yield cell(place.rank if place else None, looks.number("General"))
    yield cell(figures.units[unit], looks.text)
    yield cell(figures.names[unit], looks.link if sheets.detailed else looks.text)
    if attribute := result.group_attribute:
        group = result.group(unit, attribute)
        within = result.place(unit, result.root, group) if group else None
        yield cell(figures.attributes[attribute][unit], looks.text)
        yield cell(within.rank if within else None, looks.number("General"))
    yield cell(float(result.scores.root.score.values[unit]), looks.bold(decimals(result.digits)))
    if any(result.classes):
        yield cell(sheets.voice.rating(result.classes[unit]) or None, looks.text)
    for node in result.dimensions:
        yield cell(float(result.scores.of(node.path)[unit]), looks.number(decimals(result.node_digits)))
    yield cell(why_unplaced(sheets.voice, result, unit) or None, looks.quiet)
