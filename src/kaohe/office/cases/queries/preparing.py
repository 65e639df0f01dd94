"""What can be prepared in a case now, and by whom."""

from kaohe.messages import Refused
from kaohe.office.cases.machines import Need, Step, machine_of
from kaohe.office.cases.machines.parts import DECIDES, LEADS
from kaohe.office.cases.machines.words import kind_name, state_name
from kaohe.office.cases.models import Case


def ahead(case: Case) -> tuple[Step, ...]:
    """The steps that begin in the case's state or later on its way."""
    machine = machine_of(case.kind)
    states = machine.way[machine.way.index(case.state) :] if case.state in machine.way else ()
    return tuple(step for step in machine.steps if not set(step.sources).isdisjoint(states))


def preparing(case: Case, need: Need) -> Step | None:
    """The first step ahead that needs it; None where there is none."""
    return next((step for step in ahead(case) if need in step.needs), None)


def needing(case: Case, need: Need) -> Step:
    """The same; raises `Refused` where none is ahead."""
    step = preparing(case, need)
    if step is None:
        params = {"kind": kind_name(case.kind), "state": state_name(case.state)}
        raise Refused.because(f"cases.no_{need.value}_here", **params)
    return step


def prepares(step: Step) -> str:
    """The permission to prepare a step: officers prepare what their head decides."""
    return LEADS if step.grant == DECIDES else step.grant


def holds(case: Case) -> str:
    """The permission by which a talk is run. Raises `Refused` for a kind that is no talk."""
    steps = machine_of(case.kind).steps
    held = next((step for step in steps if Need.MEETING_HELD in step.needs), None)
    if held is None:
        raise Refused.because("cases.no_talk", kind=kind_name(case.kind))
    return held.grant


def keeps(case: Case) -> str:
    """The permission to keep a ledger: of whoever prepares the order. Raises `Refused` for a kind without."""
    steps = machine_of(case.kind).steps
    order = next((step for step in steps if Need.ITEMS in step.needs), None)
    if order is None:
        raise Refused.because("cases.no_ledger", kind=kind_name(case.kind))
    return prepares(order)
