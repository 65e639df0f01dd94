"""The tree under one configuration: every node's scores out of the leaves' and the weights by draw."""

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
        self.molten: dict[str, Melted | None] = {}

    def of(self, node: Node, load: Load, known: dict[str, Cells]) -> Cells:
        """A node's scores, cells [r, n]; `known` keeps, by path, what was worked out for this load."""
        if node.path not in known:
            known[node.path] = completed(self.trunk, self.bench, node, self.combined(node, load, known))
        return known[node.path]

    def combined(self, node: Node, load: Load, known: dict[str, Cells]) -> Cells:
        """A branch's value before its own steps, or a leaf's, cells [r, n]."""
        if isinstance(node, Leaf):
            return self.leaves.of(node.path)
        if all(isinstance(child, Leaf) for child in node.children):
            if node.path not in self.families:
                self.families[node.path] = self._family(node, load, known)
            family = self.families[node.path]
        else:
            molten = self._molten(node) if load.whole else None
            if molten is not None:
                return molten.combined(load)
            family = self._family(node, load, known)
        return family.combined(load.of_children(self.trunk.children[node.path]))

    def _family(self, branch: Branch, load: Load, known: dict[str, Cells]) -> Family:
        cells = tuple(self.of(child, load, known) for child in branch.children)
        how = self.manner.combine[branch.path]
        return Family(branch, how, cells, self.trunk.by_unit[branch.path], self.trunk.figures)

    def _molten(self, branch: Branch) -> Melted | None:
        if branch.path not in self.molten:
            self.molten[branch.path] = melted(self.manner, branch, self.leaves)
        return self.molten[branch.path]


def completed(trunk: Trunk, bench: Bench, node: Node, value: Cells) -> Cells:
    """A node's scores out of its value before its own steps, cells [r, n]; a leaf's are complete."""
    if isinstance(node, Leaf):
        return value
    if trunk.idle[node.path]:
        return finished_one(bench, node, value)
    # a matrix product leaves last bits that an exact sum doesn't; they must not part what ties
    rows = Cells(settled(value.values)[None], None if value.why is None else value.why[None])
    last = bench.through(Ways.own([node]), rows)
    one = Cells(last.values[0], None if last.why is None else last.why[0])
    return finished_one(bench, node, one)
