"""Published places to take away: every list as csv, xlsx or JSON, the same bytes each time."""

import json
from collections.abc import Callable, Mapping

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from xlsxwriter import Workbook

from kaohe.figures.csv_text import csv_table, texts
from kaohe.messages import Lang, sentence
from kaohe.office.assessment.models import Publication
from kaohe.office.assessment.queries.lists import COLUMNS, table_of
from kaohe.workbooks.books import workbook_bytes
from kaohe.workbooks.styles import Styles

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = (8, 8, 26, 30, 14, 16, 30, 8, 8, 8, 12, 40, 12)


def as_csv(publication: Publication, lang: Lang) -> HttpResponse:
    """UTF-8 with a mark, by which spreadsheet programs know it; the columns of `standings.csv` and more."""
    rows = (",".join(texts(map(_plain, row))) for row in table_of(publication))
    content = b"\xef\xbb\xbf" + csv_table(COLUMNS, rows)
    return _answer(content, "text/csv; charset=utf-8", publication, "csv")


def as_json(publication: Publication, lang: Lang) -> HttpResponse:
    """What it is, then its places."""
    about = {
        "title": publication.title,
        "origin": publication.origin,
        "field": publication.field,
        "extent": publication.extent,
        "assessment_year": publication.assessment_year,
        "data_year": publication.data_year,
        "document": publication.document,
        "published_on": publication.published_on.isoformat(),
        "notice_until": publication.notice_until.isoformat() if publication.notice_until else None,
        "reason": publication.reason,
    }
    places = [dict(zip(COLUMNS[2:-2], map(_plain, row[2:-2]), strict=True)) for row in table_of(publication)]
    content = json.dumps({"publication": about, "places": places}, ensure_ascii=False, indent=1)
    return _answer(content.encode(), "application/json", publication, "json")


def as_xlsx(publication: Publication, lang: Lang) -> HttpResponse:
    """One sheet, its head frozen and with filters."""

    def fill(book: Workbook, styles: Styles) -> None:
        sheet = book.add_worksheet(sentence("web_assessment.standings", lang))
        sheet.freeze_panes(1, 0)
        for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, sentence(f"web_assessment.column_{name}", lang), styles.head)
        last = 1
        for last, row in enumerate(table_of(publication), start=1):
            for column, value in enumerate(map(_plain, row)):
                if isinstance(value, int | float):
                    sheet.write_number(last, column, value)
                else:
                    sheet.write_string(last, column, value or "", styles.text)
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)

    return _answer(workbook_bytes(publication.title, fill), _XLSX, publication, "xlsx")


DOWNLOADS: Mapping[str, Callable[[Publication, Lang], HttpResponse]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": as_json,
}
"""How to write each kind, by its ending."""


def _plain(value: object) -> str | int | float | None:
    """Whole places without a point; anything else as it is."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _answer(content: bytes, kind: str, publication: Publication, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    name = f"kaohe-{publication.assessment_year}-{publication.field}-{publication.origin}.{ending}"
    answer["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer
