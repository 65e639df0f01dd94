"""The units' own table of a file alone, cell by cell: what the office takes in for one report."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kaohe.figures import Figures
from kaohe.messages import Problem, Refused
from kaohe.schemes import Scheme
from kaohe.workbooks.addresses import address
from kaohe.workbooks.grids import read_book
from kaohe.workbooks.headers import attributes_wanted
from kaohe.workbooks.heads import Head
from kaohe.workbooks.meta import meta_of, wrong_form
from kaohe.workbooks.required import missing_parts
from kaohe.workbooks.sheets import report_head
from kaohe.workbooks.table import Wanted, read_table

_SWALLOWS_OTHERS = "workbooks.merged"
"""Said at a cell, but other cells are lost by it too."""


@dataclass(frozen=True, slots=True)
class OwnTable:
    """Figures without frames, NaN also where a cell is no value; `unread` says why, by item.

    `kept` is what was noted in the form when it was written (empty for any other file).
    """

    figures: Figures
    unread: Mapping[str, Problem]
    kept: Mapping[str, str]
    notices: tuple[Problem, ...]


def read_own_table(path: Path, scheme: Scheme, *, data_year: int) -> OwnTable:
    """Read what stands in the units' own table; other sheets are passed over.

    Raises `Refused` with all that is wrong where it isn't only single cells; OSError if unreadable.
    """
    book = read_book(path)
    problems = list(book.notices)
    meta = meta_of(book)
    if meta is not None and (wrong := list(wrong_form(meta, scheme, book.file, data_year))):
        raise Refused(wrong)
    head = report_head(book, scheme, ())
    attributes = {
        code: scheme.units.get(code, ()) for code in attributes_wanted(scheme) if code in head.attributes
    }
    items = {code: scheme.items[code] for code in head.values}
    figures = read_table(head, Wanted(items, attributes, year=data_year), problems)
    problems += _missing(head, scheme, data_year)
    cells = _cells(head)
    unread = {
        cells[problem.place.cell or ""]: problem for problem in problems if _is_of_a_cell(problem, cells)
    }
    hard = [problem for problem in problems if problem.level == "hard"]
    if figures is None or len(hard) > len(unread):
        raise Refused(hard)
    notices = tuple(problem for problem in problems if problem.level != "hard")
    return OwnTable(figures, unread, meta.kept if meta else {}, notices)


def _missing(head: Head, scheme: Scheme, year: int) -> Iterator[Problem]:
    """Columns of items that the table lacks. Attributes the office knows itself."""
    for problem in missing_parts(scheme, {(): head}, year):
        if problem.level == "hard" and problem.params.get("code") in scheme.items:
            yield problem


def _cells(head: Head) -> dict[str, str]:
    """The item of each cell below the header, by address."""
    return {
        address(row, column): item
        for item, column in head.values.items()
        for row in range(head.row + 1, len(head.grid.rows))
    }


def _is_of_a_cell(problem: Problem, cells: Mapping[str, str]) -> bool:
    return problem.level == "hard" and problem.code != _SWALLOWS_OTHERS and problem.place.cell in cells
