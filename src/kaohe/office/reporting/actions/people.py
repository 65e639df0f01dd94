"""Who is responsible for a report's figures, as a statistical form names them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kaohe.messages import Place, Problem, Refused, Text, sentence
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.office.journal.actions import once, record
from kaohe.office.reporting.actions.holding import hold
from kaohe.office.reporting.models import Report

PEOPLE = ("principal", "statistician", "filler")
"""The unit's principal, who answers for its statistics, who filled it in."""
PHONE = "_phone"
LONGEST = 40
"""Characters of a name and of a phone number."""


def name_people(*, actor: Actor, report: Report, people: Mapping[str, str], key: str) -> None:
    """Note the names (and phones, `principal_phone`), so that whoever submits finds them filled in.

    Raises `Refused` for what is too long, and where the report is with reviewers.
    """
    require(actor, "reporting.fill", report.concern)
    once(actor.who, key, lambda: _name(actor, report, people))


def named(people: Mapping[str, str]) -> dict[str, str]:
    """What is kept of people: names and the phones that were given. Raises `Refused` for what is too long."""
    said = {name: people.get(name, "").strip() for who in PEOPLE for name in (who, who + PHONE)}
    problems = [
        Problem("reporting.person_too_long", {"who": role(name), "most": LONGEST}, Place(path=name))
        for name, text in said.items()
        if len(text) > LONGEST or not text.isprintable()
    ]
    if problems:
        raise Refused(problems)
    return {name: text for name, text in said.items() if text or name in PEOPLE}


def role(name: str) -> Text:
    """The words of `principal`, `statistician`, `filler`; a phone has those of its person."""
    code = f"reporting.{name.removesuffix(PHONE)}"
    return Text(sentence(code, "zh"), sentence(code, "en"))


def _name(actor: Actor, report: Report, people: Mapping[str, str]) -> dict[str, Any]:
    responsible = named(people)
    with transaction.atomic():
        held = hold(report)
        if held.stage != Report.Stage.REPORTING:
            raise Refused.because(f"reporting.locked_{held.stage}")
        if held.people != responsible:
            Report.objects.filter(pk=held.pk).update(people=responsible)
            record(
                actor.who,
                "reporting.name_people",
                held,
                before={"people": held.people},
                after={"people": responsible},
            )
    return {}
