"""What holds for every formula: it evaluates, to what IEEE 754 says, whatever the order of rows."""

import ast
import math
import operator
from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kaohe.formulas import Cause, Column, FormulaError, Name, Reason, evaluate, explain, explain_with, parse
from kaohe.formulas.words import WORDS
from tests.formulas.expressions import ROWS, numbers, tables, truths

Row = dict[str, float | None]
Table = dict[Name, Column]

_SIGNS = st.sampled_from("(),.+-*/<>=²'[:%×÷（），\\\n\x00 ")
_WORDS = st.sampled_from(
    ["**", "<=", "and", "not", "if", "__", "a", "prev.", "地区", "0", "1e300", "exp(", "when("]
)
_SLIPS = st.builds(
    lambda text, place, cut, slip: text[:place] + slip + text[place + cut :],
    numbers() | truths(),
    st.integers(0, 40),
    st.integers(0, 2),
    _SIGNS | _WORDS | st.characters(),
)


@settings(max_examples=80)
@given(numbers() | truths(), tables())
def test_whatever_parses_evaluates_to_a_number_or_a_cause(text: str, table: Table) -> None:
    formula = parse(text)
    column = evaluate(formula, table.__getitem__, ROWS)
    assert len(column) == ROWS
    assert (np.isfinite(column.values) == ~column.missing).all()
    assert all(
        (column.cause(row).reason == Reason.PRESENT) == (not column.missing[row]) for row in range(ROWS)
    )
    if formula.kind == "truth":
        assert set(column.values[~column.missing]) <= {0.0, 1.0}


@settings(max_examples=80)
@given(st.text() | st.lists(_SIGNS | _WORDS).map("".join) | _SLIPS)
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    try:
        formula = parse(text)
    except FormulaError as error:
        assert 1 <= error.column <= len(text) + 1
        return
    assert parse(formula.text) == formula
    ones = Column.of(np.ones(2))
    assert len(evaluate(formula, lambda _: ones, 2)) == 2
    assert explain_with(formula, lambda _: ones, 0, naming=str)


@settings(max_examples=80)
@given(numbers() | truths(), tables(), st.permutations(range(ROWS)))
def test_the_order_of_rows_changes_nothing(text: str, table: Table, order: list[int]) -> None:
    formula = parse(text)
    shuffled = {
        name: Column(column.values[order], column.why[order], column.causes) for name, column in table.items()
    }
    straight = evaluate(formula, table.__getitem__, ROWS)
    moved = evaluate(formula, shuffled.__getitem__, ROWS)
    assert np.array_equal(straight.values[order], moved.values, equal_nan=True)
    assert [straight.cause(row) for row in order] == [moved.cause(row) for row in range(ROWS)]


@settings(max_examples=80)
@given(numbers() | truths(), tables(), tables(), st.integers(0, 7))
def test_draws_together_are_each_draw_alone(text: str, table: Table, other: Table, shared: int) -> None:
    formula, names = parse(text), sorted(table)
    draws = [
        {name: (table if place < shared else each)[name] for place, name in enumerate(names)}
        for each in (table, other)
    ]
    together = {
        name: Column.of([draw[name].values for draw in draws], Cause(Reason.ABSENT, str(name)))
        for name in names
    } | {name: table[name] for name in names[:shared]}
    found = evaluate(formula, together.__getitem__, ROWS)
    values, why = (np.broadcast_to(part, (2, ROWS)) for part in (found.values, found.why))
    for place, draw in enumerate(draws):
        alone = evaluate(formula, draw.__getitem__, ROWS)
        assert np.array_equal(values[place], alone.values, equal_nan=True)
        assert [found.causes[code] for code in why[place]] == [alone.cause(row) for row in range(ROWS)]


@settings(max_examples=80)
@given(numbers(curved=False) | truths(curved=False), tables())
def test_every_row_is_what_plain_arithmetic_gives(text: str, table: Table) -> None:
    column = evaluate(parse(text), table.__getitem__, ROWS)
    node = ast.parse(text, mode="eval").body
    for row in range(ROWS):
        cells = {str(name): _present(float(each.values[row])) for name, each in table.items()}
        assert _present(float(column.values[row])) == _plain(node, cells)


@settings(max_examples=80)
@given(numbers(when=False) | truths(when=False), tables())
def test_an_explanation_reads_back_as_the_same_formula(text: str, table: Table) -> None:
    formula = parse(text)
    again = parse(_typed(explain(formula, str, "en")))
    before, after = (evaluate(each, table.__getitem__, ROWS) for each in (formula, again))
    assert np.array_equal(before.values, after.values, equal_nan=True)


def _typed(explained: str) -> str:
    """An English explanation in the signs of the language."""
    for function, words in [*WORDS["en"].functions.items(), *WORDS["en"].of_many.items()]:
        explained = explained.replace(f"{words}(", f"{function}(")
    return explained.replace(" = ", " == ").replace(" ^ ", " ** ").replace("; ", ", ")


def _present(value: float) -> float | None:
    return value if math.isfinite(value) else None


_BINARY: dict[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: lambda left, right: left / right if right else math.nan,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_CALLED: dict[str, Callable[..., float]] = {
    "abs": abs,
    "sqrt": lambda value: math.sqrt(value) if value >= 0 else math.nan,
    "least": min,
    "greatest": max,
}


def _plain(node: ast.AST, row: Row) -> float | None:
    """One row by Python's own floats; None is missing."""
    match node:
        case ast.Constant(value=int() | float() as constant):
            value: float | None = float(constant)
        case ast.Name() | ast.Attribute():
            value = row[ast.unparse(node)]
        case ast.UnaryOp(op=op):
            value = _strict(operator.neg if isinstance(op, ast.USub) else operator.not_, [node.operand], row)
        case ast.BinOp(op=op):
            value = _strict(_BINARY[type(op)], [node.left, node.right], row)
        case ast.Compare(comparators=others):
            steps = zip(node.ops, [node.left, *others], others, strict=False)
            value = _kleene(
                min, [_strict(_BINARY[type(op)], [left, right], row) for op, left, right in steps]
            )
        case ast.BoolOp(op=op):
            value = _kleene(
                min if isinstance(op, ast.And) else max, [_plain(part, row) for part in node.values]
            )
        case ast.Call(func=ast.Name(id="coalesce")):
            found = (_plain(argument, row) for argument in node.args)
            value = next((each for each in found if each is not None), None)
        case ast.Call(func=ast.Name(id="when"), args=[condition, yes, no]):
            holds = _plain(condition, row)
            value = None if holds is None else _plain(yes if holds else no, row)
        case ast.Call(func=ast.Name(id=function)):
            value = _strict(_CALLED[function], node.args, row)
        case _:
            raise AssertionError(ast.dump(node))
    return value


def _strict(operation: Callable[..., float], operands: Sequence[ast.AST], row: Row) -> float | None:
    values = [_plain(operand, row) for operand in operands]
    return None if None in values else _present(float(operation(*values)))


def _kleene(extreme: Callable[[float, float], float], truths: list[float | None]) -> float | None:
    """Missing lies half-way between false and true: the least of an `and`, the greatest of an `or`."""
    found = reduce(extreme, [0.5 if truth is None else truth for truth in truths])
    return None if found == 0.5 else found
