"""What the review says of the steps that meet at a node: each alone is well, together they contradict."""

from collections.abc import Iterator, Mapping
from typing import Any

from kaohe.formulas import parse
from kaohe.schemes.choice import Cases
from kaohe.schemes.model import Best, Direction
from kaohe.schemes.names import Path, Said
from kaohe.schemes.outline import Branch, Leaf, Outline
from kaohe.schemes.scales import AnyScale, Bands, Efficacy, Goalposts, Growth, Ratio, Target, method_name
from kaohe.schemes.treatments import fillings


def contradictions(outline: Outline, attributes: Mapping[str, tuple[str, ...]]) -> Iterator[Said]:
    """Scales that don't go with a direction, and steps of a leaf said of a branch.

    `attributes` are those of units with the values each may have.
    """
    for node in outline.reading_order():
        path = _file_path(node.path)
        for direction, scale in _together(node.way.direction, node.way.scale, attributes):
            yield from _direction(path, node, direction, scale)
        if isinstance(node, Branch):
            yield from _branch(path, node)


def _file_path(path: str) -> Path:
    """Where a node stands in the file: `index/base` is `tree.index.children.base`."""
    first, *rest = path.split("/")
    return ("tree", first, *(step for code in rest for step in ("children", code)))


def _together(
    left: Cases[Any], right: Cases[Any], attributes: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Any, Any]]:
    """The values of two choices that can meet in one unit; `*` is a case that neither names."""
    if left.by is None or left.by != right.by:
        yield from ((one, other) for one in left.all() for other in right.all())
        return
    for case in attributes.get(left.by) or (*left.named, *right.named, "*"):
        yield left.named.get(case, left.otherwise), right.named.get(case, right.otherwise)


def _direction(path: Path, node: Leaf | Branch, direction: Direction, scale: AnyScale) -> Iterator[Said]:
    params = {"node": node.code, "scale": method_name(scale)}
    between = scale.between if isinstance(scale, Efficacy) else None
    one_way = between is not None or isinstance(scale, Goalposts | Target | Ratio | Bands | Growth)
    if isinstance(direction, Best):
        if one_way:
            yield Said("schemes.best_needs", (*path, "scale"), params)
    elif between and (between[0] < between[1]) != (direction == "higher"):
        yield Said("schemes.between_reversed", (*path, "scale"), params)


def _branch(path: Path, branch: Branch) -> Iterator[Said]:
    """A branch has no values in other tables."""
    if any("last_year" in fillings(method) for method in branch.way.missing.all()):
        yield Said("schemes.leaf_only", (*path, "missing"), {"node": branch.code, "key": "last_year"})
    for scale in branch.way.scale.all():
        if scale.pool:
            yield Said("schemes.leaf_only", (*path, "scale"), {"node": branch.code, "key": "pool"})
        names = parse(scale.against).names if isinstance(scale.against, str) else ()
        for name in names:
            if name.code == "x" and name.frames:
                yield Said("schemes.leaf_only", (*path, "scale"), {"node": branch.code, "key": str(name)})
