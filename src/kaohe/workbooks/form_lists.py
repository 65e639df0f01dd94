"""The hidden sheet `_lists`: what drop-downs offer (lists inside a cell break at 255 characters)."""

from collections.abc import Mapping

from xlsxwriter import Workbook

from kaohe.figures import Figures
from kaohe.messages import sentence
from kaohe.schemes import Scheme
from kaohe.workbooks.addresses import letters
from kaohe.workbooks.sheets import LISTS

Lists = Mapping[str, str]
"""The cells of each list, as a validation wants them: `='_lists'!$B$2:$B$4`."""


def choices_of(scheme: Scheme, figures: Figures) -> dict[str, tuple[str, ...]]:
    """Allowed attribute values, the cities that occur, yes and no, names of grades; by code."""
    found = {code: allowed for code, allowed in scheme.units.items() if allowed}
    for frame in scheme.frames.values():
        if frame.through and frame.through not in found:
            found[frame.through] = cities_of(figures, frame.through)
    yes_no = (sentence("workbooks.yes", "zh"), sentence("workbooks.no", "zh"))
    for code, item in scheme.items.items():
        if item.kind == "yes_no":
            found[code] = yes_no
        elif item.kind == "grade":
            found[code] = tuple(grade.name.zh for grade in item.grades)
    return {code: offered for code, offered in found.items() if offered}


def cities_of(figures: Figures, through: str) -> tuple[str, ...]:
    """The cities that units name, sorted."""
    return tuple(sorted({city for city in figures.attributes.get(through, ()) if city}))


def write_lists(book: Workbook, scheme: Scheme, figures: Figures) -> Lists:
    """Write the sheet, its first column the units of the form, and say where each list stands."""
    sheet = book.add_worksheet(LISTS)
    sheet.hide()
    cells = {}
    for column, (code, values) in enumerate([("unit", figures.units), *choices_of(scheme, figures).items()]):
        for row, value in enumerate((code, *values)):
            sheet.write_string(row, column, value)
        cells[code] = f"='{LISTS}'!${letters(column)}$2:${letters(column)}${len(values) + 1}"
    return cells
