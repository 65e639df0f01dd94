"""书面提醒: one reminder a publication, listing every indicator in the nation's last 10."""

from kaohe.office.cases.machines.model import Machine, Need, Party, Step
from kaohe.office.cases.machines.parts import LEADS, acknowledge, close, withdraw

WRITTEN_REMINDER = Machine(
    "written_reminder",
    way=("opened", "sent", "acknowledged", "closed"),
    steps=(
        Step(
            "send", ("opened",), "sent", LEADS,
            needs=(Need.LETTER,), letter="written_reminder", tells=(Party.ANSWERING,),
        ),
        acknowledge("sent"),
        close("sent", "acknowledged", grant=LEADS),
        withdraw("opened", "sent", "acknowledged"),
    ),
)  # fmt: skip
