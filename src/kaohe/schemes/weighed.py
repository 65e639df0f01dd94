"""What the review says of computed weights: stated ones that would say nothing, and judgements in pairs."""

from collections.abc import Iterable, Iterator, Mapping

from kaohe.schemes.choice import spelled
from kaohe.schemes.judgements import (
    GREATEST_RATIO,
    MOST_CHILDREN,
    Judgements,
    contradictions,
    matrix_of,
    missing_pairs,
    number_of,
    priorities,
)
from kaohe.schemes.model import Node
from kaohe.schemes.names import Path, Said
from kaohe.schemes.outline import Weight
from kaohe.schemes.weightings import Ahp, Blend, takes_given


def computed_weights(path: Path, node: Node, stated: Mapping[str, Weight]) -> Iterator[Said]:
    """Every problem of a branch whose weights are computed; `stated` are its children's."""
    weighting = node.weights
    assert weighting is not None and not isinstance(weighting, str)
    yield from negative_weights(path, stated.values())
    if node.total is not None and node.total <= 0:
        yield Said("schemes.computed_total", (*path, "total"), {"total": f"{node.total:g}"})
    if not takes_given(weighting):
        for code, weight in stated.items():
            if odd := [value for value in spelled(weight).all() if value not in (0, 1)]:
                where = (*path, "children", code)
                yield Said("schemes.weight_computed", where, {"node": code, "found": f"{odd[0]:g}"})
    judgements = weighting.judgements if isinstance(weighting, Ahp | Blend) else None
    if judgements is not None:
        yield from _judgements((*path, "weights", "ahp"), judgements, list(stated))


def negative_weights(path: Path, weights: Iterable[Weight]) -> Iterator[Said]:
    if any(value < 0 for weight in weights for value in spelled(weight).all()):
        yield Said("schemes.negative_weight", path, {})


def _judgements(path: Path, judgements: Judgements, codes: list[str]) -> Iterator[Said]:
    """Children unknown or not compared, contradictions, and judgements too inconsistent to be used."""
    known = ", ".join(codes)
    problems = [
        Said("schemes.unknown_judged", where, {"name": name, "known": known})
        for where, name in _names(path, judgements)
        if name not in codes
    ]
    problems += [
        Said("schemes.judgement", (*path, row, column), {"found": str(said)[:40]})
        for row, columns in judgements.items()
        for column, said in columns.items()
        if not (number_of(said) or 0) > 0
    ]
    for one, other in missing_pairs(judgements, codes):
        problems.append(Said("schemes.not_judged", path, {"one": one, "other": other}))
    for each in contradictions(judgements):
        where = (*path, each.row, each.column)
        problems.append(Said("schemes.judged_twice", where, {"one": each.row, "other": each.column}))
    if len(codes) > MOST_CHILDREN:
        problems.append(Said("schemes.too_many_judged", path, {"found": len(codes), "most": MOST_CHILDREN}))
    yield from problems
    ratio = 0.0 if problems else priorities(matrix_of(judgements, codes)).ratio
    if ratio > GREATEST_RATIO:
        yield Said("schemes.inconsistent", path, {"ratio": f"{ratio:.3f}", "most": f"{GREATEST_RATIO:g}"})


def _names(path: Path, judgements: Judgements) -> Iterator[tuple[Path, str]]:
    """Every child that is named, with where."""
    for row, columns in judgements.items():
        yield (*path, row), row
        yield from (((*path, row, column), column) for column in columns)
