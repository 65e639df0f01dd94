"""The whole workbook, a sheet a topic: the flags first, what has a row for each unit last."""

from pathlib import Path

from xlsxwriter import Workbook

from kaohe.explanations import Voice, result_of
from kaohe.explanations.studies import Speech
from kaohe.messages import Lang
from kaohe.studies.study import Study
from kaohe.workbooks.books import workbook_bytes
from kaohe.workbooks.results.looks import looks_of
from kaohe.workbooks.results.sheets import Sheets
from kaohe.workbooks.study.branches import balance_sheet, loadings_sheet
from kaohe.workbooks.study.columns import Desk
from kaohe.workbooks.study.correlations import correlations_sheet, denominators_sheet
from kaohe.workbooks.study.flags import flags_sheet
from kaohe.workbooks.study.statistics import statistics_sheet
from kaohe.workbooks.study.units import availability_sheet, profiles_sheet, removal_places_sheet, trends_sheet
from kaohe.workbooks.study.weights import removals_sheet, weights_sheet

MOST_UNITS = 2000
"""With more units the sheets that have a row for each are left out; the csv tables have them."""


def write_study_workbook(path: Path | str, study: Study, *, lang: Lang) -> None:
    """Write study.xlsx; the same study gives the same bytes. Raises OSError."""
    voice = Voice(study.scores.scheme, lang)
    result = result_of(study.scores)

    def fill(book: Workbook, _: object) -> None:
        looks = looks_of(book)
        desk = Desk(Sheets(book, looks, voice, result, False), looks, Speech(voice, study), study)
        flags_sheet(desk)
        statistics_sheet(desk)
        correlations_sheet(desk)
        denominators_sheet(desk)
        loadings_sheet(desk)
        balance_sheet(desk)
        weights_sheet(desk)
        removals_sheet(desk)
        if len(study.scores.figures.units) <= MOST_UNITS:
            profiles_sheet(desk)
            availability_sheet(desk)
            removal_places_sheet(desk)
            trends_sheet(desk)

    Path(path).write_bytes(workbook_bytes(voice.of(study.scores.scheme.name), fill))
