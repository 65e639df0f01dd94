"""Every check of figures: kind, bounds, what isn't reported, the scheme's statements, likely slips."""

import math
from collections.abc import Iterator

import numpy as np

from kaohe.figures.bounds import bounds_of, in_words
from kaohe.figures.figures import Figures
from kaohe.figures.findings import Finding
from kaohe.figures.needs import needed_items
from kaohe.figures.slips import copied_years, unit_slips
from kaohe.figures.statements import broken_statements
from kaohe.messages import Problem, Text
from kaohe.schemes import Scheme
from kaohe.schemes.model import Item


def check_figures(figures: Figures, scheme: Scheme) -> tuple[Problem, ...]:
    """Hard and soft findings, each at its cell, in reading order.

    Hard: outside an item's kind or bounds, a false hard statement. Soft: not reported though required, a
    false soft statement, a likely slip of the unit of measure, last year's form sent again.
    """
    findings = [
        *_own_values(figures, scheme),
        *_city_values(figures, scheme),
        *broken_statements(figures, scheme),
    ]
    slips = {(slip.unit, slip.item): slip for slip in unit_slips(figures, scheme)}
    findings = [each for each in findings if not (_is_jump(each) and (each.unit, each.item) in slips)]
    findings += [*slips.values(), *copied_years(figures, scheme)]
    return tuple(finding.problem() for finding in sorted(findings, key=Finding.order))


def _is_jump(finding: Finding) -> bool:
    """A soft statement about each item says less than a likely slip of the unit does."""
    return finding.code == "figures.check_each" and finding.level == "soft"


def _own_values(figures: Figures, scheme: Scheme) -> Iterator[Finding]:
    for code, item in scheme.items.items():
        if code in figures.items:
            yield from _values(figures, code, item)
        if item.required and not _not_yet_defined(item, figures):
            yield from _not_reported(figures, code, item)


def _city_values(figures: Figures, scheme: Scheme) -> Iterator[Finding]:
    """The host cities' table, each city once."""
    needed = needed_items(scheme)
    for frame, table in figures.frames.items():
        if scheme.frames[frame].through is None:
            continue
        first = {city: place for place, city in reversed(list(enumerate(table.units)))}
        for code in needed.get((frame,), frozenset()):
            item = scheme.items[code]
            found = (
                (*_values(table, code, item), *_not_reported(table, code, item))
                if code in table.items
                else ()
            )
            yield from (each for each in found if first[table.units[each.unit]] == each.unit)


def _values(table: Figures, code: str, item: Item) -> Iterator[Finding]:
    """Values that the item's kind or bounds don't allow."""
    low, high = bounds_of(item)
    values = table.column(code)
    outside = (values < (-math.inf if low is None else low)) | (values > (math.inf if high is None else high))
    wrong = outside if low is not None or high is not None else np.zeros(len(values), dtype=bool)
    allowed = Text(in_words((low, high)), in_words((low, high)))
    for unit in np.flatnonzero(wrong):
        yield _at(table, int(unit), code, item, "figures.out_of_bounds", allowed=allowed)
    if item.kind == "count":
        for unit in np.flatnonzero(~wrong & ~np.isnan(values) & (values != np.floor(values))):
            yield _at(table, int(unit), code, item, "figures.not_whole")
    steps = {0.0, 1.0} if item.kind == "yes_no" else {grade.points for grade in item.grades}
    if item.kind in ("yes_no", "grade"):
        known = np.isin(values, sorted(steps)) | np.isnan(values) | wrong
        words = Text(
            " / ".join(f"{step:g}" for step in sorted(steps)),
            " / ".join(f"{step:g}" for step in sorted(steps)),
        )
        for unit in np.flatnonzero(~known):
            yield _at(table, int(unit), code, item, "figures.out_of_bounds", allowed=words)


def _at(table: Figures, unit: int, code: str, item: Item, message: str, **params: Text) -> Finding:
    found = f"{table.column(code)[unit]:,.15g}"
    return Finding(
        table,
        unit,
        code,
        "hard",
        message,
        {"name": item.name, "found": found, "unit_of": item.unit, **params},
    )


def _not_reported(table: Figures, code: str, item: Item) -> Iterator[Finding]:
    missing = np.isnan(table.column(code)) if code in table.items else np.ones(len(table.units), dtype=bool)
    for unit in np.flatnonzero(missing):
        yield Finding(table, int(unit), code, "soft", "figures.not_reported", {"name": item.name})


def _not_yet_defined(item: Item, figures: Figures) -> bool:
    return bool(item.defined_from and figures.data_year and figures.data_year < item.defined_from)
