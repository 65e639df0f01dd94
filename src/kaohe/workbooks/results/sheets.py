"""What all sheets share: the workbook, its looks, the words, the result; their title and head."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook

from kaohe.explanations import Result, Voice
from kaohe.figures import Figures
from kaohe.workbooks.results.fast_sheets import FastSheet, cell
from kaohe.workbooks.results.looks import Looks

MOST_ON_A_PAGE = 16
"""Columns that are still read when they are printed on one page side by side."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its title, its width in characters, whether it holds numbers."""

    title: str
    width: float
    number: bool = True


def new_sheet(
    book: Workbook, looks: Looks, name: str, titles: tuple[str, str], heads: Sequence[Head], frozen: int
) -> FastSheet:
    """A sheet with title, subtitle and heads in its first three rows; `frozen` columns stay in sight."""
    sheet: FastSheet = book.add_worksheet(name, worksheet_class=FastSheet)
    sheet.add_row([cell(titles[0], looks.title)], height=26)
    sheet.add_row([cell(titles[1], looks.note)])
    columns = [cell(head.title, looks.head_number if head.number else looks.head) for head in heads]
    sheet.add_row(columns, height=32)
    for place, head in enumerate(heads):
        sheet.set_column(place, place, head.width)
    sheet.freeze_panes(3, frozen)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    if len(heads) <= MOST_ON_A_PAGE:
        sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    return sheet


@dataclass(frozen=True, slots=True)
class Sheets:
    """Makes the sheets of one workbook."""

    book: Workbook
    looks: Looks
    voice: Voice
    result: Result
    detailed: bool

    def add(
        self, name: str, heads: Sequence[Head], frozen: int, *, note: str = "", filtered: bool = False
    ) -> FastSheet:
        """A sheet with title, note and heads in its first three rows; rows are added below.

        `frozen` columns stay in sight at the left.
        """
        subtitle = " · ".join(filter(None, (self.subtitle(), note)))
        sheet = new_sheet(self.book, self.looks, name, (self.title(), subtitle), heads, frozen)
        if filtered:
            sheet.autofilter(2, 0, 2 + len(self.result.classes), len(heads) - 1)
        return sheet

    def title(self) -> str:
        return self.voice.of(self.result.scores.scheme.name)

    def subtitle(self) -> str:
        """Years, status and size, on every sheet; simulated figures say so."""
        return subtitle_of(self.voice, self.result.scores.figures, self.result.simulated)


def subtitle_of(voice: Voice, figures: Figures, simulated: bool) -> str:
    """Years and status of what a sheet says; simulated figures say so."""
    year = figures.data_year
    parts = [
        voice.say("explanations.simulated") if simulated else "",
        voice.say("explanations.years", data=year, assessed=year + 1) if year is not None else "",
        voice.say("explanations.status_is", status=voice.say(f"explanations.status.{voice.scheme.status}")),
    ]
    return " · ".join(filter(None, parts))
