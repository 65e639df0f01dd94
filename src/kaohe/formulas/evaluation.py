"""A formula over columns: every result is a number, or missing with its cause.

Missing propagates, the left operand's cause first. `and`, `or` follow Kleene: a part that decides alone is
enough. `coalesce` takes the first present; `when` is missing only with its condition or the branch taken.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from kaohe.formulas.causes import Cause, CauseTable, Reason
from kaohe.formulas.columns import Codes, Column, Floats, Mask, alike, recoded
from kaohe.formulas.names import Name
from kaohe.formulas.tree import (
    Call,
    Chain,
    Comparison,
    Formula,
    Joined,
    Negative,
    Not,
    Number,
    Part,
    Power,
    Reference,
)

Lookup = Callable[[Name], Column]

_ARITHMETIC = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}
_COMPARED = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}
_CURVES = {"ln": np.log, "exp": np.exp, "sqrt": np.sqrt, "abs": np.abs}
_EXTREMES = {"least": np.minimum, "greatest": np.maximum}


def evaluate(formula: Formula, lookup: Lookup, n: int) -> Column:
    """The formula's value for n units; truths are 1.0, 0.0 or missing. `lookup` gives columns of length n.

    Columns of many draws, [r, n], meet those that all draws share as numpy broadcasts them.
    """
    walk = _Walk({name: lookup(name) for name in sorted(formula.names)}, n)
    with np.errstate(all="ignore"):  # what leaves the range of numbers is marked missing instead
        cells = walk.cells(formula.tree)
    return Column(cells.values, alike(cells.why), walk.table.causes)


class _Cells(NamedTuple):
    """`values` float64[n], NaN where `why` int32[n] is not 0; [r, n] as in a `Column`."""

    values: Floats
    why: Codes


class _Walk:
    def __init__(self, columns: dict[Name, Column], n: int):
        self.columns = columns
        self.n = n
        self.table = CauseTable()

    def cells(self, part: Part) -> _Cells:
        match part:
            case Number():
                cells = _Cells(np.full(self.n, part.value), np.zeros(self.n, dtype=np.int32))
            case Reference():
                cells = self.reference(part.name)
            case Negative():
                of = self.cells(part.of)
                cells = _Cells(-of.values, of.why)
            case Chain():
                cells = self.chain(part)
            case Power():
                base, exponent = self.cells(part.base), self.cells(part.exponent)
                cells = self.settled(np.power(base.values, exponent.values), _either(base, exponent), part)
            case Call():
                cells = self.call(part)
            case Comparison():
                cells = self.comparison(part)
            case Joined():
                cells = _joined(part.word, [self.cells(each) for each in part.parts])
            case Not():
                of = self.cells(part.of)
                cells = _Cells(1.0 - of.values, of.why)
        return cells

    def reference(self, name: Name) -> _Cells:
        column = self.columns[name]
        if len(column) != self.n:
            raise ValueError(f"{name} has {len(column)} rows instead of {self.n}")
        return _Cells(column.values, recoded(column, self.table))

    def chain(self, part: Chain) -> _Cells:
        total = self.cells(part.first)
        for sign, operand in part.rest:
            right = self.cells(operand)
            why = _either(total, right)
            if sign == "/":
                zero = Cause(Reason.DIVIDED_BY_ZERO, operand.text)
                why = self.marked(why, right.values == 0, zero)
            total = self.settled(_ARITHMETIC[sign](total.values, right.values), why, part)
        return total

    def call(self, part: Call) -> _Cells:
        arguments = [self.cells(argument) for argument in part.arguments]
        if part.function == "when":
            return _when(*arguments)
        if part.function == "coalesce":
            return reduce(_first_present, arguments)
        why = reduce(_first_cause, [each.why for each in arguments])
        if part.function in _EXTREMES:
            values = reduce(_EXTREMES[part.function], [each.values for each in arguments])
            return _Cells(values, why)
        return self.settled(_CURVES[part.function](arguments[0].values), why, part)

    def comparison(self, part: Comparison) -> _Cells:
        left, pairs = self.cells(part.first), list[_Cells]()
        for sign, operand in part.rest:
            right = self.cells(operand)
            why = _either(left, right)
            holds = _COMPARED[sign](left.values, right.values)
            pairs.append(_Cells(np.where(why == 0, holds, np.nan), why))
            left = right
        return _joined("and", pairs)

    def settled(self, values: Floats, why: Codes, part: Part) -> _Cells:
        """Missing cells made NaN, and cells that left the range of numbers made missing."""
        lost = ~np.isfinite(values)
        if not (lost.any() or why.any()):
            return _Cells(values, why)
        why = self.marked(why, lost, Cause(Reason.OUTSIDE_DOMAIN, part.text))
        return _Cells(np.where(why == 0, values, np.nan), why)

    def marked(self, why: Codes, where: Mask, cause: Cause) -> Codes:
        """`why` with `cause` for the cells of `where` that are not missing already."""
        new = where & (why == 0)
        return np.where(new, np.int32(self.table.number(cause)), why) if new.any() else why


def _first_cause(left: Codes, right: Codes) -> Codes:
    return np.where(left != 0, left, right)


def _either(left: _Cells, right: _Cells) -> Codes:
    return _first_cause(left.why, right.why)


def _chosen(where: Mask, yes: _Cells, no: _Cells) -> _Cells:
    return _Cells(np.where(where, yes.values, no.values), np.where(where, yes.why, no.why))


def _when(condition: _Cells, yes: _Cells, no: _Cells) -> _Cells:
    return _chosen(condition.why != 0, condition, _chosen(condition.values == 1.0, yes, no))


def _first_present(found: _Cells, other: _Cells) -> _Cells:
    return _chosen((found.why != 0) & (other.why == 0), other, found)


def _joined(word: str, parts: Sequence[_Cells]) -> _Cells:
    """Kleene's `and` (a false decides) or `or` (a true decides) of truths."""
    deciding = 0.0 if word == "and" else 1.0
    decided = reduce(np.logical_or, [part.values == deciding for part in parts])
    why = np.where(decided, np.int32(0), reduce(_first_cause, [part.why for part in parts]))
    return _Cells(np.where(decided, deciding, np.where(why == 0, 1.0 - deciding, np.nan)), why)
