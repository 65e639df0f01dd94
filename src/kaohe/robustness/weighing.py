"""The weights of every node in many draws: a number by draw, worked out batch by batch, times one by unit."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kaohe.figures.cases import Mask
from kaohe.messages import Refused
from kaohe.robustness.cells import Floats
from kaohe.robustness.choices import Choices
from kaohe.robustness.factors import Drop, Factor, Noise, Sets
from kaohe.schemes import Branch, Leaf


@dataclass(frozen=True, slots=True)
class Load:
    """Weights by draw of the nodes at hand, float64[r, k]: 0 in `counted` where one is dropped.

    `stated` are the same as if none were dropped, `whole` says that none is. `memory` holds what `kept` made.
    `inside` is the load of the whole batch with the rows of it that these are, None for the whole.
    """

    counted: Floats
    stated: Floats
    whole: bool
    memory: dict[str, Floats] = field(default_factory=dict)
    inside: "tuple[Load, slice] | None" = None

    def of_children(self, children: slice) -> "Load":
        """Those of a branch's children."""
        return Load(self.counted[:, children], self.stated[:, children], self.whole)

    def part(self, rows: slice) -> "Load":
        """In these draws, one after the other, with what is kept for all."""
        if len(self.counted) == 1:
            return self
        counted = self.counted[rows]
        stated = counted if self.stated is self.counted else self.stated[rows]
        return Load(counted, stated, self.whole, inside=(self, rows))

    def kept(self, key: str, make: Callable[[Floats], Floats]) -> Floats:
        """What `make` gives for the weights counted, float64[..., r], made once."""
        if self.inside is not None:
            whole, rows = self.inside
            return whole.kept(key, make)[..., rows]
        if key not in self.memory:
            self.memory[key] = make(self.counted)
        return self.memory[key]


class Weights:
    """The weights stated, and the factors that change them; `stated` float64[n] by path.

    `children` are each branch's columns of a load, `by_unit` float64[k, n] (or [k, 1] where no weight of the
    branch tells the units apart) what the numbers by draw are multiplied by; 0 where a child doesn't apply.
    """

    def __init__(
        self, factors: tuple[Factor, ...], stated: Mapping[str, Floats], nodes: Iterable[Leaf | Branch]
    ):
        self.factors = factors
        self.children: dict[str, slice] = {}
        self.by_unit: dict[str, Floats] = {}
        self.column: dict[str, int] = {}
        replaced = {path for factor in factors if isinstance(factor, Sets) for path in factor.paths}
        numbers: list[Floats] = []
        for branch in nodes:
            if isinstance(branch, Branch):
                paths = [child.path for child in branch.children]
                rows = np.stack([stated[path] for path in paths])
                here = np.array([path in replaced for path in paths])
                self.by_unit[branch.path], number = _parted(rows, here)
                if branch.weighting is not None:
                    if here.any():
                        raise Refused.because("robustness.sets_computed", node=branch.name)
                    self.by_unit[branch.path], number = rows, np.ones(len(paths))
                first = len(self.column)
                self.column.update({path: first + place for place, path in enumerate(paths)})
                self.children[branch.path] = slice(first, len(self.column))
                numbers.append(number)
        self.numbers = np.concatenate(numbers) if numbers else np.empty(0)
        self.sets = {
            place: _whole(factor, stated) for place, factor in enumerate(factors) if isinstance(factor, Sets)
        }

    def load(self, choices: Choices) -> Load:
        """The weights of all nodes in these draws; sets come before noise, whatever the order of the plan."""
        touched = [factor for factor in self.factors if isinstance(factor, Sets | Noise | Drop)]
        weights = np.empty((len(choices) if touched else 1, len(self.numbers)))
        weights[:] = self.numbers
        absent: Mask | None = None
        for place, table in self.sets.items():
            picked = choices.chosen[place].astype(np.intp)
            there = self._columns(place)
            kept = weights[:, there]
            weights[:, there] = np.where(picked[:, None] < 0, kept, table[np.maximum(picked, 0)])
        for place, factor in enumerate(self.factors):
            if isinstance(factor, Noise):
                columns = self._columns(place)
                part = weights[:, columns]  # of a slice it is the weights themselves
                part *= choices.chosen[place]
                if not isinstance(columns, slice):
                    weights[:, columns] = part
            elif isinstance(factor, Drop):
                absent = np.zeros(weights.shape, dtype=bool) if absent is None else absent
                absent[:, self._columns(place)] |= choices.chosen[place].astype(bool)
        counted = weights if absent is None else np.where(absent, 0.0, weights)
        return Load(counted, weights, bool(counted.min(initial=np.inf) > 0))

    def _columns(self, place: int) -> list[int] | slice:
        """The columns of a factor's paths; a slice where they stand side by side."""
        factor = self.factors[place]
        assert isinstance(factor, Sets | Noise | Drop)
        columns = [self.column[path] for path in factor.paths]
        first, beyond = columns[0], columns[0] + len(columns)
        return slice(first, beyond) if columns == list(range(first, beyond)) else columns


def _whole(factor: Sets, stated: Mapping[str, Floats]) -> Floats:
    """The sets, where one leaves a weight as it is with the one stated."""
    own = np.array([_number(stated[path]) for path in factor.paths])
    gaps = np.isnan(factor.weights)
    for column, path in enumerate(factor.paths):
        if gaps[:, column].any() and np.isnan(own[column]):
            raise Refused.because("robustness.set_by_case", path=path)
    return np.where(gaps, own, factor.weights)


def _number(stated: Floats) -> float:
    """The weight of all units to which the node applies; NaN where it differs between them."""
    distinct = np.unique(stated[stated > 0])
    return float(distinct[0]) if len(distinct) == 1 else 0.0 if not len(distinct) else np.nan


def _parted(rows: Floats, replaced: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Weights [k, n] as a part by unit and a number a child, [k], that multiply to them.

    A child that sets may replace has its weight in the number; where no child's weight differs between units,
    the part by unit, [k, 1], only says whether it applies.
    """
    same = (rows == rows[:, :1]).all()
    numbers = np.array(
        [_number(row) if one or same else 1.0 for row, one in zip(rows, replaced, strict=True)]
    )
    usual = np.where(numbers > 0, numbers, 1.0)
    by_unit = np.where(replaced[:, None] | same, (rows > 0) * 1.0, rows)
    return by_unit[:, :1] if same else by_unit, usual
