"""The rows of a scheme's sheets, every value with the cell it stands in, and what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kaohe.messages import Place, Problem, Refused
from kaohe.workbooks.folding import nearest
from kaohe.workbooks.grids import Book, Grid
from kaohe.workbooks.scheme_sheets.sheets import COLUMNS, INDICATORS, SWITCHED, TREE, value_of_cell

Path = tuple[str | int, ...]
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its plain values by column, and where each stands."""

    cells: Row
    places: dict[str, Place]

    def text(self, column: str) -> str:
        return str(self.cells.get(column, ""))

    def place(self, column: str) -> Place:
        """The cell of a column; the row's first where the sheet has no such column."""
        return self.places.get(column) or next(iter(self.places.values()))


@dataclass(slots=True)
class Desk:
    """What the readers of the sheets share: problems found, and the place of every path of the scheme."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    places: dict[Path, Place] = field(default_factory=dict)

    def say(self, code: str, place: Place, /, **params: object) -> None:
        self.problems.append(Problem(code, params, place))


def lines_of(book: Book, sheet: str, desk: Desk) -> list[Line]:
    """The filled rows below the header; unknown and repeated columns and unreadable cells are said."""
    grid = book.grid(sheet)
    if grid is None or not grid.rows:
        wanted = ", ".join(COLUMNS)
        desk.say("workbooks.sheet_missing", Place(desk.file, sheet), sheet=sheet, wanted=wanted)
        return []
    for cell, found in grid.marks.errors.items():
        desk.say("workbooks.error_value", grid.place(*cell), found=found)
    for cell, found in grid.marks.uncomputed.items():
        desk.say("workbooks.uncomputed", grid.place(*cell), found=found)
    columns = _columns(grid, sheet, desk)
    return [line for row in range(1, len(grid.rows)) if (line := _line(grid, row, columns, desk)).cells]


def _columns(grid: Grid, sheet: str, desk: Desk) -> dict[int, str]:
    columns: dict[int, str] = {}
    for place, cell in enumerate(grid.rows[0]):
        head = str(cell).strip()
        known = head in COLUMNS[sheet] or (sheet == INDICATORS and head.startswith("weights."))
        if head and not known:
            allowed = nearest(head, COLUMNS[sheet]) or ", ".join(COLUMNS[sheet])
            desk.say("workbooks.unknown_sheet_column", grid.place(0, place), found=head, allowed=allowed)
        elif head in columns.values():
            other = next(grid.place(0, column).cell for column, name in columns.items() if name == head)
            desk.say("workbooks.column_twice", grid.place(0, place), found=head, other=other)
        elif head:
            columns[place] = head
    for needed in COLUMNS[sheet][: 3 if sheet == TREE else 1]:
        if needed not in columns.values():
            desk.say("workbooks.sheet_column_missing", grid.place(0, 0), column=needed)
    return columns


def _line(grid: Grid, row: int, columns: dict[int, str], desk: Desk) -> Line:
    line = Line({}, {column: grid.place(row, place) for place, column in columns.items()})
    filled = [(place, cell) for place, cell in enumerate(grid.rows[row]) if str(cell).strip()]
    texts = {columns[place]: str(cell).strip() for place, cell in filled if place in columns}
    for place, cell in filled:
        if (column := columns.get(place)) is None:
            continue
        try:
            line.cells[column] = value_of_cell(_key(column, texts), cell) if cell != SWITCHED else SWITCHED
        except Refused as refused:
            desk.problems += [
                Problem(each.code, each.params, grid.place(row, place)) for each in refused.problems
            ]
    return line


def _key(column: str, texts: dict[str, str]) -> str:
    """Under `value` a cell is read as what its row's key, or the switch it belongs to, says."""
    if column != "value":
        return column
    return texts["key"] if "key" in texts else texts.get("where", "..").split(".", 2)[-1]


def unused(switches: dict[str, list[Line]], used: set[str]) -> Iterator[tuple[str, Place]]:
    """Switches that no cell refers to."""
    for where, lines in switches.items():
        if where not in used:
            yield where, lines[0].place("where")
