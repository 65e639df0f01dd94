"""Evaluating: the values by hand, and the cause of every missing cell."""

import numpy as np
import pytest

from kaohe.formulas import Cause, Column, Name, Reason, evaluate, parse

NAN = float("nan")
PRESENT = Cause(Reason.PRESENT)
COLUMNS = {
    "gdp": [5678.0, 0.0, NAN, 4.0],
    "tax": [1234.5, 3.0, 2.0, NAN],
    "prev.gdp": [5000.0, 1.0, 1.0, NAN],
    "debt": [-8.0, 0.0, 9.0, 1e308],
}


def lookup(name: Name) -> Column:
    return Column.of(COLUMNS[str(name)], Cause(Reason.ABSENT, str(name)))


def values(text: str) -> list[float | None]:
    column = evaluate(parse(text), lookup, 4)
    return [None if gap else value for value, gap in zip(column.values.tolist(), column.missing, strict=True)]


def cause(text: str, row: int) -> tuple[Reason, str]:
    found = evaluate(parse(text), lookup, 4).cause(row)
    return found.reason, found.name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", [7, 7, 7, 7]),
        ("tax", [1234.5, 3, 2, None]),
        ("tax + 1 - 2 * 3", [1229.5, -2, -3, None]),
        ("2 - (tax - 3)", [-1229.5, 2, 3, None]),
        ("tax / gdp * 100", [1234.5 / 5678 * 100, None, None, None]),
        ("(gdp / prev.gdp - 1) * 100", [(5678 / 5000 - 1) * 100, -100, None, None]),
        ("-tax ** 2", [-(1234.5**2), -9, -4, None]),
        ("gdp ** 0", [1, 1, None, 1]),
        ("2 ** 3 ** 2 / 512", [1, 1, 1, 1]),
        ("abs(debt) - debt", [16, 0, 0, 0]),
        ("sqrt(debt)", [None, 0, 3, 1e154]),
        ("ln(exp(tax / 1000))", [pytest.approx(1.2345), pytest.approx(0.003), pytest.approx(0.002), None]),
        ("least(tax, 100, 50)", [50, 3, 2, None]),
        ("greatest(tax, gdp)", [5678, 3, None, None]),
        ("coalesce(gdp, tax)", [5678, 0, 2, 4]),
        ("coalesce(tax / gdp, -1)", [1234.5 / 5678, -1, -1, -1]),
        ("when(gdp > 0, tax / gdp, 0)", [1234.5 / 5678, 0, None, None]),
        ("when(debt < 0, 1, when(debt < 1, 2, 3))", [1, 2, 3, 3]),
    ],
)
def test_numbers(text: str, expected: list[float | None]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tax <= gdp", [1, 0, None, None]),
        ("tax == 3", [0, 1, 0, None]),
        ("tax != 3", [1, 0, 1, None]),
        ("0 <= debt <= 9", [0, 1, 1, 0]),
        ("not tax > 2", [0, 0, 1, None]),
        # Kleene: one false decides an and, one true an or, whatever is missing
        ("gdp > 1 and tax > 2", [1, 0, 0, None]),
        ("tax > 2 and gdp > 1", [1, 0, 0, None]),
        ("tax > 2 and debt > 0", [0, 0, 0, None]),
        ("gdp > 1 or debt > 1", [1, 0, 1, 1]),
        ("gdp > 1 or tax > 5", [1, 0, None, 1]),
        ("1 < gdp < 0", [0, 0, None, 0]),
        ("gdp < tax < 1", [0, 0, 0, None]),
    ],
)
def test_truths(text: str, expected: list[float | None]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        ("gdp + tax", 2, (Reason.ABSENT, "gdp")),
        ("tax / gdp", 1, (Reason.DIVIDED_BY_ZERO, "gdp")),
        ("0 / gdp", 1, (Reason.DIVIDED_BY_ZERO, "gdp")),
        ("tax / (gdp - 4)", 3, (Reason.ABSENT, "tax")),
        ("gdp / (gdp - 4)", 3, (Reason.DIVIDED_BY_ZERO, "gdp - 4")),
        ("1 + ln(debt)", 0, (Reason.OUTSIDE_DOMAIN, "ln(debt)")),
        ("ln(debt)", 1, (Reason.OUTSIDE_DOMAIN, "ln(debt)")),
        ("sqrt(debt)", 0, (Reason.OUTSIDE_DOMAIN, "sqrt(debt)")),
        ("debt ** 0.5", 0, (Reason.OUTSIDE_DOMAIN, "debt ** 0.5")),
        ("debt ** -1", 1, (Reason.OUTSIDE_DOMAIN, "debt ** -1")),
        ("1 + debt * 10", 3, (Reason.OUTSIDE_DOMAIN, "debt * 10")),
        ("debt / 0.1", 3, (Reason.OUTSIDE_DOMAIN, "debt / 0.1")),
        ("exp(debt)", 3, (Reason.OUTSIDE_DOMAIN, "exp(debt)")),
        ("gdp ** 0", 2, (Reason.ABSENT, "gdp")),
        ("1 ** gdp", 2, (Reason.ABSENT, "gdp")),
    ],
)
def test_a_missing_cell_says_why(text: str, row: int, expected: tuple[Reason, str]) -> None:
    assert cause(text, row) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{0} + {1}", "tax"),
        ("{0} ** {1}", "tax"),
        ("least(1, {0}, {1})", "tax"),
        ("coalesce({0}, {1})", "tax"),
        ("when({1} > 0, {0}, 1)", "prev.gdp"),
        ("when(debt > 0, {1}, {0})", "prev.gdp"),
        ("{0} < {1}", "tax"),
        ("1 < {1} < {0}", "prev.gdp"),
        ("{1} > 0 and {0} > 0", "prev.gdp"),
        ("{0} > 0 or {1} > 0", "tax"),
        ("not {1} > 0", "prev.gdp"),
        ("-{1}", "prev.gdp"),
    ],
)
def test_of_two_missing_parts_the_left_one_is_told(text: str, expected: str) -> None:
    assert cause(text.format("tax", "prev.gdp"), 3) == (Reason.ABSENT, expected)


def test_what_the_lookup_says_is_carried_through() -> None:
    broken = Cause(Reason.DEFINITION_BREAK, "prev.fdi")
    fdi = Column.of([2, 2, np.nan])
    before = Column.of([1, 1, np.nan]).masked(np.array([True, False, True]), broken)
    columns = {"fdi": fdi, "prev.fdi": before}
    growth = evaluate(parse("fdi / prev.fdi - 1"), lambda name: columns[str(name)], 3)
    assert [growth.cause(row) for row in range(3)] == [broken, PRESENT, Cause(Reason.ABSENT)]
    assert growth.values[1] == 1


def test_a_name_is_looked_up_once() -> None:
    asked = []

    def counting(name: Name) -> Column:
        asked.append(str(name))
        return lookup(name)

    evaluate(parse("gdp + tax * gdp / (gdp - prev.gdp)"), counting, 4)
    assert sorted(asked) == ["gdp", "prev.gdp", "tax"]


def test_no_rows() -> None:
    assert len(evaluate(parse("gdp / 2 > 1 or ln(3) < 1"), lambda _: Column.of([]), 0)) == 0


def test_a_column_of_another_length_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="gdp has 4 rows instead of 5"):
        evaluate(parse("gdp"), lookup, 5)
