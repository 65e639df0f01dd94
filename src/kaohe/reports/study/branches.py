"""Dimension by dimension: which children go together, whether they measure one thing, what balances them."""

from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from kaohe.explanations.numbers import fixed
from kaohe.explanations.studies import Speech, percent
from kaohe.reports.drawing.heat import correlations_figure, key_figure
from kaohe.reports.pulls import shortened
from kaohe.studies.siblings import Siblings
from kaohe.studies.study import Study

LONGEST = 32


@dataclass(frozen=True, slots=True)
class ChildLine:
    """A child's figures, "" where there is none: loading, alpha without it, weights and importances."""

    name: str
    loading: str
    without: str
    stated: str
    before: str
    balanced: str
    after: str


@dataclass(frozen=True, slots=True)
class BranchPart:
    """A branch: its heat map (None with a single child), what sums it up, its children."""

    name: str
    heat: Markup | None
    alpha: str
    incoherent: bool
    components: int
    explained: str
    units: int
    has_balance: bool
    reached: bool
    children: tuple[ChildLine, ...]


def branch_parts(speech: Speech, study: Study) -> tuple[BranchPart, ...]:
    """A part for each branch, the whole first."""
    return tuple(_part(speech, study, each) for each in study.siblings)


def key(speech: Speech) -> Markup:
    """The colours of correlations."""
    return key_figure(speech.voice.say("studies.key_described"))


def _part(speech: Speech, study: Study, each: Siblings) -> BranchPart:
    found = each.principal
    shares = found.shares.tolist()
    return BranchPart(
        name=speech.name(each.path),
        heat=_heat(speech, study, each) if len(each.children) > 1 else None,
        alpha=fixed(each.reliability.alpha, 2),
        incoherent=each.reliability.alpha < study.limits.alpha,
        components=found.components,
        explained=percent(shares[0]) if shares else "",
        units=found.units,
        has_balance=each.balance is not None,
        reached=each.balance is not None and each.balance.reached,
        children=tuple(_child(speech, each, at) for at in range(len(each.children))),
    )


def _heat(speech: Speech, study: Study, each: Siblings) -> Markup:
    """Children with each other, with their parent (↑), and with the whole (Σ)."""
    root = study.nodes[0]
    upward = [each.path] if each.path == root else [each.path, root]
    values = study.pearson.between(each.children, [*each.children, *upward]).values
    np.fill_diagonal(values, np.nan)  # everything goes along with itself
    numbered = [str(at) for at in range(1, len(each.children) + 1)]
    names = [
        shortened(f"{number} {speech.name(child)}", LONGEST)
        for number, child in zip(numbered, each.children, strict=True)
    ]
    columns = (*numbered, *("↑", "Σ")[-len(upward) :])
    described = speech.voice.say("studies.heat_described", name=speech.name(each.path))
    return correlations_figure(tuple(names), values, columns, described)


def _child(speech: Speech, each: Siblings, at: int) -> ChildLine:
    found, balance = each.principal, each.balance
    used = np.flatnonzero(found.used == at)
    weights = (balance.stated, balance.before, balance.balanced, balance.after) if balance else ()
    told = [percent(float(values[at]), 1) for values in weights] or [""] * 4
    return ChildLine(
        speech.name(each.children[at]),
        fixed(float(found.loadings[used[0], 0]), 2) if len(used) else "",
        fixed(float(each.reliability.without[at]), 2),
        *told,
    )
