"""Published places to take away, the same bytes each time: lists as csv and JSON, zones by lists as xlsx."""

import json
from collections.abc import Callable, Mapping

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from xlsxwriter import Workbook

from kaohe.figures.csv_text import csv_table, texts
from kaohe.messages import Lang, sentence
from kaohe.office.assessment.models import Publication
from kaohe.office.assessment.queries.lists import COLUMNS, matrix_of, table_of
from kaohe.workbooks.books import workbook_bytes
from kaohe.workbooks.styles import Styles

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(publication: Publication, lang: Lang) -> HttpResponse:
    """UTF-8 with a mark, by which spreadsheet programs know it; the columns of `standings.csv` and more."""
    rows = (",".join(texts(row)) for row in table_of(publication))
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
    places = [dict(zip(COLUMNS[2:-2], row[2:-2], strict=True)) for row in table_of(publication)]
    content = json.dumps({"publication": about, "places": places}, ensure_ascii=False, indent=1)
    return _answer(content.encode(), "application/json", publication, "json")


def as_xlsx(publication: Publication, lang: Lang) -> HttpResponse:
    """One sheet to read and sort: a line a zone, its place on every list over all zones."""
    lists, zones = matrix_of(publication)
    heads = [sentence(f"web_assessment.column_{name}", lang) for name in ("unit", "name")]

    def fill(book: Workbook, styles: Styles) -> None:
        sheet = book.add_worksheet(sentence("web_assessment.standings", lang))
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 34)
        for column, head in enumerate((*heads, *(name.of(lang) for name in lists))):
            sheet.write_string(0, column, head, styles.head)
        for line, ((unit, name), places) in enumerate(zones.items(), start=1):
            sheet.write_string(line, 0, unit, styles.text)
            sheet.write_string(line, 1, name, styles.text)
            for column, place in enumerate(places, start=2):
                if place is not None:
                    sheet.write_number(line, column, place)
        sheet.autofilter(0, 0, len(zones), len(lists) + 1)

    return _answer(workbook_bytes(publication.title, fill), _XLSX, publication, "xlsx")


DOWNLOADS: Mapping[str, Callable[[Publication, Lang], HttpResponse]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": as_json,
}
"""How to write each kind, by its ending."""


def _answer(content: bytes, kind: str, publication: Publication, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    name = f"kaohe-{publication.assessment_year}-{publication.field}-{publication.origin}.{ending}"
    answer["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer
