"""What a form is made from: the list of units with their attributes, and last year's figures."""

from pathlib import Path

from kaohe.figures import Figures
from kaohe.messages import Place, Problem, Refused
from kaohe.schemes import Scheme
from kaohe.schemes.model import Item
from kaohe.workbooks.grids import read_book
from kaohe.workbooks.headers import Column, attributes_wanted, vocabulary
from kaohe.workbooks.heads import Head, find_head
from kaohe.workbooks.reading import as_item
from kaohe.workbooks.sheets import report_head
from kaohe.workbooks.table import Wanted, read_table


def read_units(path: Path, scheme: Scheme) -> Figures:
    """The units of a form, without items; attributes they lack are filled in there. Raises `Refused`."""
    book = read_book(path)
    heads = (find_head(grid, vocabulary(scheme)) for grid in book.grids if not grid.hidden)
    head = next((head for head in heads if head and Column("unit") in head.columns), None)
    if head is None:
        raise Refused.because("workbooks.no_units_header", Place(book.file))
    attributes = {code: scheme.units.get(code, ()) for code in attributes_wanted(scheme)}
    figures = _table(head, Wanted(_items(head, scheme), attributes, blank_attributes=True))
    return Figures(figures.units, figures.names, (), figures.values[:, :0], figures.attributes)


def read_last_year(path: Path, scheme: Scheme) -> Figures:
    """Last year's figures for a form, whatever columns there are. Raises `Refused`."""
    frame = next((code for code, frame in scheme.frames.items() if frame.year == -1), None)
    if frame is None:
        raise Refused.because(
            "workbooks.no_such_frame", Place(path.name), option="--previous", scheme=scheme.id
        )
    head = report_head(read_book(path), scheme, (frame,))
    return _table(head, Wanted(_items(head, scheme)))


def _items(head: Head, scheme: Scheme) -> dict[str, Item]:
    return {code: as_item(scheme, code) for code in head.values}


def _table(head: Head, wanted: Wanted) -> Figures:
    problems: list[Problem] = []
    figures = read_table(head, wanted, problems)
    hard = [problem for problem in problems if problem.level == "hard"]
    if hard or figures is None:
        raise Refused(hard)
    return figures
