"""Which texts can be kept: reasons, answers, notes."""

from kaohe.messages import Place, Problem, Refused, Text

LONGEST = 2000
"""Characters of a reason, of an answer, of a note."""


def keepable(text: str) -> bool:
    """Whether a database can keep the text: no NUL, no half of a sign."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def text_problem(text: str, name: Text | str, place: Place) -> Problem | None:
    """Why a text about something called `name` can't be kept; None where it can."""
    if not keepable(text):
        return Problem("reporting.not_keepable", {"name": name}, place)
    if len(text) > LONGEST:
        return Problem("reporting.text_too_long", {"name": name, "found": len(text), "most": LONGEST}, place)
    return None


def refuse_text(text: str, name: Text | str) -> None:
    """Raises `Refused` for a text that can't be kept."""
    if (problem := text_problem(text, name, Place())) is not None:
        raise Refused([problem])
