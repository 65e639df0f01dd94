"""Indicators that only tell how large a unit is: correlated with what they might be divided by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

import numpy as np

from kaohe.formulas.tree import Chain, Part, Reference
from kaohe.scoring import Scores
from kaohe.scoring.exact import Floats
from kaohe.studies.columns import leaves_of, values_of
from kaohe.studies.correlations import Correlations, correlated_with


@dataclass(frozen=True, slots=True)
class Denominators:
    """Correlation of what each indicator measures (`leaves`, paths) with each of `items`, [k, d]."""

    leaves: tuple[str, ...]
    items: tuple[str, ...]
    correlations: Correlations


def denominators_of(scores: Scores, items: Iterable[str] | None = None) -> Denominators:
    """Correlate the indicators' values (Pearson) with `items`, by default those the scheme divides by.

    Raises KeyError for an item that the figures lack.
    """
    leaves = leaves_of(scores)
    chosen = divisors_of(scores) if items is None else tuple(items)
    figures = scores.figures
    table = np.column_stack([figures.column(item) for item in chosen]) if chosen else _nothing(scores)
    paths = tuple(leaf.path for leaf in leaves)
    return Denominators(paths, chosen, correlated_with(values_of(scores, leaves), table))


def divisors_of(scores: Scores) -> tuple[str, ...]:
    """The reported items that some indicator's formula divides by, in the order of the figures."""
    formulas = (formula for leaf in leaves_of(scores) for formula in leaf.formula.all())
    found = {code for formula in formulas for code in _divisors(formula.tree)}
    return tuple(item for item in scores.figures.items if item in found)


def _divisors(part: Part) -> Iterator[str]:
    """Names of this year's items that stand alone below a division line, anywhere in a formula."""
    for sign, inside in part.rest if isinstance(part, Chain) else ():
        if sign == "/" and isinstance(inside, Reference) and not inside.name.frames:
            yield inside.name.code
    for inner in _inside(part):
        yield from _divisors(inner)


def _inside(part: Part) -> Iterator[Part]:
    """The parts that a part is made of."""
    for field in fields(part):
        value = getattr(part, field.name)
        for each in value if isinstance(value, tuple) else (value,):
            inner = each[1] if isinstance(each, tuple) else each
            if isinstance(inner, Part):
                yield inner


def _nothing(scores: Scores) -> Floats:
    return np.empty((len(scores.figures.units), 0))
