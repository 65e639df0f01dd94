"""The parts of a case's page: what each shows, and what the reader may do there."""

from dataclasses import dataclass
from typing import Any

from kaohe.law import Citation
from kaohe.messages import Lang
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import may
from kaohe.office.accounts.rules import DEPARTMENTAL
from kaohe.office.cases.actions.letters import writer
from kaohe.office.cases.machines import Need, Party, Step
from kaohe.office.cases.machines.items import WORK
from kaohe.office.cases.models import Case, Move
from kaohe.office.cases.queries.kept import found
from kaohe.office.cases.queries.known import Known
from kaohe.office.cases.queries.letters import papers_of, wanted
from kaohe.office.cases.queries.ordering import may_change
from kaohe.office.cases.queries.parties import concern_of
from kaohe.office.cases.queries.preparing import holds, keeps, prepares, preparing
from kaohe.office.cases.queries.talks import TALKS, may_share
from kaohe.office.papers.queries.lists import readable
from kaohe.rules.words import fact_words


@dataclass(frozen=True, slots=True)
class Stop:
    """A state on the way: behind, here or ahead."""

    state: str
    where: str


def way_of(known: Known) -> tuple[Stop, ...]:
    """The machine's way; a case that left it stands at the end of what it had passed."""
    way, state = known.machine.way, known.case.state
    if state not in way:
        passed = [each for each in way if each in {move.source for move in known.moves}]
        return (*(Stop(each, "behind") for each in passed), Stop(state, "here"))
    here = way.index(state)
    return tuple(
        Stop(each, "behind" if at < here else "here" if at == here else "ahead")
        for at, each in enumerate(way)
    )


def moves_of(known: Known, inside: bool) -> list[Move]:
    """What happened, the latest first; outside, from when the case was shown."""
    shown_at = known.case.shown_at
    return [move for move in reversed(known.moves) if inside or (shown_at and move.at >= shown_at)]


def finding_of(shown: Case, lang: Lang) -> dict[str, Any]:
    """The sentence that the case rests on, where it stands, the facts."""
    if shown.finding is None:
        return {"cites": None, "facts": ()}
    cites = Citation.model_validate(shown.finding.cites)
    facts = [fact_words(fact, lang) for fact in found(shown.finding).facts]
    return {"cites": cites, "place": cites.label(lang), "facts": facts}


def letters_of(actor: Actor, known: Known, inside: bool) -> dict[str, Any]:
    """Papers of the case and its talk, drafts inside only, secret ones where they are read; what to begin."""
    papers = papers_of(known)
    own = {post.office for post in actor.posts}
    seen = [each for each in papers if hasattr(each, "issue") or inside or each.office_id in own]
    begin = [
        each
        for each in wanted(known, papers)
        if _may_prepare(actor, known.case, each.step) and writer(actor, known.case, each.step)
    ]
    open_to = set(readable(actor).filter(pk__in=[each.pk for each in seen]).values_list("pk", flat=True))
    listed = [(each, each.pk in open_to) for each in seen if each.pk in open_to or not each.secrecy]
    return {"papers": listed, "begin": begin}


def talk_of(actor: Actor, known: Known) -> dict[str, Any]:
    """The talk, and what the reader may do with it."""
    shown = known.case
    if shown.kind not in TALKS:
        return {"is_talk": False}
    runs = may(actor, holds(shown), concern_of(shown, Party.LEAD))
    meeting, is_open = known.meeting, shown.state not in known.machine.closed
    is_set = meeting is not None and meeting.held_at is None
    return {
        "is_talk": True,
        "attendance": list(meeting.attendance.select_related("office")) if meeting else [],
        "serves": list(meeting.cases.select_related("dossier")) if meeting else [],
        "may_set": runs and not is_set and preparing(shown, Need.MEETING) is not None,
        "share": may_share(shown) if runs and meeting is None else (),
        "may_move": runs and is_set and is_open,
        "may_hold": runs and is_set and is_open and meeting is not None and meeting.at <= actor.at,
        "may_promise": runs and is_open and meeting is not None and meeting.held_at is not None,
        "may_check": runs,
        "bodies": _bodies(shown, meeting.chaired_by if meeting else shown.office),
    }


def _bodies(shown: Case, chair: Office) -> list[Office]:
    """Those of whom somebody may come: whoever answers first."""
    joint = [joined.office for joined in shown.offices.select_related("office")]
    return list(dict.fromkeys([shown.addressee or shown.office, chair, *joint]))


def ledger_of(actor: Actor, known: Known) -> dict[str, Any]:
    """The items, each with the steps that the reader may take."""
    shown = known.case
    if not any(Need.ITEMS in step.needs for step in known.machine.steps):
        return {"has_ledger": False}
    lead = may(actor, keeps(shown), concern_of(shown, Party.LEAD))
    answers = may(actor, "cases.answer", concern_of(shown, Party.ANSWERING))
    ordered, ended = shown.shown_at is not None, shown.state in known.machine.closed
    mends = lead and may_change(shown)
    items = []
    for item in shown.items.prefetch_related("steps"):
        steps = [
            name
            for name, work in WORK.items()
            if work.source == item.state
            and (answers if work.party is Party.ANSWERING else lead)
            and (mends if work.before else ordered and (not ended or name == "looked_back"))
        ]
        items.append((item, steps))
    return {"has_ledger": True, "items": items, "may_enter": mends}


def settling_of(actor: Actor, known: Known) -> dict[str, Any]:
    """What the reader may settle before the order or request: the last day, the departments."""
    shown = known.case
    due, joint = preparing(shown, Need.DUE), preparing(shown, Need.JOINT_OFFICES)
    may_join = joint is not None and _may_prepare(actor, shown, joint)
    departments = Office.objects.filter(kind__in=DEPARTMENTAL, city="").exclude(pk=shown.office_id)
    return {
        "may_set_due": due is not None and _may_prepare(actor, shown, due),
        "may_join": may_join,
        "departments": list(departments) if may_join else [],
    }


def _may_prepare(actor: Actor, shown: Case, step: Step) -> bool:
    return may(actor, prepares(step), concern_of(shown, step.party))
