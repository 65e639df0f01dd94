"""One cell becomes one number, or the reason why it can't."""

import datetime
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from kaohe.schemes.model import Grade, Item
from kaohe.workbooks.folding import fold
from kaohe.workbooks.grids import Value

NOT_REPORTED = frozenset({"", "-", "—", "——", "…", "……"})
"""What stands for "not reported", beside an empty cell. It is missing, never zero."""

_TYPED_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("−"): ord("-")}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000\t"), " ")
_NUMBER = re.compile(
    r"[-+]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,3}( [0-9]{3})+)(\.[0-9]*)?([eE][-+]?[0-9]{1,3})?"
    r"|[-+]?\.[0-9]+"
)
_SCALED = re.compile(r"[-+]?[0-9][0-9,. ]*(百|千|万|亿|兆)\S*")
_YES_NO = {"是": 1.0, "yes": 1.0, "true": 1.0, "1": 1.0, "否": 0.0, "no": 0.0, "false": 0.0, "0": 0.0}


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a cell is not a value: a message code with what it needs to know besides the cell itself."""

    code: str
    params: dict[str, str] = field(default_factory=dict)


Reader = Callable[[Value], float | Unread]


def reader_for(item: Item) -> Reader:
    """How the cells of an item are read; NaN stands for not reported."""
    if item.kind == "yes_no":
        return _yes_no
    if item.kind == "grade":
        return partial(_grade, grades=item.grades)
    return partial(number_of, unit=item.unit)


def number_of(cell: Value, unit: str) -> float | Unread:
    """A number as typed: 1,234.5, 1 234.5, full-width digits; 12.5% where the unit of measure is %."""
    if isinstance(cell, bool):
        return Unread("workbooks.truth_in_number")
    if isinstance(cell, int | float):
        return float(cell) if math.isfinite(cell) else Unread("workbooks.not_finite")
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta):
        return Unread("workbooks.date_in_number")
    return _number_in_text(_narrow(cell), unit)


def _number_in_text(text: str, unit: str) -> float | Unread:
    if text in NOT_REPORTED:
        return math.nan
    number = text.removesuffix("%").rstrip()
    if not _NUMBER.fullmatch(number):
        is_scaled = _SCALED.fullmatch(text)
        return Unread("workbooks.scaled", {"unit": unit}) if is_scaled else Unread("workbooks.not_a_number")
    if text.endswith("%") and not is_percent(unit):
        return Unread("workbooks.percent", {"unit": unit})
    value = float(number.replace(",", "").replace(" ", ""))
    return value if math.isfinite(value) else Unread("workbooks.not_finite")


def shown_as_percent(value: float, unit: str) -> float | Unread:
    """What a cell with a percent format means: it holds 0.125 and shows 12.5%."""
    return (
        float(Decimal(repr(value)) * 100) if is_percent(unit) else Unread("workbooks.percent", {"unit": unit})
    )


def is_percent(unit: str) -> bool:
    return _narrow(unit) == "%"


def _yes_no(cell: Value) -> float | Unread:
    if isinstance(cell, str) and _narrow(cell) in NOT_REPORTED:
        return math.nan
    text = f"{cell:g}" if isinstance(cell, float) else fold(str(cell))
    return _YES_NO.get(text, Unread("workbooks.not_yes_no"))


def _grade(cell: Value, grades: tuple[Grade, ...]) -> float | Unread:
    """A grade by its name in either language, or by its points."""
    if isinstance(cell, str) and _narrow(cell) in NOT_REPORTED:
        return math.nan
    for grade in grades:
        if fold(str(cell)) in (fold(grade.name.zh), fold(grade.name.en)):
            return grade.points
    points = number_of(cell, "")
    if isinstance(points, float) and points in {grade.points for grade in grades}:
        return points
    allowed = " / ".join(grade.name.zh for grade in grades)
    return Unread("workbooks.not_a_grade", {"allowed": allowed})


def _narrow(text: str) -> str:
    """Full-width signs narrowed one by one: folding everything would turn 10² into 102."""
    return text.translate(_TYPED_WIDE).translate(_SPACES).strip()
