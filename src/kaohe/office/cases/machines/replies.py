"""What a city government owes the provincial government: proposals when asked, the report within 15 days."""

from kaohe.office.cases.machines.model import Machine, Need, Party, Step
from kaohe.office.cases.machines.parts import (
    INSTRUCTS,
    accept,
    acknowledge,
    close,
    give_back,
    hand_in,
    withdraw,
)

RECTIFICATION_PROPOSALS = Machine(
    "rectification_proposals",
    way=("opened", "asked", "acknowledged", "handed_in", "accepted", "closed"),
    steps=(
        Step(
            "ask", ("opened",), "asked", INSTRUCTS,
            needs=(Need.DUE, Need.LETTER), letter="letter_to_city", clock="start", tells=(Party.ANSWERING,),
        ),
        acknowledge("asked"),
        hand_in(
            "proposals", "asked", "acknowledged",
            target="handed_in", form="rectification_proposals", told=Party.ABOVE,
        ),
        accept("proposals", "handed_in", target="accepted", grant=INSTRUCTS, clock="met"),
        give_back("proposals", "handed_in", target="acknowledged", grant=INSTRUCTS),
        close("accepted", grant=INSTRUCTS),
        withdraw("opened", "asked", "acknowledged", "handed_in", "accepted", grant=INSTRUCTS),
    ),
)  # fmt: skip

WRITTEN_REPORT = Machine(
    "written_report",  # its clock runs from the publication: it is started when the case is opened
    way=("opened", "acknowledged", "handed_in", "accepted", "closed"),
    steps=(
        acknowledge("opened"),
        hand_in(
            "report", "opened", "acknowledged",
            target="handed_in", form="written_report", told=Party.ABOVE,
        ),
        accept("report", "handed_in", target="accepted", grant=INSTRUCTS, clock="met"),
        give_back("report", "handed_in", target="acknowledged", grant=INSTRUCTS),
        close("accepted", grant=INSTRUCTS),
        withdraw("opened", "acknowledged", "handed_in", "accepted", grant=INSTRUCTS),
    ),
)  # fmt: skip
