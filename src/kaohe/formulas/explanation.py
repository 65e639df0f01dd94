"""A formula in the words of its readers, with names or with one unit's numbers filled in."""

import math
from collections.abc import Callable

from kaohe.formulas.columns import Column
from kaohe.formulas.evaluation import Lookup, evaluate
from kaohe.formulas.names import Name
from kaohe.formulas.phrases import Bind, Phrase, Writer
from kaohe.formulas.tree import Formula, Number, Reference
from kaohe.formulas.words import SIGNS, WORDS, Lang, Words

Naming = Callable[[Name], str]
NumberFormat = Callable[[Name, float], str]


def explain(formula: Formula, naming: Naming, lang: Lang = "zh") -> str:
    """The formula in names: `第三产业增加值 ÷ 地区生产总值 × 100`."""
    return Writer(WORDS[lang], lambda name: (naming(name), Bind.WHOLE)).write(formula.tree)


def explain_with(
    formula: Formula,
    lookup: Lookup,
    row: int,
    lang: Lang = "zh",
    number: NumberFormat | None = None,
    *,
    naming: Naming,
) -> str:
    """The formula of one row in numbers, with its outcome: `1,234.5 ÷ 5,678 × 100 = 21.74`.

    A missing part is named with its reason: `1,234.5 ÷ 地区生产总值（未报） = 无结果（未报）`.
    `number` writes the value of a name; by default it gets two decimals, or as many as show four digits.
    Raises IndexError if there is no such row.
    """
    words = WORDS[lang]

    def filled(name: Name) -> Phrase:
        cell = _cell(lookup(name), row)
        if cell.missing[0]:
            return _remarked(naming(name), cell, words), Bind.WHOLE
        value = float(cell.values[0])
        text = number(name, value) if number else _rounded(value)
        return text, Bind.NEGATIVE if value < 0 else Bind.WHOLE

    written = Writer(words, filled).write(formula.tree)
    if isinstance(formula.tree, Reference | Number):
        return written
    result = evaluate(formula, lambda name: _cell(lookup(name), row), 1)
    return f"{written}{words.gives[formula.kind]}{_outcome(formula, result, words)}"


def _outcome(formula: Formula, result: Column, words: Words) -> str:
    if result.missing[0]:
        return _remarked(words.none[formula.kind], result, words)
    value = float(result.values[0])
    return words.verdict[value == 1] if formula.kind == "truth" else _rounded(value)


def _cell(column: Column, row: int) -> Column:
    return Column(column.values[[row]], column.why[[row]], column.causes)


def _remarked(what: str, cell: Column, words: Words) -> str:
    return words.remark.format(what=what, remark=words.reasons[cell.cause(0).reason])


def _rounded(value: float) -> str:
    """Two decimals, or as many as show four digits; powers of ten beyond 10**15 and below 10**-6."""
    size = abs(value)
    if value and not 1e-6 <= size < 1e15:
        text = f"{size:.4g}"
    else:
        decimals = max(2, 3 - math.floor(math.log10(size))) if value else 0
        text = f"{size:,.{decimals}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{SIGNS['-']}{text}" if value < 0 else text
