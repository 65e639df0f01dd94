"""A sheet or a text table as a grid of cells from A1, with everything needed to say where a cell stands."""

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from kaohe.messages import Place, Problem, Refused
from kaohe.workbooks.addresses import address
from kaohe.workbooks.contents import content, is_package
from kaohe.workbooks.delimited import rows_of
from kaohe.workbooks.marks import Marks, marks_of, parts_of_sheets, percent_styles, spans_too_far
from kaohe.workbooks.packages import Package

Value = str | float | int | bool | datetime.date | datetime.time | datetime.timedelta
Rectangle = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Grid:
    """`rows[r][c]` from 0, blanks as empty texts; `merged` are rectangles of cells, both corners included."""

    file: str
    sheet: str | None
    rows: Sequence[Sequence[Value]]
    marks: Marks = field(default_factory=Marks)
    merged: tuple[Rectangle, ...] = ()
    hidden: bool = False

    def place(self, row: int, column: int) -> Place:
        return Place(self.file, self.sheet, address(row, column))


@dataclass(frozen=True, slots=True)
class Book:
    """A file's grids in its order, and what there is to say about the file."""

    file: str
    grids: tuple[Grid, ...]
    notices: tuple[Problem, ...] = field(default=())

    def grid(self, sheet: str) -> Grid | None:
        return next((grid for grid in self.grids if grid.sheet == sheet), None)


def read_book(file: Path) -> Book:
    """Every sheet of a workbook, or a text table as the only grid. Raises `Refused` or OSError."""
    data = content(file)
    if is_package(data, file.name):
        return _workbook(data, file.name)
    rows, notices = rows_of(data, file.name)
    return Book(file.name, (Grid(file.name, None, rows),), tuple(notices))


def _workbook(data: bytes, file: str) -> Book:
    package = Package(data, file)
    parts, percents = parts_of_sheets(package), percent_styles(package)
    sheets = {name: package.part(part) for name, part in parts.items()}
    for name, xml in sheets.items():
        if spans_too_far(xml):
            raise Refused.because("workbooks.spans_too_far", Place(file, name))
    marks = {name: marks_of(xml, percents) for name, xml in sheets.items()}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return Book(file, tuple(_grid(book, place, file, marks) for place in range(len(book.sheet_names))))
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # the reader is compiled: a panic on a damaged part is not an Exception
        raise Refused.because("workbooks.damaged", Place(file)) from None


def _grid(book: CalamineWorkbook, place: int, file: str, marks: dict[str, Marks]) -> Grid:
    meta = book.sheets_metadata[place]
    sheet = book.get_sheet_by_index(place)
    rows = sheet.to_python(skip_empty_area=False)
    merged = tuple(sheet.merged_cell_ranges or ())
    hidden = meta.visible is not SheetVisibleEnum.Visible
    return Grid(file, meta.name, rows, marks.get(meta.name, Marks()), merged, hidden)
