"""The children of a branch together: components, reliability, balance."""

from dataclasses import dataclass

from kaohe.schemes import Branch
from kaohe.scoring import Scores
from kaohe.studies.balancing import Balance, balanced
from kaohe.studies.columns import scores_of
from kaohe.studies.principal import Principal, principal_of
from kaohe.studies.reliability import Reliability, reliability_of


@dataclass(frozen=True, slots=True)
class Siblings:
    """What the scores of the k `children` (paths) of the branch `path` have in common.

    `balance` is None where no weights decide, or none can be found (see `balanced`).
    """

    path: str
    children: tuple[str, ...]
    principal: Principal
    reliability: Reliability
    balance: Balance | None


def siblings_of(scores: Scores, branch: Branch) -> Siblings:
    """Study the children of a branch."""
    table = scores_of(scores, branch.children)
    return Siblings(
        branch.path,
        tuple(child.path for child in branch.children),
        principal_of(table),
        reliability_of(table),
        balanced(scores, branch),
    )
