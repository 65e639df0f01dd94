"""Kinds, states and steps in both languages."""

from kaohe.messages import Text, sentence


def kind_name(kind: str) -> Text:
    """What a kind of case is called: the measure it carries out."""
    return _said(f"rules.measure.{kind}")


def state_name(state: str) -> Text:
    """How far a case in this state has come."""
    return _said(f"cases.state_{state}")


def step_name(step: str) -> Text:
    """What whoever takes the step does."""
    return _said(f"cases.step_{step}")


def _said(code: str) -> Text:
    return Text(sentence(code, "zh"), sentence(code, "en"))
