"""A department's own list of one item, `code,value`, held against what was reported."""

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kaohe.messages import Place, Problem, Refused
from kaohe.office.reporting.queries.vouching import Vouched
from kaohe.schemes.model import Item
from kaohe.workbooks.cells import Unread, reader_for

MOST_BYTES, MOST_ROWS = 1_000_000, 5000
_SAME = 1e-9
"""Relative difference that two ways of writing the same number may leave."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure beside the department's own value."""

    vouched: Vouched
    value: float

    @property
    def equal(self) -> bool:
        reported = self.vouched.figure.value
        return reported is not None and math.isclose(reported, self.value, rel_tol=_SAME)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left` are figures that the list doesn't name; `problems` rows of the list that can't be used."""

    equal: tuple[Compared, ...]
    different: tuple[Compared, ...]
    left: tuple[Vouched, ...]
    problems: tuple[Problem, ...]


def read_list(content: bytes, item: Item) -> tuple[dict[str, float], tuple[Problem, ...]]:
    """Values by the first column, and the rows that can't be read. A first row without a number is a head.

    UTF-8 or GB 18030, parted by comma, tab or semicolon. Raises `Refused` where it is no such text.
    """
    if len(content) > MOST_BYTES:
        raise Refused.because("reporting.list_too_long", rows=MOST_ROWS)
    rows = [row for row in _rows(_text(content)) if any(cell.strip() for cell in row)]
    if len(rows) > MOST_ROWS:
        raise Refused.because("reporting.list_too_long", rows=MOST_ROWS)
    values: dict[str, float] = {}
    problems: list[Problem] = []
    for line, row in enumerate(rows, start=1):
        found = _value(row, item)
        if isinstance(found, Problem):
            if line > 1:
                problems.append(Problem(found.code, found.params, Place(line=line)))
        elif row[0].strip() in values:
            problems.append(Problem("reporting.list_twice", {"found": row[0].strip()}, Place(line=line)))
        else:
            values[row[0].strip()] = found
    return values, tuple(problems)


def compare(values: dict[str, float], problems: Iterable[Problem], vouched: Sequence[Vouched]) -> Comparison:
    """Hold a list against the figures of one item that can be spoken of; units by code or by name."""
    spoken = [each for each in vouched if each.open]
    named = {name: each for each in spoken for name in (each.report.name_zh, each.report.code)}
    found: dict[int, Compared] = {}
    wrong: list[Problem] = list(problems)
    for name, value in values.items():
        each = named.get(name)
        if each is None or each.report.pk in found:
            wrong.append(
                Problem("reporting.list_twice" if each else "reporting.list_unknown", {"found": name})
            )
        else:
            found[each.report.pk] = Compared(each, value)
    return Comparison(
        equal=tuple(each for each in found.values() if each.equal),
        different=tuple(each for each in found.values() if not each.equal),
        left=tuple(each for each in spoken if each.report.pk not in found),
        problems=tuple(wrong),
    )


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused.because("reporting.list_no_text")


def _rows(text: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    sign = next((sign for sign in "\t;" if sign in first), ",")
    try:
        return list(csv.reader(text.replace("\0", "").splitlines(), delimiter=sign))
    except csv.Error:
        raise Refused.because("reporting.list_no_text") from None


def _value(row: list[str], item: Item) -> float | Problem:
    if len(row) != 2:
        return Problem("reporting.list_columns", {"found": len(row)})
    value = reader_for(item)(row[1])
    if isinstance(value, Unread):
        return Problem(value.code, {"name": item.name, "found": row[1], **value.params})
    return Problem("reporting.list_columns", {"found": 1}) if math.isnan(value) else value
