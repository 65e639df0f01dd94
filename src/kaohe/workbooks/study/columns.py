"""What all sheets of a study share: a sheet is made of whole columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from xlsxwriter.format import Format

from kaohe.explanations.studies import Speech
from kaohe.figures.cases import Mask
from kaohe.scoring.exact import Floats
from kaohe.studies.study import Study
from kaohe.workbooks.results.fast_sheets import Cell, FastSheet, cell, cells
from kaohe.workbooks.results.looks import Looks, decimals
from kaohe.workbooks.results.sheets import Head, Sheets

HUNDREDTHS, PERCENT, COUNT = decimals(2), "0%", "#,##0"


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its head, ready to be written."""

    head: Head
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Desk:
    """Makes the columns and sheets of one study."""

    sheets: Sheets
    looks: Looks
    speech: Speech
    study: Study

    def say(self, code: str, **params: object) -> str:
        return self.sheets.voice.say(code, **params)

    def texts(self, code: str, texts: Iterable[str], width: float = 30, look: Format | None = None) -> Column:
        """A column of words under the title of a code."""
        said = tuple(cells((text or None for text in texts), look or self.looks.text))
        return Column(Head(self.say(code), width, number=False), said)

    def nodes(self, paths: Sequence[str]) -> Column:
        """The names of nodes, each set in by its depth in the tree."""
        made = [cell(self.speech.name(path), self._look(path)) for path in paths]
        return Column(Head(self.say("studies.node"), 42, number=False), made)

    def _look(self, path: str) -> Format:
        depth = path.count("/")
        is_branch = path in self.study.availability.paths
        return self.looks.branch(depth) if is_branch else self.looks.indented(depth)

    def numbers(
        self,
        title: str,
        values: Floats,
        pattern: str = HUNDREDTHS,
        flagged: Mask | None = None,
        width: float = 12,
    ) -> Column:
        """A column of numbers; those `flagged` are coloured."""
        plain, marked = self.looks.number(pattern), self.looks.flagged(pattern)
        marks = np.zeros(len(values), dtype=bool) if flagged is None else flagged
        pairs = zip(values.tolist(), marks.tolist(), strict=True)
        made = [cell(value, marked if mark else plain) for value, mark in pairs]
        return Column(Head(title, width), made)

    def sheet(self, name: str, note: str, columns: Sequence[Column], frozen: int = 1) -> FastSheet:
        """A sheet of these columns, `frozen` of them always in sight."""
        heads = [column.head for column in columns]
        sheet = self.sheets.add(self.say(name), heads, frozen, note=self.say(note))
        for row in zip(*(column.cells for column in columns), strict=True):
            sheet.add_row(row)
        return sheet

    def unit_columns(self) -> list[Column]:
        """Code and name of every unit."""
        figures = self.study.scores.figures
        return [
            self.texts("results.code", figures.units, 12),
            self.texts("results.unit", figures.names, 30),
        ]
