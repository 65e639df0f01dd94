"""A letter of a case is begun: what is known is filled in, the rest is the drafter's."""

from dataclasses import replace

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import Concern, may
from kaohe.office.cases.actions.holding import require_part
from kaohe.office.cases.machines import Need, Party, Step, machine_of
from kaohe.office.cases.machines.words import letter_name, state_name
from kaohe.office.cases.models import Case, Meeting
from kaohe.office.cases.queries.known import known_of, may_issue
from kaohe.office.cases.queries.letter_values import values_for
from kaohe.office.cases.queries.letters import papers_of, wanted
from kaohe.office.cases.queries.preparing import prepares
from kaohe.office.journal.actions import once
from kaohe.office.papers.actions.drafting import draft
from kaohe.office.papers.models import Paper

SERVES_ALL = frozenset({"talk_notice", "talk_minutes"})
"""Letters of a talk, which may serve several cases: they belong to the talk."""


def draft_letter(*, actor: Actor, case: Case, kind: str, key: str) -> Paper:
    """Begin a letter that a step of the case needs or offers, in the office of the actor that writes it.

    Raises `Denied` for who has no part in the step, `Refused` for a kind that no step of the case names, that
    none of the actor's offices writes or that no step waits for any more, and what drafting raises.
    """
    step = next((each for each in machine_of(case.kind).steps if kind in (each.letter, each.form)), None)
    if step is None:
        raise Refused.because("cases.no_such_letter", letter=kind)
    require_part(actor, case, prepares(step), step.party)
    office = writer(actor, case, step)
    if office is None:
        raise Refused.because("cases.not_your_letter", letter=letter_name(kind))
    outcome = once(actor.who, key, lambda: {"paper": _draft(actor, case, step, kind, office, key).pk})
    return Paper.objects.get(pk=outcome["paper"])


def _draft(actor: Actor, case: Case, step: Step, kind: str, office: Office, key: str) -> Paper:
    held = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)  # of two at once one begins it
    known = known_of(held)
    meeting = known.meeting if kind in SERVES_ALL else None
    if meeting:
        Meeting.objects.select_for_update().get(pk=meeting.pk)  # the same from two of its cases
    if kind not in {each.kind for each in wanted(known, papers_of(known))}:
        words = {"letter": letter_name(kind), "state": state_name(held.state)}
        raise Refused.because("cases.letter_not_wanted", **words)
    joint = [joined.office for joined in case.offices.select_related("office")]
    return draft(
        actor=actor,
        office=office,
        kind=kind,
        subject=meeting.subject if meeting else case.subject,
        addressee=addressee(case, step),
        values=values_for(known, kind, office),
        cosigners=joint if Need.COSIGNED in step.needs else (),
        key=f"{key}/draft",
    )


def writer(actor: Actor, case: Case, step: Step) -> Office | None:
    """The actor's office that writes the step's letter: a province's or the lead's, or whoever answers."""
    offices = Office.objects.in_bulk([post.office for post in actor.posts])
    for post in actor.posts:
        own = replace(actor, posts=(post,))
        office = offices[post.office]
        if may(own, "papers.draft", Concern(office=office.pk)) and _writes(case, step, office):
            return office
    return None


def addressee(case: Case, step: Step) -> Office | None:
    """Whom the step's letter goes to: the one that answers; from there, and with a request, upwards."""
    if step.party is Party.ANSWERING:
        return case.report_to or (case.office if case.addressee else None)
    if Party.ABOVE in step.tells:
        return case.report_to or Office.objects.filter(kind="provincial_government").first()
    return case.addressee or case.office


def _writes(case: Case, step: Step, office: Office) -> bool:
    return office.pk == case.answering if step.form else may_issue(case, office)
