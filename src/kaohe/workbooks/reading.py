"""Figures from workbooks and text tables: the units' own, last year's, the cities', targets."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kaohe.figures import Figures, Frames
from kaohe.messages import Place, Problem, Refused
from kaohe.schemes import Scheme
from kaohe.schemes.model import Item
from kaohe.schemes.outline import indicator_name, indicator_unit
from kaohe.workbooks.addresses import cell_of
from kaohe.workbooks.framing import Framer
from kaohe.workbooks.grids import Book, read_book
from kaohe.workbooks.headers import attributes_wanted
from kaohe.workbooks.heads import Head
from kaohe.workbooks.meta import meta_of, wrong_form
from kaohe.workbooks.required import missing_parts, year_of
from kaohe.workbooks.sheets import frame_heads, report_head
from kaohe.workbooks.table import Wanted, read_table


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures as reported, and what there is to say about them that doesn't stop anything."""

    figures: Figures
    notices: tuple[Problem, ...]


def read_figures(
    path: Path,
    scheme: Scheme,
    *,
    data_year: int | None = None,
    previous: Path | None = None,
    cities: Path | None = None,
    targets: Path | None = None,
) -> Reading:
    """Read what units reported, from xlsx (a form or any table) or csv, one row a unit.

    Last year's figures, the cities' and targets come from sheets of the same workbook, or from the files
    given, which come first. Raises `Refused` with every hard problem of all files; OSError if unreadable.
    """
    reader = _Reader(scheme, data_year)
    reader.open_report(path)
    for frame, file in _given(scheme, previous, cities, targets):
        reader.open_frame((frame,), file)
    return reader.reading()


def _given(
    scheme: Scheme, previous: Path | None, cities: Path | None, targets: Path | None
) -> Iterator[tuple[str, Path]]:
    """The frame that each further file is for: the first of its kind."""
    kinds = {
        "previous": [code for code, frame in scheme.frames.items() if frame.year == -1],
        "cities": [code for code, frame in scheme.frames.items() if frame.through],
        "targets": [code for code, frame in scheme.frames.items() if frame.given],
    }
    for (kind, frames), file in zip(kinds.items(), (previous, cities, targets), strict=True):
        if file is not None and not frames:
            raise Refused.because(
                "workbooks.no_such_frame", Place(file.name), option=f"--{kind}", scheme=scheme.id
            )
        if file is not None:
            yield frames[0], file


@dataclass(slots=True)
class _Reader:
    scheme: Scheme
    year: int | None
    heads: dict[Frames, Head] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    units: frozenset[str] | None = None

    def open_report(self, path: Path) -> None:
        try:
            book = read_book(path)
            self.problems.extend(book.notices)
            self.recognise_form(book)
            self.heads = {(): report_head(book, self.scheme, ())} | dict(
                frame_heads(book, self.scheme, self.problems)
            )
        except Refused as refused:
            self.problems.extend(refused.problems)

    def recognise_form(self, book: Book) -> None:
        meta = meta_of(book)
        if meta is None:
            return
        self.problems.extend(wrong := list(wrong_form(meta, self.scheme, book.file, self.year)))
        if wrong:
            raise Refused(())
        self.year = self.year or meta.data_year
        self.units = meta.units or None

    def open_frame(self, frames: Frames, path: Path) -> None:
        """A file of its own for a frame; sheets in it are frames of that frame (last year's cities)."""
        try:
            book = read_book(path)
            self.problems.extend(book.notices)
            meta, year = meta_of(book), self.year_of(frames)
            if meta and year and meta.data_year not in (None, year):
                params = {"found": meta.data_year, "wanted": year}
                self.problems.append(Problem("workbooks.other_year", params, Place(book.file)))
            inner = dict(frame_heads(book, self.scheme, self.problems, frames))
            self.heads |= {way: head for way, head in inner.items() if len(way) == 2 and way[1] != way[0]}
            self.heads[frames] = report_head(book, self.scheme, frames)
        except Refused as refused:
            self.problems.extend(refused.problems)

    def reading(self) -> Reading:
        figures = self.table(()) if () in self.heads else None
        if figures is not None:
            self.year = figures.data_year
        tables = {way: table for way in self.heads if way and (table := self.table(way)) is not None}
        self.problems.extend(missing_parts(self.scheme, self.heads, self.year))
        if figures is not None:
            figures = Framer(self.scheme, tables, self.problems).framed(figures)
            if self.year is None:
                self.problems.append(
                    Problem("workbooks.no_year", {}, Place(self.heads[()].grid.file), "note")
                )
        hard = [problem for problem in self.problems if problem.level == "hard"]
        if hard or figures is None:
            raise Refused(sorted(hard, key=_position))
        return Reading(figures, tuple(sorted(self.problems, key=_position)))

    def table(self, way: Frames) -> Figures | None:
        head, scheme = self.heads[way], self.scheme
        wanted = () if way else attributes_wanted(scheme)
        return read_table(
            head,
            Wanted(
                items={code: as_item(scheme, code) for code in head.values},
                attributes={code: scheme.units.get(code, ()) for code in wanted},
                units=None if way else self.units,
                year=self.year_of(way),
            ),
            self.problems,
        )

    def year_of(self, way: Frames) -> int | None:
        return None if self.year is None else year_of(self.scheme, way, self.year)


def as_item(scheme: Scheme, code: str) -> Item:
    """An item; for a value given under an indicator's code, an item of the indicator's name and unit."""
    if code in scheme.items:
        return scheme.items[code]
    return Item(name=indicator_name(scheme, code), unit=indicator_unit(scheme, code) or "")


def _position(problem: Problem) -> tuple[str, str, int, int]:
    place = problem.place
    row, column = cell_of(place.cell) if place.cell else (place.line or -1, -1)
    return place.file or "", place.sheet or "", row, column
