"""How the result workbook looks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from kaohe.scoring.exact import Floats
from kaohe.workbooks.styles import ACCENT, FONT, INK, LINE, PALE, QUIET, WARN

_BASE: dict[str, Any] = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
_LINED: dict[str, Any] = {**_BASE, "bottom": 1, "bottom_color": LINE}
_NUMBER: dict[str, Any] = {**_LINED, "align": "right"}


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of the workbook; `number(pattern)` and its like are made as they are asked for."""

    title: Format
    note: Format
    head: Format
    head_number: Format
    text: Format
    quiet: Format
    strong: Format
    link: Format
    wrapped: Format
    section: Format
    number: Callable[[str], Format]
    bold: Callable[[str], Format]
    faint: Callable[[str], Format]
    indented: Callable[[int], Format]
    branch: Callable[[int], Format]
    flagged: Callable[[str], Format]


def looks_of(book: Workbook) -> Looks:
    """Make the formats."""
    head = {**_BASE, "bold": True, "bg_color": PALE, "bottom": 2, "bottom_color": ACCENT, "text_wrap": True}

    @cache
    def number(pattern: str) -> Format:
        return book.add_format({**_NUMBER, "num_format": pattern})

    @cache
    def bold(pattern: str) -> Format:
        return book.add_format({**_NUMBER, "num_format": pattern, "bold": True, "bg_color": PALE})

    @cache
    def faint(pattern: str) -> Format:
        return book.add_format({**_NUMBER, "num_format": pattern, "font_color": QUIET})

    @cache
    def indented(depth: int) -> Format:
        return book.add_format({**_LINED, "indent": depth})

    @cache
    def branch(depth: int) -> Format:
        return book.add_format({**_LINED, "indent": depth, "bold": True})

    @cache
    def flagged(pattern: str) -> Format:
        return book.add_format({**_NUMBER, "num_format": pattern, "bg_color": WARN})

    return Looks(
        title=book.add_format({**_BASE, "font_size": 16, "bold": True, "font_color": ACCENT}),
        note=book.add_format({**_BASE, "font_color": QUIET}),
        head=book.add_format({**head, "indent": 1}),
        head_number=book.add_format({**head, "align": "right"}),
        text=book.add_format({**_LINED, "indent": 1}),
        quiet=book.add_format({**_LINED, "font_color": QUIET, "indent": 1}),
        strong=book.add_format({**_LINED, "bold": True, "bg_color": PALE}),
        link=book.add_format({**_LINED, "font_color": ACCENT, "underline": 1, "indent": 1}),
        wrapped=book.add_format({**_LINED, "text_wrap": True, "valign": "top", "indent": 1}),
        section=book.add_format({**_BASE, "font_size": 12, "bold": True, "font_color": ACCENT}),
        number=number,
        bold=bold,
        faint=faint,
        indented=indented,
        branch=branch,
        flagged=flagged,
    )


def decimals(digits: int) -> str:
    """The pattern of numbers with so many decimals."""
    return "#,##0." + "0" * digits if digits else "#,##0"


def pattern_of(values: Floats) -> str:
    """A pattern for measured values: whole numbers without decimals, small ones with four."""
    present = values[~np.isnan(values)]
    if not len(present) or np.all(present == np.rint(present)):
        return "#,##0"
    return "#,##0.0000" if np.max(np.abs(present)) < 10 else "#,##0.00"
