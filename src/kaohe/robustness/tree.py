"""The tree under one configuration: every node's scores out of the leaves' and the weights by draw."""

import numpy as np
from numpy.typing import NDArray

from kaohe.robustness.cells import Cells
from kaohe.robustness.combining import Family
from kaohe.robustness.finishing import finished_one
from kaohe.robustness.leaf_tables import Leaves
from kaohe.robustness.melting import Manner, Melted, melted
from kaohe.robustness.steps import Bench, Node, Ways
from kaohe.robustness.trunk import Trunk
from kaohe.robustness.weighing import Load
from kaohe.schemes import Branch, Leaf
from kaohe.scoring.exact import settled


class Tree:
    """One configuration's; what all draws share is made once, when it is first asked for."""

    def __init__(self, trunk: Trunk, bench: Bench, manner: Manner, leaves: Leaves):
        self.trunk, self.bench, self.manner, self.leaves = trunk, bench, manner, leaves
        self.families: dict[str, Family] = {}
        self.molten: dict[str, tuple[Melted, Tree] | None] = {}

    def of(self, node: Node, load: Load, known: dict[str, Cells]) -> Cells:
        """A node's scores, cells [r, n]; `known` keeps what was worked out for these choices."""
        if isinstance(node, Leaf):
            return self.leaves.of(node.path)
        if node.path not in known:
            known[node.path] = self._finished(node, self.combined(node, load, known))
        return known[node.path]

    def combined(self, branch: Branch, load: Load, known: dict[str, Cells]) -> Cells:
        """A branch's value before its own steps, cells [r, n]."""
        if all(isinstance(child, Leaf) for child in branch.children):
            if branch.path not in self.families:
                self.families[branch.path] = self._family(branch, load, known)
            family = self.families[branch.path]
        else:
            molten = self._molten(branch) if load.whole else None
            if molten is not None:
                return self._together(branch, load, *molten)
            family = self._family(branch, load, known)
        return family.combined(load.of(self.trunk.children[branch.path]))

    def _family(self, branch: Branch, load: Load, known: dict[str, Cells]) -> Family:
        cells = tuple(self.of(child, load, known) for child in branch.children)
        how = self.manner.combine[branch.path]
        return Family(branch, how, cells, self.trunk.by_unit[branch.path], self.trunk.figures)

    def _molten(self, branch: Branch) -> "tuple[Melted, Tree] | None":
        """A branch as one mean over leaves, and the tree of the units that this leaves out."""
        if branch.path not in self.molten:
            found = melted(self.trunk, self.manner, branch, self.leaves)
            self.molten[branch.path] = None if found is None else (found, self._among(found.odd))
        return self.molten[branch.path]

    def _among(self, units: NDArray[np.intp]) -> "Tree":
        return Tree(self.trunk.among(units), self.bench, self.manner, self.leaves.among(units))

    def _together(self, branch: Branch, load: Load, found: Melted, rest: "Tree") -> Cells:
        """The molten mean, and what the rest of the units have."""
        whole = found.combined(load)
        if not len(found.odd):
            return whole
        part = rest.combined(branch, load, {})
        whole.values[:, found.odd] = part.values
        if whole.why is None and part.why is None:
            return whole
        why = np.zeros(whole.values.shape, dtype=np.int8) if whole.why is None else whole.why
        why[:, found.odd] = 0 if part.why is None else part.why
        return Cells(whole.values, why)

    def _finished(self, branch: Branch, value: Cells) -> Cells:
        if self.trunk.idle[branch.path]:
            return finished_one(self.bench, branch, value)
        # a matrix product leaves last bits that an exact sum doesn't; they must not part what ties
        rows = Cells(settled(value.values)[None], None if value.why is None else value.why[None])
        last = self.bench.through(Ways.own([branch]), rows)
        one = Cells(last.values[0], None if last.why is None else last.why[0])
        return finished_one(self.bench, branch, one)
