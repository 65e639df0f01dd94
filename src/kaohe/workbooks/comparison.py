"""changes.xlsx: everyone's change between two results, and every piece of it, to sort and filter."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from xlsxwriter import Workbook

from kaohe.messages import Lang
from kaohe.studies.comparing import Comparison, Entry
from kaohe.studies.comparing.words import Words
from kaohe.workbooks.books import workbook_bytes
from kaohe.workbooks.results.fast_sheets import Cell, FastSheet, cell
from kaohe.workbooks.results.looks import Looks, looks_of
from kaohe.workbooks.results.sheets import Head, new_sheet
from kaohe.workbooks.styles import Styles

PLACES, POINTS = "0.##;-0.##;0", "0.0000"
"""How places and points of the score are shown; the cells hold them whole."""


def write_comparison_book(path: Path, comparison: Comparison, *, lang: Lang) -> None:
    """Write the workbook of a comparison; the same comparison gives the same bytes."""
    words = Words(comparison, lang)

    def fill(book: Workbook, _: Styles) -> None:
        sheets = _Sheets(book, words)
        sheets.units()
        if comparison.causes is not None:
            sheets.pieces()

    path.write_bytes(workbook_bytes(words.say("compare.heading"), fill))


class _Sheets:
    """Writes the two sheets."""

    def __init__(self, book: Workbook, words: Words):
        self.book, self.words = book, words
        self.moves, self.causes = words.comparison.moves, words.comparison.causes
        self.looks: Looks = looks_of(book)
        self.names = self.causes.factors.names if self.causes else ()

    def units(self) -> None:
        """Who moved, furthest first, then who is in one result only."""
        say = self.words.say
        heads = [
            *(Head(say("compare.code"), 12, number=False), Head(say("compare.name"), 32, number=False)),
            *(Head(say(f"compare.{code}"), 10) for code in ("place_a", "place_b", "won")),
            *(Head(self.words.factor(name), 10) for name in self.names),
            *(Head(say(f"compare.{code}"), 12) for code in ("score_a", "score_b", "rise")),
        ]
        sheet = self._add(say("compare.table"), heads)
        for unit in self.moves.biggest:
            sheet.add_row(self._unit(unit))
        for entry in self.moves.new:
            sheet.add_row(self._alone(entry, first=False))
        for entry in self.moves.gone:
            sheet.add_row(self._alone(entry, first=True))
        _filtered(sheet, heads)

    def pieces(self) -> None:
        """Every piece of every change."""
        say = self.words.say
        heads = [
            *(Head(say("compare.code"), 12, number=False), Head(say("compare.name"), 32, number=False)),
            *(Head(say("compare.cause"), 12, number=False), Head(say("compare.part"), 48, number=False)),
            *(Head(say("compare.places"), 10), Head(say("compare.score"), 12)),
        ]
        sheet = self._add(say("compare.causes"), heads)
        for unit in self.moves.biggest:
            entry = self.moves.after[unit]
            for piece in self.words.pieces(unit):
                said = (self.words.factor(piece.factor), self.words.part(piece.factor, piece.name))
                texts = [cell(text, self.looks.text) for text in (entry.unit, entry.name, *said)]
                sheet.add_row([*texts, self._places(piece.places), self._points(piece.score)])
        _filtered(sheet, heads)

    def _add(self, name: str, heads: Sequence[Head]) -> FastSheet:
        code, found = self.words.agreement()
        notes = (note.words(self.words.lang) for note in self.words.comparison.notes)
        titles = (self.words.say("compare.heading"), " ".join((self.words.say(code, **found), *notes)))
        return new_sheet(self.book, self.looks, name, titles, heads, 2)

    def _unit(self, unit: int) -> Iterator[Cell]:
        before, after, change = self.moves.before[unit], self.moves.after[unit], self.moves.changes[:, unit]
        yield from (cell(text, self.looks.text) for text in (after.unit, after.name))
        yield from (self._places(value) for value in (before.place, after.place, change[0]))
        if self.causes is not None:
            yield from (self._places(value) for value in self.causes.factors.places[unit])
        yield from (self._points(value) for value in (before.score, after.score, change[1]))

    def _alone(self, entry: Entry, *, first: bool) -> Iterator[Cell]:
        none = [""] * (1 + len(self.names))
        place, score = self._places(entry.place), self._points(entry.score)
        yield from (cell(text, self.looks.text) for text in (entry.unit, entry.name))
        yield from ((place, "", *none, score) if first else ("", place, *none, "", score))

    def _places(self, value: float) -> Cell:
        return cell(float(value), self.looks.number(PLACES))

    def _points(self, value: float) -> Cell:
        return cell(float(value), self.looks.number(POINTS))


def _filtered(sheet: FastSheet, heads: Sequence[Head]) -> None:
    sheet.autofilter(2, 0, max(len(sheet.added) - 1, 2), len(heads) - 1)
