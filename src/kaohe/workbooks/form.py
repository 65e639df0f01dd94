"""The reporting form: a workbook to be filled by the units and read back by `read_figures`."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from xlsxwriter import Workbook

from kaohe.figures import Figures, Frames, aligned, needed_items
from kaohe.messages import Text, sentence
from kaohe.schemes import Scheme
from kaohe.workbooks.books import workbook_bytes
from kaohe.workbooks.form_lists import cities_of, write_lists
from kaohe.workbooks.form_pages import write_guide, write_items
from kaohe.workbooks.form_tables import Layout, write_table
from kaohe.workbooks.headers import ATTRIBUTES, attributes_wanted
from kaohe.workbooks.meta import meta_rows
from kaohe.workbooks.sheets import GUIDE, ITEMS, META, REPORT, frame_sheets
from kaohe.workbooks.styles import Styles


def write_form(
    scheme: Scheme, units: Figures, out: Path, previous: Figures | None = None, data_year: int | None = None
) -> None:
    """An empty form for the units (codes, names, attributes), last year's values beside it where given."""
    frames = {} if previous is None else {_last_year(scheme): aligned(previous, units.units)}
    none_reported = units.values[:, :0]
    blank = replace(units, items=(), values=none_reported, data_year=data_year, frames=frames)
    out.write_bytes(form_bytes(scheme, blank))


def write_filled(figures: Figures, scheme: Scheme, out: Path) -> None:
    """The same form with the figures filled in, those of the frames too."""
    out.write_bytes(form_bytes(scheme, figures))


def form_bytes(
    scheme: Scheme, figures: Figures, kept: Mapping[str, str] | None = None, *, only_own: bool = False
) -> bytes:
    """The form as bytes, the same for the same content.

    `kept` is noted in the form and read back with it; `only_own` locks the tables of all frames.
    """
    title = _title(scheme, figures)

    def fill(book: Workbook, styles: Styles) -> None:
        ways = form_frames(scheme)
        names = (REPORT[0], ITEMS, *(frame_sheets(scheme, way)[0] for way in ways), GUIDE)
        sheets = {name: book.add_worksheet(name) for name in names}
        lists = write_lists(book, scheme, figures)
        write_table(sheets[REPORT[0]], _report(scheme, figures, title), styles, lists)
        write_items(sheets[ITEMS], scheme, styles)
        for way in ways:
            name = frame_sheets(scheme, way)[0]
            layout = _frame(scheme, figures, way, f"{title} · {name}")
            write_table(
                sheets[name], replace(layout, filling="locked") if only_own else layout, styles, lists
            )
        write_guide(sheets[GUIDE], scheme, title, styles)
        _write_meta(book, scheme, figures.data_year, kept or {})

    return workbook_bytes(title, fill)


def form_frames(scheme: Scheme) -> tuple[Frames, ...]:
    """The frames that get a sheet: last year's, and others as far as formulas or checks look there."""
    used = set(needed_items(scheme, checks=True))
    years = [(code,) for code, frame in scheme.frames.items() if frame.year is not None]
    others = sorted(way for way in used if way and way not in years)
    return (*years, *others)


def _last_year(scheme: Scheme) -> str:
    return next((code for code, frame in scheme.frames.items() if frame.year == -1), "prev")


def _title(scheme: Scheme, figures: Figures) -> str:
    year = "" if figures.data_year is None else sentence("workbooks.form_year", "zh", year=figures.data_year)
    return f"{scheme.name.zh}{year}"


def _report(scheme: Scheme, figures: Figures, title: str) -> Layout:
    further = (code for code in ATTRIBUTES if code in figures.attributes)
    note = (
        f"{sentence('workbooks.form_note', 'zh')} {sentence(f'workbooks.guide_status_{scheme.status}', 'zh')}"
    )
    return Layout(
        title=title,
        note=note,
        key="unit",
        key_name=_words("form_unit"),
        figures=figures,
        attributes=dict.fromkeys(further, False) | dict.fromkeys(attributes_wanted(scheme), True),
        items=dict(scheme.items),
        filling="open",
    )


def _frame(scheme: Scheme, figures: Figures, way: Frames, title: str) -> Layout:
    frame = scheme.frames[way[-1]]
    table = _seen_through(figures, way)
    codes: Iterable[str] = scheme.items
    if frame.year is None:
        codes = [code for code in scheme.items if code in needed_items(scheme, checks=True)[way]]
    by_city = any(scheme.frames[code].through for code in way)
    return Layout(
        title=title,
        note=sentence("workbooks.form_locked" if frame.year is not None else "workbooks.form_note", "zh"),
        key="city" if by_city else "unit",
        key_name=_words("form_city" if by_city else "form_unit"),
        figures=_by_city(scheme, figures, table, way) if by_city else table,
        attributes={},
        items={code: scheme.items[code] for code in codes},
        filling="locked" if way[0] != way[-1] or frame.year is not None else "open",
    )


def _seen_through(figures: Figures, way: Frames) -> Figures:
    """The table of a frame, units as rows; with nothing reported where it isn't given."""
    table: Figures | None = figures
    for code in way:
        table = table.frames.get(code) if table else None
    empty = np.empty((len(figures.units), 0))
    return table or Figures(figures.units, figures.names, (), empty)


def _by_city(scheme: Scheme, figures: Figures, table: Figures, way: Frames) -> Figures:
    """One row a city instead of one a unit."""
    through = next(scheme.frames[code].through or "" for code in way if scheme.frames[code].through)
    keys = figures.attributes.get(through, ())
    cities = cities_of(figures, through)
    rows = [keys.index(city) for city in cities]
    names = (table.names[row] for row in rows) if table.items else cities
    return Figures(cities, tuple(names), table.items, table.values[rows])


def _words(code: str) -> Text:
    return Text(sentence(f"workbooks.{code}", "zh"), sentence(f"workbooks.{code}", "en"))


def _write_meta(book: Workbook, scheme: Scheme, data_year: int | None, kept: Mapping[str, str]) -> None:
    sheet = book.add_worksheet(META)
    sheet.hide()
    for row, (key, value) in enumerate(meta_rows(scheme, data_year, kept)):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
