"""A paper takes a step; the last one numbers it."""

from django.db.models import F

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import Concern, may, require
from kaohe.office.journal.actions import once, record
from kaohe.office.papers.actions.drafting import step_of
from kaohe.office.papers.actions.issuing import issue, void
from kaohe.office.papers.models import Cosigner, Paper
from kaohe.office.papers.queries.papers import draft_of
from kaohe.office.papers.steps import WAYS

_S = Paper.State


def take_step(*, actor: Actor, paper: Paper, step: str, seen: int, key: str, note: str = "") -> Paper:
    """Take a step of `WAYS` with a paper that stands as `seen`. Raises `Denied` or `Refused`."""
    if step not in WAYS:
        raise Refused.because("papers.no_step", found=step, allowed=", ".join(WAYS))
    office = _office(actor, paper, step)
    require(actor, WAYS[step].action, Concern(office=office))
    once(actor.who, key, lambda: {"paper": _take(actor, paper.pk, step, seen, note.strip(), office)})
    return Paper.objects.get(pk=paper.pk)


def _office(actor: Actor, paper: Paper, step: str) -> int:
    """For which office somebody acts: a cosigner's, or the paper's own."""
    if not WAYS[step].action.endswith("cosign"):
        return paper.office_id
    asked = [each.office_id for each in Cosigner.objects.filter(paper=paper, signed_at=None)]
    mine = [office for office in asked if may(actor, "papers.cosign", Concern(office=office))]
    return mine[0] if mine else (asked[0] if asked else 0)


def _take(actor: Actor, pk: int, step: str, seen: int, note: str, office: int) -> int:
    way, paper = WAYS[step], Paper.objects.select_for_update().get(pk=pk)
    if paper.state not in way.sources or paper.revision != seen:
        raise Refused.because("papers.changed_meanwhile", state=paper.state)
    if way.another and actor.user == paper.drafted_by_id:
        raise Refused.because("papers.another_person", name=actor.name)
    if way.reasoned and not note:
        raise Refused.because("papers.reason_missing")
    target = _target(actor, paper, step, office)
    moved = Paper.objects.filter(pk=pk, revision=seen, state=paper.state)
    if not moved.update(state=target, revision=F("revision") + 1):
        raise Refused.because("papers.changed_meanwhile", state=paper.state)
    step_of(actor, paper, step, target, note, office)
    number = issue(actor, paper).number if step == "sign" else ""
    if step == "void":
        void(actor, paper, note)
    before, after = {"state": paper.state}, {"state": target, "step": step, "number": number}
    record(actor.who, way.action, paper, before=before, after=after, reason="" if paper.secrecy else note)
    return pk


def _target(actor: Actor, paper: Paper, step: str, office: int) -> str:
    """Where a step leads; what has to be true for it is asked on the way."""
    if step == "hand_in":
        draft_of(paper)  # whoever checks gets a whole paper
        return _S.CHECKING
    if step == "check":
        return _S.COSIGNING if paper.cosigners.exists() else _S.SIGNING
    if step == "cosign":
        asked = Cosigner.objects.filter(paper=paper, office=office, signed_at=None)
        if not asked.update(signed_by=actor.name, signed_at=actor.at):
            raise Refused.because("papers.cosigned_already")
        return _S.COSIGNING if paper.cosigners.filter(signed_at=None).exists() else _S.SIGNING
    if step in ("sign", "void", "drop"):
        return {"sign": _S.ISSUED, "void": _S.VOID, "drop": _S.DROPPED}[step]
    # returned: its words may change, so nobody has agreed to them
    Cosigner.objects.filter(paper=paper).update(signed_by="", signed_at=None)
    return _S.DRAFTING
