"""Steps that several kinds share."""

from kaohe.office.cases.machines.model import Need, Party, Step

LEADS = "cases.lead"
DECIDES = "cases.decide"
STARTS = "cases.start"
INSTRUCTS = "cases.instruct"  # the government's own officers
ANSWERS = "cases.answer"


def acknowledge(source: str) -> Step:
    """The answering side says that it has it."""
    return Step("acknowledge", (source,), "acknowledged", ANSWERS, Party.ANSWERING, tells=(Party.LEAD,))


def close(*sources: str, grant: str = DECIDES, needs: tuple[Need, ...] = (), clock: str = "") -> Step:
    """The case ends with what came of it."""
    told = (Party.ANSWERING, Party.JOINT)
    return Step("close", sources, "closed", grant, needs=(*needs, Need.RESULT), clock=clock, tells=told)


def withdraw(*sources: str, grant: str = STARTS) -> Step:
    """The case falls away, with the reason: a corrected publication, a slip."""
    told = (Party.ANSWERING, Party.JOINT, Party.LEAD)
    return Step("withdraw", sources, "withdrawn", grant, needs=(Need.NOTE,), clock="fell_away", tells=told)


def hand_in(answer: str, *sources: str, target: str, form: str, told: Party) -> Step:
    """The answering side hands in a plan, a report, proposals."""
    needs = (Need.TEXT,)
    return Step(
        f"hand_in_{answer}", sources, target, ANSWERS, Party.ANSWERING, needs, form=form, answer=answer,
        tells=(told,),
    )  # fmt: skip


def accept(answer: str, source: str, *, target: str, grant: str, clock: str = "") -> Step:
    """What was handed in will do."""
    told = (Party.ANSWERING,)
    return Step(f"accept_{answer}", (source,), target, grant, verdict="accepted", clock=clock, tells=told)


def give_back(answer: str, source: str, *, target: str, grant: str) -> Step:
    """What was handed in won't do, and why."""
    needs, told = (Need.NOTE,), (Party.ANSWERING,)
    return Step(f"return_{answer}", (source,), target, grant, needs=needs, verdict="returned", tells=told)
