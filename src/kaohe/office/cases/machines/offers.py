"""激励、警告、通报: started by the office or not; the text has no thresholds for them."""

from kaohe.office.cases.machines.model import Machine, Need, Party, Step
from kaohe.office.cases.machines.parts import DECIDES, LEADS, acknowledge, close, withdraw


def _issue(letter: str, *needs: Need) -> tuple[Step, Step]:
    """An officer prepares it, a head issues it: two people."""
    return (
        Step("prepare", ("opened",), "prepared", LEADS),
        Step(
            "issue", ("prepared",), "issued", DECIDES,
            needs=(Need.JOINT_OFFICES, Need.OTHER_PERSON, Need.LETTER, *needs), letter=letter,
            other_than="prepare", tells=(Party.ANSWERING, Party.JOINT),
        ),
    )  # fmt: skip


WARNING = Machine(
    "warning",
    way=("opened", "prepared", "issued", "acknowledged", "closed"),
    steps=(
        *_issue("warning", Need.COSIGNED),
        acknowledge("issued"),
        close("issued", "acknowledged"),
        withdraw("opened", "prepared", "issued", "acknowledged"),
    ),
)
CIRCULATED_NOTICE = Machine(
    "circulated_notice",
    way=("opened", "prepared", "issued", "acknowledged", "closed"),
    steps=(
        *_issue("circulated_notice", Need.COSIGNED),
        acknowledge("issued"),
        close("issued", "acknowledged"),
        withdraw("opened", "prepared", "issued", "acknowledged"),
    ),
)
INCENTIVE = Machine(
    "incentive",  # proposed to the departments that can give it; what they gave is the result
    way=("opened", "prepared", "issued", "closed"),
    steps=(*_issue("incentive"), close("issued"), withdraw("opened", "prepared", "issued")),
)
