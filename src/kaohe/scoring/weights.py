"""The weights of a branch's children where the scheme has them computed, and why they can't be."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kaohe.figures import Figures
from kaohe.figures.cases import Mask
from kaohe.formulas import Reason
from kaohe.messages import Problem
from kaohe.schemes import Branch
from kaohe.schemes.judgements import Judgements, matrix_of, priorities
from kaohe.schemes.weightings import Ahp, Blend, Computed, Principal, weighting_kind
from kaohe.scoring.exact import Floats, Sum, exact_rows, row_means
from kaohe.scoring.presence import because
from kaohe.scoring.scores import NodeScores, Weighed
from kaohe.scoring.weighing import METHODS, SAME, SINGULAR, components, constant, first_loadings, tied

_OF_SCORES = ("entropy", "critic", "coefficient_of_variation", "pca", "loadings")


@dataclass(frozen=True, slots=True)
class Compared:
    """The children whose scores are looked at, and those on the units on which all of them have one.

    `among` bool[k]; `scores` float64[those, m]; `units` int[m], their positions.
    """

    among: Mask
    scores: Floats
    units: list[int]


def weighed(branch: Branch, children: list[NodeScores], figures: Figures) -> tuple[Weighed, list[Problem]]:
    """The children's weights by the branch's weighting, shares of its `total`; or every reason why not.

    A child of stated weight 0 stays without for that unit, and the others share the whole. A child that has
    no score anywhere because it is not applicable or constant has none.
    """
    weighting = branch.weighting
    assert weighting is not None
    stated = np.column_stack([child.weight for child in children])
    freed = [because(child.score, Reason.NOT_APPLICABLE, Reason.CONSTANT) for child in children]
    scores = np.column_stack([child.score.values for child in children])
    compared = compare(scores, stated, np.column_stack(freed))
    parts = _parts(weighting)
    looked_at = [child for child, counts in zip(children, compared.among.tolist(), strict=True) if counts]
    problems = [
        problem
        for method in parts
        if method in _OF_SCORES
        for problem in _troubles(method, branch, compared, looked_at, figures)
    ]
    ratio = _ratio(branch, weighting)
    if problems:
        return Weighed(stated, len(compared.units), ratio), problems
    weights = weights_in(branch, compared, stated, exact_rows)
    return Weighed(weights, len(compared.units) if set(parts) & set(_OF_SCORES) else 0, ratio), []


def weights_in(branch: Branch, compared: Compared, stated: Floats, add: Sum) -> Floats:
    """Weights float64[n, k] by the branch's weighting, NaN where its method has no answer."""
    assert branch.weighting is not None
    blended = np.zeros(stated.shape)
    for method, share in _parts(branch.weighting).items():
        given = method == "given"
        rows = stated if given else np.where(stated > 0, _shares(branch, method, compared, add), 0.0)
        blended += share * _to_one(rows, add)
    return _to_one(blended, add) * branch.total


def compare(scores: Floats, stated: Floats, freed: Mask) -> Compared:
    """What is looked at, of scores, stated weights and who has none for good reason, [n, k] each."""
    among: Mask = np.any((stated > 0) & ~freed, axis=0)
    known = np.where(stated > 0, scores, np.nan).T[among]
    units = np.flatnonzero(~np.isnan(known).any(axis=0))
    return Compared(among, known[:, units], units.tolist())


def _parts(weighting: Computed) -> dict[str, float]:
    """The methods a weighting takes and how much of each."""
    if isinstance(weighting, Blend):
        return weighting.blend.named
    if isinstance(weighting, Principal) and weighting.pca == "loadings":
        return {"loadings": 1.0}
    return {weighting_kind(weighting): 1.0}


def _shares(branch: Branch, method: str, compared: Compared, add: Sum) -> Floats:
    """The children's shares by one method, float64[k]."""
    if method == "ahp":
        return np.array(priorities(_matrix(branch)).weights)
    shares = np.zeros(len(compared.among))
    if compared.among.any():  # a draw may drop all of them
        shares[compared.among] = METHODS[method](compared.scores, add)
    return shares


def _ratio(branch: Branch, weighting: Computed) -> float | None:
    """The consistency ratio of the judgements, where there are any."""
    return priorities(_matrix(branch)).ratio if _judgements(weighting) is not None else None


def _matrix(branch: Branch) -> list[list[float]]:
    assert branch.weighting is not None
    judgements = _judgements(branch.weighting)
    assert judgements is not None
    return matrix_of(judgements, [child.code for child in branch.children])


def _judgements(weighting: Computed) -> Judgements | None:
    return weighting.judgements if isinstance(weighting, Ahp | Blend) else None


def _to_one(rows: Floats, add: Sum) -> Floats:
    """Each row as shares of its sum; nothing where there is none."""
    sums = add(rows)[:, None]
    return np.divide(rows, sums, out=np.zeros(rows.shape), where=sums > 0)


def _troubles(
    method: str, branch: Branch, compared: Compared, nodes: list[NodeScores], figures: Figures
) -> Iterator[Problem]:
    """Why a method can't weigh these children."""
    node, scores = {"node": branch.name}, compared.scores
    if len(compared.units) < 2 or not len(scores):
        yield Problem("scoring.weights_too_few", {**node, "found": len(compared.units)})
        return
    still = constant(scores)
    if still.all():
        yield Problem("scoring.weights_constant", node)
    elif method == "entropy":
        yield from _negative(branch, compared, nodes, figures)
    elif method == "coefficient_of_variation":
        for child, mean in zip(nodes, row_means(scores, exact_rows).tolist(), strict=True):
            if not mean > 0:
                params = {**node, "child": child.node.name, "found": f"{mean:.6g}"}
                yield Problem("scoring.weights_mean", params)
    elif method == "critic":
        if np.isnan(METHODS["critic"](scores, exact_rows)).any():
            yield Problem("scoring.weights_alike", node)
    elif still.any():
        for child in np.array(nodes, dtype=object)[still].tolist():
            yield Problem("scoring.weights_constant_child", {**node, "child": child.node.name})
    else:
        yield from _principal(method, branch, compared, nodes)


def _negative(
    branch: Branch, compared: Compared, nodes: list[NodeScores], figures: Figures
) -> Iterator[Problem]:
    for child, row in zip(nodes, compared.scores, strict=True):
        for place in np.flatnonzero(row < 0).tolist()[:1]:
            found = {"unit": figures.names[compared.units[place]], "found": f"{row[place]:.6g}"}
            params = {"node": branch.name, "child": child.node.name, **found}
            yield Problem("scoring.weights_negative", params)


def _principal(method: str, branch: Branch, compared: Compared, nodes: list[NodeScores]) -> Iterator[Problem]:
    node = {"node": branch.name}
    eigen = components(compared.scores, exact_rows)
    if eigen.values[-1] < SINGULAR * len(eigen.values):
        counts = {"units": len(compared.units), "children": len(nodes)}
        yield Problem("scoring.weights_singular", {**node, **counts})
    elif tied(eigen):
        yield Problem("scoring.weights_tied", node)
    elif method == "loadings":
        loadings = first_loadings(compared.scores, exact_rows).tolist()
        for child, loading in zip(nodes, loadings, strict=True):
            if loading < -SAME:
                params = {**node, "child": child.node.name, "found": f"{loading:.4f}"}
                yield Problem("scoring.weights_loading", params)
