"""The weights of a branch's children in some draws."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kaohe.messages import Refused
from kaohe.robustness.cells import Floats
from kaohe.robustness.choices import Choices
from kaohe.robustness.combining import Load
from kaohe.robustness.factors import Drop, Factor, Noise, Sets
from kaohe.schemes import Branch, Leaf

T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True, slots=True)
class _Touch:
    """Which children (places) of a branch a factor touches, at which of the factor's columns."""

    factor: int
    children: list[int]
    columns: list[int]


class Weights:
    """The weights stated, and the factors that change them; `stated` float64[n] by path."""

    def __init__(
        self, factors: tuple[Factor, ...], stated: Mapping[str, Floats], nodes: Iterable[Leaf | Branch]
    ):
        self.factors = factors
        self.by_unit: dict[str, Floats] = {}
        self.scalar: dict[str, Floats] = {}
        self.touches: dict[str, list[_Touch]] = {}
        self.sets = {
            place: _whole(factor, stated) for place, factor in enumerate(factors) if isinstance(factor, Sets)
        }
        replaced = {path for factor in factors if isinstance(factor, Sets) for path in factor.paths}
        for branch in nodes:
            if isinstance(branch, Branch):
                paths = [child.path for child in branch.children]
                rows = [(stated[path] > 0) * 1.0 if path in replaced else stated[path] for path in paths]
                self.by_unit[branch.path], self.scalar[branch.path] = _parted(np.stack(rows))
                self.touches[branch.path] = list(_touches(factors, paths))
        self.base = {path: _number(stated[path]) if path in replaced else 1.0 for path in stated}

    def load(self, branch: Branch, choices: Choices) -> Load:
        """The weights of a branch's children in these draws."""
        by_draw = np.array([[self.base[child.path] for child in branch.children]])
        absent = np.zeros(by_draw.shape, dtype=bool)
        for touch in self.touches[branch.path]:
            chosen = choices.chosen[touch.factor]
            if isinstance(self.factors[touch.factor], Drop):
                absent = _in_draws(absent, len(chosen))
                absent[:, touch.children] |= chosen[:, touch.columns].astype(bool)
                continue
            by_draw = _in_draws(by_draw, len(chosen))
            if touch.factor in self.sets:
                picked = chosen.astype(np.intp)
                table = self.sets[touch.factor][np.maximum(picked, 0)][:, touch.columns]
                kept = by_draw[:, touch.children]
                by_draw[:, touch.children] = np.where(picked[:, None] < 0, kept, table)
            else:
                by_draw[:, touch.children] *= chosen[:, touch.columns]
        by_draw = by_draw * self.scalar[branch.path]
        return Load(np.where(absent, 0.0, by_draw) if absent.any() else by_draw, by_draw)


def _in_draws(rows: NDArray[T], draws: int) -> NDArray[T]:
    """Rows [1 or r, k] of our own for every draw, [r, k]."""
    return np.repeat(rows, draws, axis=0) if len(rows) == 1 else rows


def _touches(factors: tuple[Factor, ...], paths: list[str]) -> Iterable[_Touch]:
    """Sets come before noise, whatever the order of the plan."""
    for kind in (Sets, Noise, Drop):
        for place, factor in enumerate(factors):
            if isinstance(factor, kind):
                shared = [path for path in factor.paths if path in paths]
                if shared:
                    children = [paths.index(path) for path in shared]
                    yield _Touch(place, children, [factor.paths.index(path) for path in shared])


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


def _parted(rows: Floats) -> tuple[Floats, Floats]:
    """Weights [k, n] as a part by unit, [k, n] or [k, 1], and a number a child, [k], that multiply to them.

    Where no child's weight differs between units, the part by unit only says whether the child applies.
    """
    first = rows[:, :1]
    if (rows == first).all():
        return np.asarray(first > 0, dtype=np.float64), np.where(first > 0, first, 1.0)[:, 0]
    return rows, np.ones(len(rows))
