"""The catalogue as csv and xlsx: what is exported can be imported."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from xlsxwriter import Workbook

from kaohe.figures.csv_text import csv_table, texts
from kaohe.messages import Lang, sentence
from kaohe.office.zones.import_lines import column_names, level_names
from kaohe.office.zones.queries import ZoneRow
from kaohe.workbooks.books import workbook_bytes
from kaohe.workbooks.styles import Styles

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = (14, 34, 30, 10, 10, 12, 14, 14, 24, 12, 40, 40)


def as_csv(rows: Sequence[ZoneRow], day: date, lang: Lang) -> HttpResponse:
    """UTF-8 with a mark, by which spreadsheet programs know it."""
    content = csv_table(_heads(lang), [",".join(texts(cells)) for cells in _table(rows, lang)])
    return _answer(b"\xef\xbb\xbf" + content, "text/csv; charset=utf-8", f"{_name(day, lang)}.csv")


def as_xlsx(rows: Sequence[ZoneRow], day: date, lang: Lang) -> HttpResponse:
    """One sheet, its head frozen and with filters."""

    def fill(book: Workbook, styles: Styles) -> None:
        sheet = book.add_worksheet(sentence("web_zones.title", lang))
        sheet.freeze_panes(1, 2)
        for column, (head, width) in enumerate(zip(_heads(lang), _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, styles.head)
        for number, cells in enumerate(_table(rows, lang), start=1):
            for column, cell in enumerate(cells):
                sheet.write_string(number, column, cell, styles.text)
        sheet.autofilter(0, 0, len(rows), len(_WIDTHS) - 1)

    return _answer(workbook_bytes(_name(day, lang), fill), _XLSX, f"{_name(day, lang)}.xlsx")


def _heads(lang: Lang) -> list[str]:
    return [*column_names(lang).values(), sentence("web_zones.committee", lang)]


def _table(rows: Sequence[ZoneRow], lang: Lang) -> list[list[str]]:
    levels = level_names(lang)
    return [
        [
            row.code,
            row.facts.name_zh,
            row.facts.name_en,
            levels[row.facts.level],
            row.facts.province,
            row.facts.city,
            row.facts.region,
            row.facts.region4,
            ";".join(row.facts.aliases),
            row.since.isoformat(),
            row.basis,
            row.committee_zh if lang == "zh" else row.committee_en,
        ]
        for row in rows
    ]


def _name(day: date, lang: Lang) -> str:
    return f"{sentence('web_zones.title', lang)} {day.isoformat()}"


def _answer(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer
