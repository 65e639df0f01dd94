"""The whole workbook: ranking, details, values, scores, method."""

from pathlib import Path

from xlsxwriter import Workbook

from kaohe.explanations import Result, Voice, result_of
from kaohe.messages import Lang
from kaohe.scoring import Scores
from kaohe.workbooks.books import workbook_bytes
from kaohe.workbooks.results.about import about_sheet
from kaohe.workbooks.results.details import details_sheet
from kaohe.workbooks.results.looks import looks_of
from kaohe.workbooks.results.matrices import scores_sheet, values_sheet
from kaohe.workbooks.results.ranking import ranking_sheet
from kaohe.workbooks.results.sheets import Sheets
from kaohe.workbooks.styles import Styles

MOST_DETAILED = 2000
"""With more units the workbook is the ranking and the method only."""


def write_results(path: Path | str, scores: Scores, *, lang: Lang, result: Result | None = None) -> None:
    """Write results.xlsx; the same scores give the same bytes. Raises OSError.

    `result` is what follows from `scores`, where it is already worked out.
    """
    voice, known = Voice(scores.scheme, lang), result or result_of(scores)

    def fill(book: Workbook, _: Styles) -> None:
        detailed = len(scores.figures.units) <= MOST_DETAILED
        sheets = Sheets(book, looks_of(book), voice, known, detailed)
        ranking = ranking_sheet(sheets)
        if detailed:
            ranking.link_to(details_sheet(sheets))
            values_sheet(sheets)
            scores_sheet(sheets)
        about_sheet(sheets)

    Path(path).write_bytes(workbook_bytes(voice.of(scores.scheme.name), fill))
