"""A branch and the branches under it, as what they come to over the leaves."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kaohe.robustness.cells import Floats
from kaohe.robustness.trunk import Trunk
from kaohe.schemes import Branch, Leaf


@dataclass(frozen=True, slots=True)
class Limb:
    """A branch: the columns of its children in a load, which of them are leaves, and the rows of these.

    Rows count the leaves under the topmost limb in reading order; `paths` are those under this one. `limbs`
    are the children that are branches, each with its place among all.
    """

    branch: Branch
    columns: slice
    leaves: NDArray[np.intp]
    rows: NDArray[np.intp]
    limbs: tuple[tuple[int, "Limb"], ...]
    paths: tuple[str, ...]

    def shares(self, counted: Floats) -> Floats:
        """The share of each leaf in the topmost limb, this one, float64[leaves, r], under weights [r, k]."""
        found = np.empty((len(self.paths), len(counted)))
        by_column = np.ascontiguousarray(counted.T)  # families are narrow: their columns are long
        self._share(by_column, np.ones(len(counted)), found)
        return found

    def _share(self, by_column: Floats, above: Floats, found: Floats) -> None:
        own = by_column[self.columns]
        own = own * (above / own.sum(axis=0))
        found[self.rows] = own[self.leaves]
        for place, limb in self.limbs:
            limb._share(by_column, own[place], found)

    def bottom_up(self) -> Iterator["Limb"]:
        """All limbs, the topmost last."""
        for _, limb in self.limbs:
            yield from limb.bottom_up()
        yield self


def limb_of(trunk: Trunk, branch: Branch, first: int = 0) -> Limb:
    """A branch as a limb whose leaves have the rows from `first`."""
    leaves: list[int] = []
    limbs: list[tuple[int, Limb]] = []
    paths: list[str] = []
    rows: list[int] = []
    for place, child in enumerate(branch.children):
        if isinstance(child, Leaf):
            leaves.append(place)
            rows.append(first + len(paths))
            paths.append(child.path)
        else:
            limb = limb_of(trunk, child, first + len(paths))
            limbs.append((place, limb))
            paths += limb.paths
    columns, places = trunk.children[branch.path], np.array(leaves, dtype=np.intp)
    return Limb(branch, columns, places, np.array(rows, dtype=np.intp), tuple(limbs), tuple(paths))
