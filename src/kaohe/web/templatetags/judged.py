"""Findings in words: the measure, the sentence it rests on, facts, offices, deadline, remarks."""

from django import template
from django.template import Context

from kaohe.law import Citation
from kaohe.messages import Lang, sentence
from kaohe.office.cases.machines.words import state_name
from kaohe.rules import (
    Fact,
    Finding,
    deadline_words,
    fact_words,
    office_words,
    remarks,
    setting_words,
    value_words,
)

register = template.Library()


@register.simple_tag(takes_context=True)
def measure_name(context: Context, kind: str) -> str:
    """What is to be done."""
    return sentence(f"rules.measure.{kind}", _lang(context))


@register.simple_tag(takes_context=True)
def outcome_name(context: Context, outcome: str) -> str:
    """Whether the rule fired, or what else is needed."""
    return sentence(f"rules.outcome.{outcome}", _lang(context))


@register.simple_tag(takes_context=True)
def cited(context: Context, citation: Citation) -> str:
    """Where the sentence stands: policy, chapter, clause, sentence."""
    return citation.label(_lang(context))


@register.simple_tag(takes_context=True)
def fact_said(context: Context, fact: Fact) -> str:
    """A place or an event."""
    return fact_words(fact, _lang(context))


@register.simple_tag(takes_context=True)
def offices_said(context: Context, finding: Finding) -> str:
    """Who acts, with whom, on whom."""
    return office_words(finding, _lang(context))


@register.simple_tag(takes_context=True)
def deadline_said(context: Context, finding: Finding) -> str:
    """The due date and why, or by whom it is set."""
    return deadline_words(finding, _lang(context))


@register.simple_tag(takes_context=True)
def remarks_of(context: Context, finding: Finding, pack: str) -> list[str]:
    """What an officer settles, what is held together, settings."""
    return remarks(finding, pack, _lang(context))


@register.simple_tag(takes_context=True)
def setting_said(context: Context, pack: str, name: str, value: str) -> str:
    """A parameter as the office set it."""
    return setting_words(pack, name, value, _lang(context))


@register.simple_tag(takes_context=True)
def value_said(context: Context, value: str) -> str:
    """What a parameter was set to."""
    return value_words(value, _lang(context))


@register.simple_tag(takes_context=True)
def finding_state(context: Context, state: str) -> str:
    """How far a finding is."""
    return sentence(f"web_findings.state_{state}", _lang(context))


@register.simple_tag(takes_context=True)
def case_state(context: Context, state: str) -> str:
    """How far a case is."""
    return state_name(state).of(_lang(context))


def _lang(context: Context) -> Lang:
    return "en" if context.get("lang") == "en" else "zh"
