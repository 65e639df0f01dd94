"""The way of an outgoing paper, as a table: 拟稿 - 核稿 - 会签 - 签发 (编号)."""

from collections.abc import Mapping
from dataclasses import dataclass

from kaohe.office.papers.models import Paper

_S = Paper.State


@dataclass(frozen=True, slots=True)
class Way:
    """A step: from which states, by whom (an action of the permissions), whether it says why.

    `another`: not by who drafted the paper.
    """

    sources: frozenset[str]
    action: str
    another: bool = False
    reasoned: bool = False


WAYS: Mapping[str, Way] = {
    "hand_in": Way(frozenset({_S.DRAFTING}), "papers.draft"),
    "check": Way(frozenset({_S.CHECKING}), "papers.check", another=True),
    "cosign": Way(frozenset({_S.COSIGNING}), "papers.cosign"),
    "sign": Way(frozenset({_S.SIGNING}), "papers.sign", another=True),
    "return_checked": Way(frozenset({_S.CHECKING}), "papers.check", another=True, reasoned=True),
    "return_cosigned": Way(frozenset({_S.COSIGNING}), "papers.cosign", reasoned=True),
    "return_signed": Way(frozenset({_S.SIGNING}), "papers.sign", another=True, reasoned=True),
    "take_back": Way(frozenset({_S.CHECKING, _S.COSIGNING, _S.SIGNING}), "papers.draft", reasoned=True),
    "drop": Way(frozenset({_S.DRAFTING}), "papers.draft", reasoned=True),
    "void": Way(frozenset({_S.ISSUED}), "papers.void", reasoned=True),
}
"""Every step. Where it leads is said by `kaohe.office.papers.actions.moving`: it depends on the cosigners."""
