"""Figures from rows of texts, as `csv.DictReader` gives them."""

from collections.abc import Mapping, Sequence

from kaohe.figures import Figures, figures_of
from kaohe.messages import Refused
from kaohe.schemes import Scheme

UNIT, NAME = "unit", "name"


def figures_from(rows: Sequence[Mapping[str, str]], scheme: Scheme, data_year: int | None = None) -> Figures:
    """Units x items out of rows with `unit`, `name` if there, attributes and items; blank is missing.

    Raises `Refused` where a row has no unit or a cell is no number, naming unit, item and what was found. For
    files that people fill in, in any form, there is `read_figures`.
    """
    if any(not row.get(UNIT) for row in rows):
        raise Refused.because("library.no_unit", column=UNIT)
    items = {item: [_number(row, item) for row in rows] for item in scheme.items}
    marks = {name: [row.get(name) or None for row in rows] for name in scheme.units}
    units = [row[UNIT] for row in rows]
    names = [row.get(NAME) or row[UNIT] for row in rows]
    return figures_of(units, items, names=names, attributes=marks, data_year=data_year)


def _number(row: Mapping[str, str], item: str) -> float:
    text = row.get(item) or ""
    try:
        return float(text or "nan")
    except ValueError:
        raise Refused.because("library.no_number", unit=row[UNIT], item=item, found=text) from None
