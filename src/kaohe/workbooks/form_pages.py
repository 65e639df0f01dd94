"""The form's pages of text: what each item means, and how the form is filled and signed."""

import unicodedata

from xlsxwriter.worksheet import Worksheet

from kaohe.figures.bounds import bounds_of, in_words
from kaohe.messages import sentence
from kaohe.schemes import Scheme
from kaohe.schemes.model import Item
from kaohe.workbooks.styles import Styles

_ITEM_HEADS = {
    "code": 24,
    "name": 30,
    "name_en": 34,
    "unit": 14,
    "kind": 10,
    "bounds": 16,
    "required": 8,
    "evidence": 8,
    "vouched_by": 22,
    "defined_from": 10,
    "definition": 70,
    "definition_en": 70,
}
_LINE = 15
_GUIDE = ("fill", "blank", "units", "yes_no", "cities", "last_year", "checks", "evidence", "back")
_SIGNED = ("form_number", "issued_by", "unit_head", "statistics_head", "filled_by", "phone", "reported_on")


def write_items(sheet: Worksheet, scheme: Scheme, styles: Styles) -> None:
    """One row an item: code, names, unit of measure, what is allowed, who vouches, definition."""
    for column, (key, width) in enumerate(_ITEM_HEADS.items()):
        sheet.write_string(0, column, sentence(f"workbooks.items_{key}", "zh"), styles.head)
        sheet.set_column(column, column, width)
    for row, (code, item) in enumerate(scheme.items.items(), 1):
        texts = _about(code, item)
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, styles.wrapped)
        lines = (_lines(text, width) for text, width in zip(texts, _ITEM_HEADS.values(), strict=True))
        sheet.set_row(row, _LINE * max(lines) + 4)
    sheet.freeze_panes(1, 2)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _about(code: str, item: Item) -> tuple[str, ...]:
    definition = item.definition
    return (
        code,
        item.name.zh,
        item.name.en,
        item.unit,
        sentence(f"workbooks.kind_{item.kind}", "zh"),
        " / ".join(grade.name.zh for grade in item.grades) or in_words(bounds_of(item)),
        _tick(item.required),
        _tick(item.evidence),
        item.vouched_by or "",
        str(item.defined_from or ""),
        definition.zh if definition else "",
        definition.en if definition else "",
    )


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column: not every program fits heights by itself."""
    wide = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
    return max(1, -(-wide * 10 // (width * 9)))


def _tick(holds: bool) -> str:
    return sentence("workbooks.yes" if holds else "workbooks.no", "zh")


def write_guide(sheet: Worksheet, scheme: Scheme, title: str, styles: Styles) -> None:
    """How to fill the form, in both languages, and the lines that are signed."""
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 2, 54)
    sheet.write_string(0, 0, title, styles.title)
    guide = (f"status_{scheme.status}", *_GUIDE)
    for place, key in enumerate(guide, 1):
        row = place + 1
        sheet.write_string(row, 0, str(place), styles.wrapped)
        sheet.write_string(row, 1, sentence(f"workbooks.guide_{key}", "zh"), styles.wrapped)
        sheet.write_string(row, 2, sentence(f"workbooks.guide_{key}", "en"), styles.wrapped)
        sheet.set_row(row, 44)
    for place, key in enumerate(_SIGNED, len(guide) + 3):
        sheet.write_string(place, 0, sentence(f"workbooks.signed_{key}", "zh"), styles.text)
        sheet.write_string(place, 1, "", styles.signature)
        sheet.write_string(place, 2, sentence(f"workbooks.signed_{key}", "en"), styles.note)
        sheet.set_row(place, 26)
    sheet.protect("")
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
