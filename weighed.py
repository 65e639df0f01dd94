"""What the review says of computed weights: judgements that are whole and consistent, shares that add up."""

from collections.abc import Iterator
from itertools import combinations

from kaohe.schemes.judgements import MOST_COMPARED, WORST_RATIO, pairs_of, priorities_of
from kaohe.schemes.model import Node
from kaohe.schemes.names import Path, Said
from kaohe.schemes.weightings import Ahp, Blend


def weighing_problems(path: Path, node: Node, codes: tuple[str, ...]) -> Iterator[Said]:
    """Problems of a branch whose weights are computed; `codes` are its children's."""
    if node.total is not None and node.total <= 0:
        yield Said("schemes.total_of_computed", (*path, "total"), {"total": f"{node.total:g}"})
    where = (*path, "weights")
    if isinstance(node.weights, Blend):
        found = sum(node.weights.blend.values())
        if abs(found - 1) > 1e-9:
            yield Said("schemes.blend_shares", (*where, "blend"), {"found": f"{found:g}"})
    if isinstance(node.weights, Ahp):
        problems = list(_pairs((*where, "ahp"), node.weights, codes))
        yield from problems or _consistency((*where, "ahp"), node.weights, codes)


def _pairs(path: Path, method: Ahp, codes: tuple[str, ...]) -> Iterator[Said]:
    """Every two children are compared once, and nothing else."""
    if len(codes) > MOST_COMPARED:
        yield Said("schemes.too_many_compared", path, {"found": len(codes), "most": MOST_COMPARED})
    known, compared = ", ".join(codes), set[frozenset[str]]()
    for code in method.ahp:
        if code not in codes:
            yield Said("schemes.unknown_compared", (*path, code), {"name": code, "known": known})
    for one, other, _ in pairs_of(method):
        pair = {"one": one, "other": other}
        if other not in codes:
            yield Said("schemes.unknown_compared", (*path, one, other), {"name": other, "known": known})
        elif one == other or frozenset((one, other)) in compared:
            yield Said("schemes.pair_twice", (*path, one, other), pair)
        compared.add(frozenset((one, other)))
    lacking = [f"{one}/{other}" for one, other in combinations(codes, 2) if {one, other} not in compared]
    if lacking:
        yield Said("schemes.pair_missing", path, {"pairs": ", ".join(lacking[:5]), "count": len(lacking)})


def _consistency(path: Path, method: Ahp, codes: tuple[str, ...]) -> Iterator[Said]:
    ratio = priorities_of(method, codes).ratio
    if ratio > WORST_RATIO:
        yield Said("schemes.inconsistent", path, {"ratio": f"{ratio:.3f}", "most": f"{WORST_RATIO:g}"})
