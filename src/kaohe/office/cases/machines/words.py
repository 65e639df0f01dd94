"""Kinds, states, steps, items and letters in both languages."""

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


def work_name(step: str) -> Text:
    """What whoever takes the step of an item does."""
    return _said(f"cases.item_{step}")


def item_state_name(state: str) -> Text:
    """How far an item has come."""
    return _said(f"cases.item_state_{state}")


def letter_name(kind: str) -> Text:
    """What a kind of letter is called."""
    return _said(f"cases.letter_{kind}")


def _said(code: str) -> Text:
    return Text(sentence(code, "zh"), sentence(code, "en"))
