"""Which unit falls under which case of a switch, and which units belong together."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kaohe.figures.figures import Figures
from kaohe.formulas import Column
from kaohe.schemes import Cases

T = TypeVar("T")
Mask = NDArray[np.bool_]


def cases(choice: Cases[T], figures: Figures) -> list[tuple[Mask, T]]:
    """Each value of a choice with the units (bool[n]) it holds for; units under no case are in none."""
    if choice.by is None:
        return [(np.ones(len(figures.units), dtype=bool), value) for value in choice.all()]
    attribute = np.array(_attribute(figures, choice.by), dtype=object)
    parts = [(attribute == case, value) for case, value in choice.named.items()]
    if choice.otherwise is not None:
        parts.append((~np.isin(attribute, list(choice.named)), choice.otherwise))
    return parts


def by_case(choice: Cases[T], figures: Figures, make: Callable[[T], Column]) -> Column:
    """The column that `make` gives for each value of a choice, each cell from its own unit's case."""
    parts = cases(choice, figures)
    if len(parts) == 1 and parts[0][0].all():
        return make(parts[0][1])
    return Column.choose([(mask, make(value)) for mask, value in parts])


def numbers(choice: Cases[float], figures: Figures) -> NDArray[np.float64]:
    """A number for every unit, float64[n]; 0 under no case."""
    result = np.zeros(len(figures.units))
    for mask, value in cases(choice, figures):
        result[mask] = value
    return result


def groups(figures: Figures, attribute: str | None) -> Mapping[str, Mask]:
    """The units (bool[n]) of each value of an attribute, sorted; everyone as one group for None."""
    if attribute is None:
        return {"": np.ones(len(figures.units), dtype=bool)}
    column = _attribute(figures, attribute)
    known = sorted({value for value in column if value is not None})
    values = np.array(column, dtype=object)
    return {value: values == value for value in known}


def _attribute(figures: Figures, name: str) -> tuple[str | None, ...]:
    return figures.attributes.get(name) or (None,) * len(figures.units)
