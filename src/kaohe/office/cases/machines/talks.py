"""约谈: the department's own, the one asked of the province's leaders (提请), the provincial government's."""

from kaohe.office.cases.machines.model import Machine, Need, Party, Step
from kaohe.office.cases.machines.parts import DECIDES, INSTRUCTS, LEADS, acknowledge, close, withdraw

_NOTIFIED = ("notified", "acknowledged")


def _notify(source: str, grant: str) -> Step:
    return Step(
        "notify", (source,), "notified", grant,
        needs=(Need.MEETING, Need.LETTER), letter="talk_notice", tells=(Party.ANSWERING, Party.JOINT),
    )  # fmt: skip


def _hold(grant: str) -> Step:
    return Step("hold", _NOTIFIED, "held", grant, needs=(Need.MEETING_HELD,))


def _minute(grant: str) -> Step:
    told = (Party.ANSWERING,)
    return Step(
        "minute", ("held",), "minuted", grant, needs=(Need.LETTER,), letter="talk_minutes", tells=told
    )


ADMONITORY_TALK = Machine(
    "admonitory_talk",
    way=("opened", "listed", "approved", "notified", "acknowledged", "held", "minuted", "closed"),
    steps=(
        Step("list", ("opened",), "listed", LEADS),
        Step(
            "approve", ("listed",), "approved", DECIDES, needs=(Need.OTHER_PERSON,), other_than="list"
        ),
        Step("take_off", ("listed",), "opened", DECIDES, needs=(Need.NOTE,), tells=(Party.LEAD,)),
        _notify("approved", LEADS),
        acknowledge("notified"),
        _hold(LEADS),
        _minute(LEADS),
        close("minuted", needs=(Need.COMMITMENTS_CHECKED,)),
        withdraw("opened", "listed", "approved", "notified", "acknowledged", "held", "minuted"),
    ),
)  # fmt: skip

REQUEST_FOR_TALK = Machine(
    "request_for_talk",
    way=(
        "opened", "submitted", "instructed", "arranged", "notified", "acknowledged", "held", "minuted",
        "closed",
    ),
    steps=(
        Step(
            "submit", ("opened",), "submitted", LEADS,
            needs=(Need.LETTER,), letter="request_for_talk", tells=(Party.ABOVE,),
        ),
        Step("instruct", ("submitted",), "instructed", INSTRUCTS, needs=(Need.NOTE,), tells=(Party.LEAD,)),
        Step(
            "arrange", ("submitted", "instructed"), "arranged", INSTRUCTS,
            needs=(Need.MEETING,), tells=(Party.LEAD,),
        ),
        _notify("arranged", INSTRUCTS),
        acknowledge("notified"),
        _hold(INSTRUCTS),
        _minute(INSTRUCTS),
        close("minuted", grant=INSTRUCTS, needs=(Need.COMMITMENTS_CHECKED,)),
        withdraw("opened"),
        Step(
            "decline", ("submitted", "instructed", "arranged", *_NOTIFIED), "declined", INSTRUCTS,
            needs=(Need.NOTE,), tells=(Party.LEAD, Party.ANSWERING),
        ),
        # once it lies with the government, the department can't take it back by itself
        Step(
            "give_back", ("submitted", "instructed"), "opened", INSTRUCTS,
            needs=(Need.NOTE,), tells=(Party.LEAD,),
        ),
    ),
)  # fmt: skip

TALK_BY_PROVINCIAL_GOVERNMENT = Machine(
    "talk_by_provincial_government",
    way=("opened", "arranged", "notified", "acknowledged", "held", "minuted", "closed"),
    steps=(
        Step("arrange", ("opened",), "arranged", INSTRUCTS, needs=(Need.MEETING,)),
        _notify("arranged", INSTRUCTS),
        acknowledge("notified"),
        _hold(INSTRUCTS),
        _minute(INSTRUCTS),
        close("minuted", grant=INSTRUCTS, needs=(Need.COMMITMENTS_CHECKED,)),
        withdraw("opened", "arranged", "notified", "acknowledged", "held", "minuted", grant=INSTRUCTS),
    ),
)
