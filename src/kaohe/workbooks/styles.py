"""How our workbooks look. Fonts are named outright: a theme's font differs between Excel and WPS."""

from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

FONT = "微软雅黑"
INK, QUIET, LINE = "#1F2933", "#5F6B7A", "#C5CDD8"
ACCENT, PALE, INPUT, WARN = "#1F4E79", "#E8EEF5", "#FFFBE6", "#FFE9B8"
_BASE: dict[str, Any] = {
    "font_name": FONT,
    "font_scheme": "none",
    "font_size": 10,
    "font_color": INK,
    "valign": "vcenter",
}
_CELL = {**_BASE, "border": 1, "border_color": LINE}
_HEAD = {**_CELL, "bg_color": PALE, "align": "center", "text_wrap": True}
_CODE = {"font_size": 9, "bottom": 2, "bottom_color": ACCENT, "text_wrap": False, "shrink": True}


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of one workbook."""

    title: Format
    note: Format
    head: Format
    head_quiet: Format
    head_code: Format
    text: Format
    wrapped: Format
    given: Format
    input_text: Format
    signature: Format
    numbers: dict[tuple[str, bool], Format]

    def number(self, pattern: str, *, locked: bool) -> Format:
        return self.numbers[pattern, locked]


PATTERNS = {"count": "#,##0", "amount": "#,##0.00", "plain": "0.00", "general": "General"}


def styles_of(book: Workbook) -> Styles:
    """Make the formats in a workbook that was opened with `options`."""
    numbers = {}
    for name, pattern in PATTERNS.items():
        cell = {**_CELL, "num_format": pattern, "align": "right"}
        numbers[name, True] = book.add_format({**cell, "bg_color": PALE})
        numbers[name, False] = book.add_format({**cell, "bg_color": INPUT, "locked": False})
    return Styles(
        title=book.add_format({**_BASE, "font_size": 16, "bold": True, "font_color": ACCENT}),
        note=book.add_format({**_BASE, "font_color": QUIET}),
        head=book.add_format({**_HEAD, "bold": True}),
        head_quiet=book.add_format({**_HEAD, "font_size": 9, "font_color": QUIET}),
        head_code=book.add_format({**_HEAD, **_CODE}),
        text=book.add_format(_CELL),
        wrapped=book.add_format({**_CELL, "text_wrap": True, "valign": "top"}),
        given=book.add_format({**_CELL, "bg_color": PALE}),
        input_text=book.add_format({**_CELL, "bg_color": INPUT, "locked": False}),
        signature=book.add_format({**_BASE, "bottom": 1, "bottom_color": INK, "locked": False}),
        numbers=numbers,
    )


def options() -> dict[str, Any]:
    """How a workbook of ours is opened: text is never executed. New each time: the writer changes it."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": FONT, "font_scheme": "none", "font_size": 10},
    }
