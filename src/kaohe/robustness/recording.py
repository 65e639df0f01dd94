"""The table of draws: what every draw chose, so that a run can be replayed without its generator.

draws.csv has a line a draw: its number, then for every uncertainty (by its place in the plan, from 1) the
alternative or set chosen (from 1), what each weight was multiplied by, or which indicators were absent.
errors.csv has the errors of reported numbers, in parts of the error's size: draw, uncertainty, item, unit,
error; it is written up to two million numbers, and beyond that only the seed replays them.
"""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import numpy as np

from kaohe.messages import Place, Refused
from kaohe.robustness.choices import Choices, Chosen
from kaohe.robustness.draws import Recorded
from kaohe.robustness.factors import Drop, Errors, Factor, Noise, OneOf, Sets

MOST_ERRORS = 2_000_000

DRAWS, ERRORS = "draws.csv", "errors.csv"


def heads_of(factors: tuple[Factor, ...]) -> list[str]:
    """The columns of draws.csv."""
    return [
        "draw",
        *(name for place, factor in enumerate(factors, start=1) for name in _heads(place, factor)),
    ]


def _heads(place: int, factor: Factor) -> list[str]:
    match factor:
        case OneOf():
            return [f"{place}:{factor.step}"]
        case Sets():
            return [f"{place}:set"]
        case Noise():
            return [f"{place}:{path}" for path in factor.paths]
        case Drop():
            return [f"{place}:absent"]
        case Errors():
            return []


def replayable(factors: tuple[Factor, ...], count: int, units: int) -> bool:
    """Whether the table of so many draws holds all that a replay needs."""
    return (
        count * units * sum(factor.width for factor in factors if isinstance(factor, Errors)) <= MOST_ERRORS
    )


class Recorder:
    """Writes the table block by block; `errors` makes the errors of a block's draws."""

    def __init__(
        self,
        folder: Path,
        factors: tuple[Factor, ...],
        units: tuple[str, ...],
        count: int,
        errors: Callable[[Choices], Choices],
    ):
        self.factors, self.units, self.errors = factors, units, errors
        uncertain = any(isinstance(factor, Errors) for factor in factors)
        self.with_errors = uncertain and replayable(factors, count, len(units))
        self.folder = folder
        self._start(DRAWS, heads_of(factors))
        if self.with_errors:
            self._start(ERRORS, ["draw", "uncertainty", "item", "unit", "error"])

    def _start(self, name: str, heads: list[str]) -> None:
        with self._open(name) as stream:
            csv.writer(stream, lineterminator="\n").writerow(heads)

    def _open(self, name: str) -> IO[str]:
        return (self.folder / name).open("a", encoding="utf-8", newline="")

    def add(self, block: Choices) -> None:
        """Append a block."""
        columns = [(block.numbers + 1).tolist()]
        for factor, chosen in zip(self.factors, block.chosen, strict=True):
            columns += _columns(factor, chosen)
        with self._open(DRAWS) as stream:
            csv.writer(stream, lineterminator="\n").writerows(zip(*columns, strict=True))
        if self.with_errors:
            with self._open(ERRORS) as stream:
                csv.writer(stream, lineterminator="\n").writerows(self._error_rows(self.errors(block)))

    def _error_rows(self, block: Choices) -> Iterator[tuple[object, ...]]:
        for place, factor in enumerate(self.factors):
            if isinstance(factor, Errors):
                for number, table in zip(block.numbers.tolist(), block.chosen[place], strict=True):
                    for item, row in zip(factor.items, table.tolist(), strict=True):
                        for unit, error in zip(self.units, row, strict=True):
                            yield number + 1, place + 1, item, unit, error


def _columns(factor: Factor, chosen: Chosen) -> list[list[object]]:
    match factor:
        case OneOf() | Sets():
            return [(chosen + 1).tolist()]
        case Noise():
            return list(chosen.T.tolist())
        case Drop():
            names = np.array(factor.paths, dtype=object)
            return [[" ".join(names[row]) for row in chosen.astype(bool)]]
        case Errors():
            return []


def read_draws(file: Path, factors: tuple[Factor, ...], units: tuple[str, ...]) -> Recorded:
    """The draws of a table written earlier, with errors.csv beside it where numbers are uncertain.

    Raises `Refused` where heads, alternatives or numbers aren't those of the plan, naming the line.
    """
    rows = _rows(file, heads_of(factors))
    reader = _Reader(file.name, rows)
    chosen: list[Chosen] = []
    column = 1
    for factor in factors:
        width = len(_heads(1, factor))
        match factor:
            case OneOf():
                chosen.append(reader.choices(column, len(factor.alternatives)))
            case Sets():
                chosen.append(reader.choices(column, len(factor.weights)))
            case Noise():
                chosen.append(reader.numbers(column, width))
            case Drop():
                chosen.append(reader.absent(column, factor.paths))
            case Errors():
                chosen.append(np.zeros((len(rows), factor.width, len(units))))
        column += width
    if any(isinstance(factor, Errors) for factor in factors):
        _read_errors(file.with_name(ERRORS), factors, units, chosen)
    return Recorded(tuple(chosen), len(rows))


def _rows(file: Path, heads: list[str]) -> list[list[str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            found = list(csv.reader(stream))
    except (OSError, ValueError):
        raise Refused.because("robustness.no_file", Place(str(file))) from None
    first = found[0] if found else []
    if first != heads:
        strange = next((a for a, b in zip(first, heads, strict=False) if a != b), ",".join(first[-1:]) or "—")
        place = Place(file.name, line=1)
        raise Refused.because("robustness.heads", place, found=strange, allowed=",".join(heads))
    if len(found) < 2:
        raise Refused.because("robustness.no_draws", Place(file.name))
    return found[1:]


class _Reader:
    def __init__(self, file: str, rows: list[list[str]]):
        self.file, self.rows = file, rows

    def choices(self, column: int, count: int) -> Chosen:
        found = self.numbers(column, 1)[:, 0]
        wrong = np.flatnonzero((found != np.rint(found)) | (found < 1) | (found > count))
        if len(wrong):
            self._refuse(int(wrong[0]), column, f"1 … {count}")
        return found.astype(np.intp) - 1

    def numbers(self, column: int, width: int) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
        found = np.empty((len(self.rows), width))
        for line, row in enumerate(self.rows):
            for place in range(width):
                try:
                    found[line, place] = float(row[column + place])
                except (ValueError, IndexError):
                    self._refuse(line, column + place, "0 …")
        wrong = np.argwhere(~np.isfinite(found) | (found < 0))
        if len(wrong):
            self._refuse(int(wrong[0, 0]), column + int(wrong[0, 1]), "0 …")
        return found

    def absent(self, column: int, paths: tuple[str, ...]) -> Chosen:
        found = np.zeros((len(self.rows), len(paths)), dtype=bool)
        for line, row in enumerate(self.rows):
            for path in row[column].split() if len(row) > column else ():
                if path not in paths:
                    self._refuse(line, column, ", ".join(paths[:6]))
                found[line, paths.index(path)] = True
        return found

    def _refuse(self, line: int, column: int, allowed: str) -> None:
        row = self.rows[line]
        found = row[column] if column < len(row) else "—"
        raise Refused.because(
            "robustness.draw",
            Place(self.file, line=line + 2),
            column=column + 1,
            found=found,
            allowed=allowed,
        )


def _read_errors(
    file: Path, factors: tuple[Factor, ...], units: tuple[str, ...], chosen: list[Chosen]
) -> None:
    """Fill in the errors of reported numbers."""
    rows = _rows(file, ["draw", "uncertainty", "item", "unit", "error"])
    unit_at = {unit: place for place, unit in enumerate(units)}
    for line, row in enumerate(rows, start=2):
        try:
            draw, number, item, unit, error = row
            factor = factors[int(number) - 1]
            assert isinstance(factor, Errors)
            chosen[int(number) - 1][int(draw) - 1, factor.items.index(item), unit_at[unit]] = float(error)
        except (ValueError, IndexError, KeyError, AssertionError):
            place, found = Place(file.name, line=line), ",".join(row)
            raise Refused.because("robustness.error_row", place, found=found) from None
