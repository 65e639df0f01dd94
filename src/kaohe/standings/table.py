"""A csv file as rows whose cells are asked for as what they should be; everything wrong is said at once."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kaohe.messages import Place, Problem, Refused

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_LARGEST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """A csv file: its columns, its rows by line number, and notes on how it was read."""

    file: str
    columns: tuple[str, ...]
    lines: tuple[tuple[int, Mapping[str, str]], ...]
    notes: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; a cell that isn't what was asked for is noted in `problems` and comes as None."""

    file: str
    line: int
    cells: Mapping[str, str]
    problems: list[Problem]

    def text(self, column: str) -> str:
        """The cell, not empty; "" after a problem."""
        found = self.cells.get(column, "")
        if not found:
            self.problem("standings.cell_empty", column=column)
        return found

    def whole(self, column: str, least: int = 1, needed: bool = False) -> int | None:
        """The cell as a whole number, full-width digits and thousands commas too. An empty cell is None."""
        found = self.text(column) if needed else self.cells.get(column, "")
        if not found:
            return None
        plain = unicodedata.normalize("NFKC", found).replace(",", "")
        try:
            number = int(plain)
        except ValueError:
            number = least - 1
        if not least <= number <= _LARGEST:
            self.problem("standings.not_whole", column=column, found=found, least=least)
            return None
        return number

    def number(self, column: str) -> float | None:
        """The cell as a finite number. An empty cell is None."""
        found = self.cells.get(column, "")
        if not found:
            return None
        try:
            number = float(unicodedata.normalize("NFKC", found).replace(",", ""))
        except ValueError:
            number = float("nan")
        if number - number != 0:
            self.problem("standings.not_number", column=column, found=found)
            return None
        return number

    def date(self, column: str) -> date | None:
        """The cell as a date, year first."""
        found = self.text(column)
        day = date_in(found)
        if found and day is None:
            self.problem("standings.not_date", column=column, found=found)
        return day

    def problem(self, code: str, **params: object) -> None:
        """Note what is wrong with this line."""
        self.problems.append(Problem(code, params, Place(self.file, line=self.line)))


@dataclass(slots=True)
class Reading:
    """A table being read: its rows, and every problem found so far."""

    table: Table
    problems: list[Problem] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        for line, cells in self.table.lines:
            yield Row(self.table.file, line, cells, self.problems)

    def problem(self, code: str, line: int | None = None, **params: object) -> None:
        self.problems.append(Problem(code, params, Place(self.table.file, line=line)))

    def columns(self, needed: Iterable[str], allowed: Iterable[str] | None = None) -> None:
        """Refuse a table without the needed columns, or with others than those allowed (None: any)."""
        known = (*needed, *(allowed or ()))
        for column in needed:
            if column not in self.table.columns:
                self.problem("standings.no_column", 1, column=column, found=", ".join(self.table.columns))
        for column in self.table.columns:
            if allowed is not None and column not in known:
                self.problem("standings.unknown_column", 1, column=column, known=", ".join(known))
        self.finish()

    def finish(self) -> None:
        """Refuse if anything was wrong."""
        if self.problems:
            raise Refused(self.problems)


def date_in(text: str) -> date | None:
    """A date with the year first: 2019-12-31, 2019/12/31 as office programs write it, 2019年12月31日."""
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def read_table(path: Path, name: str = "") -> Table:
    """Read a csv file in UTF-8 (with or without mark) or GBK; problems call it `name`, else as it is called.

    `Refused` if it is no such thing, or empty.
    """
    file = name or path.name
    text, notes = _decode(path.read_bytes(), file)
    try:
        lines = [(reader.line_num, cells) for reader in [csv.reader(io.StringIO(text))] for cells in reader]
    except csv.Error as error:
        raise Refused.because("standings.not_csv", Place(file), why=str(error)) from None
    stripped = [(line, [cell.strip() for cell in cells]) for line, cells in lines]
    filled = [(line, cells) for line, cells in stripped if any(cells)]
    if len(filled) < 2:
        raise Refused.because("standings.empty", Place(file))
    return _table(file, filled, notes)


def _decode(content: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("gb18030"), (Problem("standings.read_as_gbk", {}, Place(file), "note"),)
    except UnicodeDecodeError:
        raise Refused.because("standings.not_text", Place(file)) from None


def _table(file: str, filled: list[tuple[int, list[str]]], notes: tuple[Problem, ...]) -> Table:
    (head, columns), *body = filled
    problems = [
        Problem("standings.column_twice", {"column": column}, Place(file, line=head))
        for column in dict.fromkeys(columns)
        if columns.count(column) > 1
    ]
    for line, cells in body:
        if len(cells) > len(columns):
            params = {"found": len(cells), "allowed": len(columns)}
            problems.append(Problem("standings.too_many_cells", params, Place(file, line=line)))
    if problems:
        raise Refused(problems)
    lines = tuple((line, dict(zip(columns, cells, strict=False))) for line, cells in body)
    return Table(file, tuple(columns), lines, notes)
