"""责令限期整改 of a zone, and the rectification of a city whose zone was demoted: a ledger of items."""

from kaohe.office.cases.machines.model import Machine, Need, Party, Step
from kaohe.office.cases.machines.parts import (
    DECIDES,
    INSTRUCTS,
    LEADS,
    accept,
    acknowledge,
    close,
    give_back,
    hand_in,
    withdraw,
)

_WAY = ("opened", "ordered", "acknowledged", "plan_in", "rectifying", "report_in", "accepted", "closed")


def _rectifying(kind: str, order: Step, *, leads: str, decides: str, withdraws: str, told: Party) -> Machine:
    return Machine(
        kind,
        way=_WAY,
        steps=(
            order,
            acknowledge("ordered"),
            hand_in(
                "plan", "ordered", "acknowledged", target="plan_in", form="rectification_plan", told=told
            ),
            accept("plan", "plan_in", target="rectifying", grant=leads),
            give_back("plan", "plan_in", target="acknowledged", grant=leads),
            hand_in("report", "rectifying", target="report_in", form="", told=told),
            accept("report", "report_in", target="accepted", grant=leads, clock="met"),
            give_back("report", "report_in", target="rectifying", grant=leads),
            close("accepted", grant=decides, needs=(Need.ALL_ITEMS_SIGNED_OFF,)),
            withdraw(*_WAY[:-1], grant=withdraws),
        ),
    )


RECTIFICATION_ORDER = _rectifying(
    "rectification_order",
    Step(
        "order", ("opened",), "ordered", DECIDES,
        needs=(Need.JOINT_OFFICES, Need.ITEMS, Need.DUE, Need.LETTER, Need.COSIGNED),
        letter="rectification_order", clock="start", tells=(Party.ANSWERING, Party.JOINT),
    ),
    leads=LEADS,
    decides=DECIDES,
    withdraws="cases.start",
    told=Party.LEAD,
)  # fmt: skip

RECTIFICATION = _rectifying(
    "rectification",
    Step(
        "order", ("opened",), "ordered", INSTRUCTS,
        needs=(Need.ITEMS, Need.DUE, Need.LETTER), letter="letter_to_city",
        clock="start", tells=(Party.ANSWERING,),
    ),
    leads=INSTRUCTS,
    decides=INSTRUCTS,
    withdraws=INSTRUCTS,
    told=Party.ABOVE,
)  # fmt: skip
