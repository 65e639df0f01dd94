"""A table of the form: title, five header rows (two names, unit, requirements, code), data."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from xlsxwriter.worksheet import Worksheet

from kaohe.figures import Figures
from kaohe.figures.bounds import bounds_of, in_words
from kaohe.messages import Text, sentence
from kaohe.schemes.model import Item
from kaohe.workbooks.cells import is_percent
from kaohe.workbooks.form_lists import Lists
from kaohe.workbooks.headers import ATTRIBUTES, MARKS, UNIT_OF_MEASURE
from kaohe.workbooks.styles import Styles

FIRST_ROW = 7
"""The row (from 0) below the header rows."""

_HEADER_HEIGHTS = (28, 18, 46, 40, 18, 30, 18)
_ROW_HEIGHT = 18
_LONGEST_MESSAGE = 250
_WHOLE = 10**15


@dataclass(frozen=True, slots=True)
class Layout:
    """One table: its rows' key with its words, its attributes (true if required), its items."""

    title: str
    note: str
    key: str
    key_name: Text
    figures: Figures
    attributes: dict[str, bool]
    items: dict[str, Item]
    filling: Literal["open", "locked"]


def write_table(sheet: Worksheet, layout: Layout, styles: Styles, lists: Lists) -> None:
    """Write the table and protect what isn't to be filled (without a password)."""
    _title(sheet, layout, styles)
    _keys(sheet, layout, styles)
    column = 2
    for code in layout.attributes:
        _attribute(sheet, column, code, layout, styles, lists)
        column += 1
    for code, item in layout.items.items():
        _item(sheet, column, code, item, layout, styles, lists)
        column += 1
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.repeat_rows(2, FIRST_ROW - 1)
    sheet.repeat_columns(0, 1)
    sheet.set_footer("&L&A&C&P / &N")


def _title(sheet: Worksheet, layout: Layout, styles: Styles) -> None:
    sheet.set_default_row(_ROW_HEIGHT)
    sheet.write_string(0, 0, layout.title, styles.title)
    sheet.write_string(1, 0, layout.note, styles.note)
    for row, height in enumerate(_HEADER_HEIGHTS):
        sheet.set_row(row, height)


def _keys(sheet: Worksheet, layout: Layout, styles: Styles) -> None:
    """Codes and names of the rows."""
    name = Text(sentence("workbooks.form_name", "zh"), sentence("workbooks.form_name", "en"))
    _heads(
        sheet, 0, (layout.key_name.zh, layout.key_name.en, UNIT_OF_MEASURE[0], MARKS[0], layout.key), styles
    )
    _heads(sheet, 1, (name.zh, name.en, "", "", "name"), styles)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 30)
    for place, (code, title) in enumerate(zip(layout.figures.units, layout.figures.names, strict=True)):
        sheet.write_string(FIRST_ROW + place, 0, code, styles.given)
        sheet.write_string(FIRST_ROW + place, 1, title, styles.given)


def _heads(sheet: Worksheet, column: int, texts: Sequence[str], styles: Styles) -> None:
    formats = (styles.head, styles.head_quiet, styles.head_quiet, styles.head_quiet, styles.head_code)
    for row, (text, look) in enumerate(zip(texts, formats, strict=True), FIRST_ROW - len(texts)):
        sheet.write_string(row, column, text, look)


def _attribute(
    sheet: Worksheet, column: int, code: str, layout: Layout, styles: Styles, lists: Lists
) -> None:
    """An attribute: what is known is locked, what isn't is chosen."""
    name = ATTRIBUTES.get(code, (code,))[0]
    mark = sentence("workbooks.form_required", "zh") if layout.attributes[code] else ""
    _heads(sheet, column, (name, code.replace("_", " "), "", mark, code), styles)
    sheet.set_column(column, column, 12)
    values = layout.figures.attributes.get(code) or (None,) * len(layout.figures.units)
    for place, value in enumerate(values):
        sheet.write_string(
            FIRST_ROW + place, column, value or "", styles.given if value else styles.input_text
        )
    if values and code in lists:
        rule = {"validate": "list", "source": lists[code], "ignore_blank": True}
        sheet.data_validation(FIRST_ROW, column, FIRST_ROW + len(values) - 1, column, rule)


def _item(
    sheet: Worksheet, column: int, code: str, item: Item, layout: Layout, styles: Styles, lists: Lists
) -> None:
    _heads(sheet, column, (item.name.zh, item.name.en, item.unit, _marks(item), code), styles)
    sheet.set_column(column, column, 16)
    count, locked = len(layout.figures.units), layout.filling == "locked"
    has_values = code in layout.figures.items
    values = layout.figures.column(code) if has_values else [math.nan] * count
    look = styles.number(_pattern(item), locked=locked)
    for place, value in enumerate(values):
        _value(sheet, FIRST_ROW + place, column, float(value), item, look)
    if count and not locked:
        sheet.data_validation(FIRST_ROW, column, FIRST_ROW + count - 1, column, _rule(code, item, lists))


def _value(sheet: Worksheet, row: int, column: int, value: float, item: Item, look: Any) -> None:
    if math.isnan(value):
        sheet.write_blank(row, column, None, look)
    elif item.kind == "yes_no":
        sheet.write_string(row, column, sentence("workbooks.yes" if value else "workbooks.no", "zh"), look)
    elif grade := next((grade for grade in item.grades if grade.points == value), None):
        sheet.write_string(row, column, grade.name.zh, look)
    else:
        sheet.write_number(row, column, value, look)


def _pattern(item: Item) -> str:
    if item.kind in ("yes_no", "grade"):
        return "general"
    if item.kind == "count":
        return "count"
    return "plain" if is_percent(item.unit) else "amount"


def _marks(item: Item) -> str:
    """`必填 · 附佐证 · 统计局`."""
    words = [sentence("workbooks.form_required" if item.required else "workbooks.form_optional", "zh")]
    if item.evidence:
        words.append(sentence("workbooks.form_evidence", "zh"))
    if item.vouched_by:
        words.append(item.vouched_by)
    return " · ".join(words)


def _rule(code: str, item: Item, lists: Lists) -> dict[str, Any]:
    """What may be typed: a choice, or a number within the item's bounds; with the definition as a hint."""
    hint = {"input_title": item.name.zh[:32], "input_message": _cut(_hint(item)), "ignore_blank": True}
    if code in lists:
        return {"validate": "list", "source": lists[code], **hint}
    low, high = bounds_of(item)
    allowed = in_words(bounds_of(item)) or sentence("workbooks.form_any_number", "zh")
    error = sentence("workbooks.form_error", "zh", unit=item.unit, allowed=allowed)
    return {
        "validate": "integer" if item.kind == "count" else "decimal",
        "criteria": "between",
        "minimum": -_WHOLE if low is None else low,
        "maximum": _WHOLE if high is None else high,
        "error_message": _cut(error),
        **hint,
    }


def _hint(item: Item) -> str:
    definition = item.definition.zh if item.definition else ""
    percent = sentence("workbooks.form_percent", "zh") if is_percent(item.unit) else ""
    return sentence("workbooks.form_hint", "zh", unit=item.unit, percent=percent, definition=definition)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[: _LONGEST_MESSAGE - 1]}…"
