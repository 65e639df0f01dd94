"""The ways of papers, as tables: out 拟稿 - 核稿 - 会签 - 签发 (编号), in 签收 - 拟办 - 批示 - 承办."""

from collections.abc import Mapping
from dataclasses import dataclass

from kaohe.office.papers.models import Incoming, Paper

_S, _I = Paper.State, Incoming.State


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


@dataclass(frozen=True, slots=True)
class IncomingWay:
    """A step of a paper that came in: from which states to which, by whom."""

    sources: frozenset[str]
    target: str
    action: str


INCOMING_WAYS: Mapping[str, IncomingWay] = {
    "propose": IncomingWay(frozenset({_I.RECEIVED}), _I.PROPOSED, "papers.receive"),
    "instruct": IncomingWay(frozenset({_I.PROPOSED}), _I.INSTRUCTED, "papers.instruct"),
    "handle": IncomingWay(frozenset({_I.INSTRUCTED}), _I.HANDLED, "papers.receive"),
}
"""Each step says something: what is proposed, what is instructed, what was done."""
