"""One number a unit, and for every missing one its cause."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kaohe.formulas.causes import ABSENT, NOT_APPLICABLE, PRESENT, Cause, CauseTable, Reason

Floats = NDArray[np.float64]
Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """`values` float64[n], finite or NaN where missing; `why` int32[n] points into `causes`, 0 for present.

    For r draws at once values are [r, n], and `why` too unless all draws miss the same. Takes its arrays over
    and makes them read-only. Raises ValueError if a NaN has no cause or a cause no NaN.
    """

    values: Floats
    why: Codes
    causes: tuple[Cause, ...] = (PRESENT,)

    def __post_init__(self) -> None:
        if not self.why.ndim or self.values.shape[-self.why.ndim :] != self.why.shape:
            raise ValueError(
                f"a column is n values and n codes, not {self.values.shape} and {self.why.shape}"
            )
        if [cause.reason for cause in self.causes].count(Reason.PRESENT) != 1 or self.causes[0] != PRESENT:
            raise ValueError("cause 0, and no other, means present")
        if self.why.size and not 0 <= self.why.min() <= self.why.max() < len(self.causes):
            raise ValueError("a code points outside the causes")
        if np.isinf(self.values).any() or (np.isnan(self.values) != self.missing).any():
            raise ValueError("a cell is a finite number, or NaN with a cause")
        self.values.flags.writeable = False
        self.why.flags.writeable = False

    @classmethod
    def of(cls, values: ArrayLike, cause: Cause = ABSENT) -> Self:
        """A column of `values` (copied), in which NaN and infinities are missing for `cause`."""
        copied = np.array(values, dtype=np.float64)
        missing = ~np.isfinite(copied)
        copied[missing] = np.nan
        table = CauseTable()
        why = np.where(missing, np.int32(table.number(cause)), np.int32(0))
        return cls(copied, alike(why), table.causes)

    @classmethod
    def choose(cls, choices: Sequence[tuple[Mask, Self]], otherwise: Cause = NOT_APPLICABLE) -> Self:
        """Each cell from the column of the first mask (bool[n]) that holds; missing where none does."""
        table = CauseTable()
        masks = [mask for mask, _ in choices]
        whys = [recoded(column, table) for _, column in choices]
        why = np.select(masks, whys, np.int32(table.number(otherwise)))
        values = np.select(masks, [column.values for _, column in choices], np.nan)
        return cls(values, why, table.causes)

    @classmethod
    def stacked(cls, columns: Sequence[Self]) -> Self:
        """Columns of n units one below the other, [r, n], as if of r draws: a formula takes all at once."""
        table = CauseTable()
        why = np.stack([recoded(column, table) for column in columns])
        return cls(np.stack([column.values for column in columns]), alike(why), table.causes)

    def __len__(self) -> int:
        return int(self.values.shape[-1])

    @property
    def missing(self) -> Mask:
        """bool[n]."""
        missing: Mask = self.why != 0
        return missing

    def cause(self, row: int) -> Cause:
        return self.causes[int(self.why[row])]

    def masked(self, where: Mask, cause: Cause) -> Self:
        """Missing for `cause` where `where` (bool[n]) holds; cells already missing keep their first cause."""
        taken = where & ~self.missing
        table = CauseTable()
        why = np.where(taken, np.int32(table.number(cause)), recoded(self, table))
        return type(self)(np.where(taken, np.nan, self.values), why, table.causes)

    def filled(self, where: Mask, values: ArrayLike) -> Self:
        """`values` (a number or float64[n]) where `where` holds; a value that is not finite fills nothing."""
        new = np.broadcast_to(np.asarray(values, dtype=np.float64), self.values.shape)
        taken = where & np.isfinite(new)
        why = np.where(taken, np.int32(0), self.why)
        return type(self)(np.where(taken, new, self.values), why, self.causes)


def alike(why: Codes) -> Codes:
    """The codes of many draws, [r, n], as [n] where they are the same in all."""
    return why[0] if why.ndim > 1 and (why == why[:1]).all() else why


def recoded(column: Column, table: CauseTable) -> Codes:
    """The column's `why` int32[n] in the numbers of `table`, which learns the causes it lacks.

    It may be the column's own, not to be written over.
    """
    numbers = table.numbers(column.causes)
    same = numbers == list(range(len(numbers)))
    return column.why if same else np.array(numbers, dtype=np.int32)[column.why]
