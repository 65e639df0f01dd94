"""What can be wrong with the rows of a table, before their values are read."""

from collections.abc import Iterator, Sequence

from kaohe.messages import Place, Problem
from kaohe.workbooks.folding import fold, nearest
from kaohe.workbooks.headers import UNIT, Column
from kaohe.workbooks.heads import Head

_TOTALS = frozenset(map(fold, ("合计", "总计", "小计", "total", "sum")))
_UNITS = frozenset(map(fold, UNIT))
_NOTES = tuple(map(fold, ("注:", "备注", "说明", "note:", "source:", "数据来源")))
_LONGEST_CODE = 60
_SHOWN = 60
_NAMED = 10


def misshapen(head: Head, rows: Sequence[int]) -> Iterator[Problem]:
    """Merged cells among the data, text rows longer than the header, hidden rows (a note)."""
    grid, width = head.grid, max(head.columns.values()) + 1
    last = rows[-1] if rows else head.row
    for (top, left), (bottom, right) in grid.merged:
        if bottom > head.row and top <= last and left < width:
            to = grid.place(bottom, right).cell
            yield Problem("workbooks.merged", {"to": to}, grid.place(top, left))
    wide = len(grid.rows[head.row])
    for row in rows if grid.sheet is None else ():
        if any(cell != "" for cell in grid.rows[row][wide:]):
            yield Problem("workbooks.row_too_long", {"allowed": wide}, grid.place(row, wide))
    if hidden := sorted(set(grid.marks.hidden_rows) & set(rows)):
        named = ", ".join(str(row + 1) for row in hidden[:_NAMED]) + (" …" if len(hidden) > _NAMED else "")
        yield Problem("workbooks.hidden_rows", {"rows": named}, grid.place(hidden[0], 0), "note")


def unreadable(head: Head, rows: Sequence[int]) -> Iterator[Problem]:
    """Error values and formulas without a result: the reader shows both as blanks."""
    grid, used, among = head.grid, set(head.columns.values()), set(rows)
    for (row, column), found in grid.marks.errors.items():
        if column in used and row in among:
            yield Problem("workbooks.error_value", {"found": found}, grid.place(row, column))
    for (row, column), found in grid.marks.uncomputed.items():
        if column in used and row > head.row:
            yield Problem("workbooks.uncomputed", {"found": found[:_SHOWN]}, grid.place(row, column))


def wrong_units(
    head: Head, rows: Sequence[int], units: Sequence[str], known: frozenset[str] | None
) -> Iterator[Problem]:
    """Rows that are no units, and units that stand twice or aren't on the form's list."""
    column = head.columns[Column("unit")]
    first: dict[str, int] = {}
    for row, unit in zip(rows, units, strict=True):
        place = head.grid.place(row, column)
        if code := _no_unit(unit):
            yield Problem(code, {"found": unit[:_SHOWN]}, place)
        elif unit in first:
            yield Problem("workbooks.unit_twice", {"found": unit, "other": str(first[unit] + 1)}, place)
        elif known is not None and unit not in known:
            yield _unknown(unit, known, place)
        first.setdefault(unit, row)


def _no_unit(unit: str) -> str | None:
    """The code of what a row is, where it isn't a unit's."""
    if unit == "":
        return "workbooks.no_unit"
    folded = fold(unit)
    if folded in _TOTALS:
        return "workbooks.totals_row"
    if folded in _UNITS:
        return "workbooks.header_again"
    is_note = folded.startswith(_NOTES) or len(unit) > _LONGEST_CODE
    return "workbooks.note_row" if is_note else None


def _unknown(unit: str, known: frozenset[str], place: Place) -> Problem:
    if like := nearest(unit, sorted(known)):
        return Problem("workbooks.unknown_unit_like", {"found": unit, "like": like}, place)
    return Problem("workbooks.unknown_unit", {"found": unit}, place)
