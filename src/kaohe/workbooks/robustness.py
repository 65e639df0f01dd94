"""robustness.xlsx: everyone's places over all draws and chances, and what matters, to sort and filter."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from xlsxwriter import Workbook

from kaohe.explanations import Voice
from kaohe.explanations.doubts import Doubt, doubt_of
from kaohe.explanations.result import is_simulated
from kaohe.messages import Lang
from kaohe.robustness.outcome import RankList, Robustness, Sensitivity
from kaohe.robustness.reading import POSSIBLE, stands_last
from kaohe.workbooks.books import workbook_bytes
from kaohe.workbooks.results.fast_sheets import Cell, FastSheet, cell, cells
from kaohe.workbooks.results.looks import decimals, looks_of
from kaohe.workbooks.results.sheets import Head, new_sheet, subtitle_of
from kaohe.workbooks.styles import Styles

PERCENT, PLACE, MEAN, INDEX = "0.0%", "0.##", decimals(1), decimals(2)


def write_robustness_book(path: Path, result: Robustness, *, lang: Lang) -> None:
    """Write the workbook of a robust run; the same run gives the same bytes. Raises OSError."""
    voice = Voice(result.scheme, lang)

    def fill(book: Workbook, _: Styles) -> None:
        sheets = _Sheets(book, voice, result)
        sheets.places()
        if result.sensitivities:
            sheets.indices()
        sheets.doubts()

    path.write_bytes(workbook_bytes(voice.of(result.scheme.name), fill))


class _Sheets:
    """Writes the sheets."""

    def __init__(self, book: Workbook, voice: Voice, result: Robustness):
        self.book, self.voice, self.result = book, voice, result
        self.looks, self.say = looks_of(book), voice.say
        self.told: list[Doubt] = [doubt_of(voice, said) for said in result.plan.uncertain]
        self.cut_offs = tuple(sorted(set(result.plan.cut_offs), reverse=True))

    def places(self) -> None:
        """Every list, its last units first; chances worth telling are coloured, as are places that stand."""
        say = self.say
        codes = ("mean", "best", "worst", "unplaced")
        mean, best, worst, unplaced = (Head(say(f"reports.robustness.{code}"), 9) for code in codes)
        heads = [
            Head(say("reports.robustness.list"), 16, number=False),
            Head(say("results.code"), 12, number=False),
            Head(say("reports.unit"), 32, number=False),
            Head(say("reports.robustness.nominal"), 10),
            *(Head(say("reports.last", places=cut), 10) for cut in self.cut_offs),
            *(Head(say("reports.median"), 8), Head("5%", 8), Head("95%", 8), mean, best, worst, unplaced),
        ]
        sheet = self._add(say("reports.robustness.ranges"), heads, say("reports.robustness.book_note"), 4)
        for each in self.result.lists:
            for row in self._list(each):
                sheet.add_row(row)
        _filtered(sheet, heads)

    def _list(self, each: RankList) -> Iterator[list[Cell]]:
        """The rows of a list."""
        name = each.group.partition("=")[2] or self.say("reports.everyone")
        chances = [(each.last(cut), stands_last(each, cut)) for cut in self.cut_offs]
        quantiles = [each.quantile(share) for share in (0.5, 0.05, 0.95)]
        ends, means = [each.quantile(share) for share in (0, 1)], each.mean()
        figures = self.result.figures
        for row in np.argsort(-each.nominal, kind="stable").tolist():
            unit = each.units[row]
            yield [
                *cells((name, figures.units[unit], figures.names[unit]), self.looks.text),
                self._number(each.nominal[row], PLACE),
                *(self._chance(float(share[row]), bool(inside[row])) for share, inside in chances),
                *(self._number(column[row], PLACE) for column in quantiles),
                self._number(means[row], MEAN),
                *(self._number(column[row], PLACE) for column in ends),
                self._number(each.counts[row, -1], "#,##0"),
            ]

    def _chance(self, share: float, inside: bool) -> Cell:
        look = self.looks.flagged if inside or share >= POSSIBLE else self.looks.number
        return cell(share, look(PERCENT))

    def indices(self) -> None:
        """Sobol indices with their intervals."""
        say = self.say
        first, total = say("reports.robustness.first"), say("reports.robustness.total")
        heads = [
            Head(say("reports.robustness.target"), 36, number=False),
            Head(say("reports.robustness.uncertainty"), 36, number=False),
            *(Head(title, 10) for title in (first, "2.5%", "97.5%", total, "2.5%", "97.5%")),
            Head(say("reports.robustness.interaction"), 10),
        ]
        base = self.result.sensitivities[0].base
        sheet = self._add(
            say("reports.robustness.matters"), heads, say("reports.robustness.indices_hint", base=base), 2
        )
        for each in self.result.sensitivities:
            for at, doubt in enumerate(self.told):
                sheet.add_row(
                    [*cells((self._target(each), doubt.name), self.looks.text), *self._index(each, at)]
                )
        _filtered(sheet, heads)

    def _target(self, each: Sensitivity) -> str:
        if not each.unit:
            return self.say("reports.robustness.mean_shift")
        name = self.result.figures.names[self.result.figures.units.index(each.unit)]
        return self.say("reports.robustness.place_of", name=name)

    def _index(self, each: Sensitivity, at: int) -> Iterator[Cell]:
        values = (each.first[at], *each.first_interval[at], each.total[at], *each.total_interval[at])
        for value in (*values, each.total[at] - each.first[at]):
            yield self._number(value, INDEX)

    def doubts(self) -> None:
        """What was uncertain, in words."""
        titles = (("reports.robustness.uncertainty", 36), ("reports.robustness.drawn", 60))
        heads = [Head(self.say(code), width, number=False) for code, width in titles]
        heads += [Head(self.say("reports.robustness.alternatives"), 70, number=False)]
        sheet = self._add(
            self.say("reports.robustness.drawn"), heads, self.say("reports.robustness.caution"), 1
        )
        for doubt in self.told:
            words = (doubt.name, doubt.what, "\n".join(doubt.alternatives) or None)
            sheet.add_row(cells(words, self.looks.wrapped))

    def _add(self, name: str, heads: Sequence[Head], note: str, frozen: int) -> FastSheet:
        title = self.say("reports.robustness.heading", title=self.voice.of(self.result.scheme.name))
        about = subtitle_of(self.voice, self.result.figures, is_simulated(self.result.figures))
        count = self.say("reports.robustness.draws", draws=f"{self.result.draws:,}")
        return new_sheet(
            self.book, self.looks, name, (title, " · ".join((about, count, note))), heads, frozen
        )

    def _number(self, value: float, pattern: str) -> Cell:
        return cell(float(value), self.looks.number(pattern))


def _filtered(sheet: FastSheet, heads: Sequence[Head]) -> None:
    sheet.autofilter(2, 0, max(len(sheet.added) - 1, 2), len(heads) - 1)
