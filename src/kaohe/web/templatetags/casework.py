"""Cases in templates: names of kinds, states, steps, letters; who may take a step."""

from django import template

from kaohe.messages import Text, sentence
from kaohe.office.accounts.rules import office_name as named
from kaohe.office.cases.machines import Party, Step, machine_of
from kaohe.office.cases.machines.words import (
    item_state_name,
    kind_name,
    letter_name,
    state_name,
    step_name,
    work_name,
)
from kaohe.office.cases.models import Case

register = template.Library()
for _name in (kind_name, state_name, step_name, letter_name, work_name, item_state_name):
    register.filter(_name)
register.filter("office_name", named)

BY = {
    "cases.lead": "web_cases.by_officers",
    "cases.decide": "web_cases.by_head",
    "cases.start": "web_cases.by_starter",
    "cases.instruct": "web_cases.by_government",
    "cases.answer": "web_cases.by_answering",
}


@register.filter
def by_whom(step: Step, case: Case) -> Text:
    """Who takes the step: which people of which office."""
    answering = step.party is Party.ANSWERING
    office = named((case.addressee or case.office) if answering else case.office)
    code = BY[step.grant]
    return Text(sentence(code, "zh", office=office.zh), sentence(code, "en", office=office.en))


@register.filter
def onward(step: Step, case: Case) -> bool:
    """Whether the step leads on along the way of the case's kind, not back or off it."""
    way = machine_of(case.kind).way
    return step.target in way and way.index(step.target) > way.index(case.state)


@register.filter
def needs(step: Step, need: str) -> bool:
    """Whether the step needs it."""
    return need in step.needs
