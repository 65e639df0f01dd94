"""Kinds without a letter: what was done about them, or decided elsewhere, is recorded and closes the case."""

from kaohe.office.cases.machines.model import Machine, Need, Step
from kaohe.office.cases.machines.parts import LEADS, STARTS, close, withdraw


def _support(kind: str) -> Machine:
    """Priority and support: an officer records what was done, the head closes with what came of it."""
    return Machine(
        kind,
        way=("opened", "recorded", "closed"),
        steps=(
            Step("record", ("opened",), "recorded", LEADS, needs=(Need.NOTE,)),
            close("recorded", grant=STARTS),
            withdraw("opened", "recorded"),
        ),
    )


def _noted(kind: str) -> Machine:
    """An alert, or what others decide: the province notes what became of it."""
    steps = (close("opened", grant=LEADS, clock="met"), withdraw("opened"))
    return Machine(kind, way=("opened", "closed"), steps=steps)


RECORDS = (
    _support("promotion_priority"),
    _support("focus_support"),
    _support("expansion_priority"),
    _noted("alert"),
    _noted("exit"),
    _noted("demotion_candidate"),
    _noted("promotion_pause"),
)
