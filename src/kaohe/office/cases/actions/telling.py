"""Telling those concerned that a case moved on."""

from datetime import date

from kaohe.messages import Text
from kaohe.office.accounts.queries.users import people_of
from kaohe.office.cases.machines import Party, Step, machine_of
from kaohe.office.cases.machines.words import kind_name, state_name, step_name
from kaohe.office.cases.models import Case, Move
from kaohe.office.cases.queries.parties import offices_of
from kaohe.office.notices.telling import tell


def tell_step(move: Move, held: Case, step: Step, day: date) -> None:
    """Each person of the parties that the step tells, but for whoever took it.

    The answering side only of a case that is shown to them.
    """
    shown = held.shown_at is not None or machine_of(held.kind).shows(step)
    parties = [party for party in step.tells if shown or party is not Party.ANSWERING]
    offices = {office for party in parties for office in offices_of(held, party)}
    people = [user for user in people_of(offices, day) if user.pk != move.by_id]
    params: dict[str, Text | str] = {
        "case": kind_name(held.kind),
        "zone": held.dossier.zone_name,
        "step": step_name(step.name),
        "state": state_name(step.target),
        "by": move.by,
    }
    tell(
        to_users=people,
        key=f"cases.move:{move.pk}",
        code="cases.moved",
        params=params,
        link=f"/cases/{held.pk}/",
        at=move.at,
    )
