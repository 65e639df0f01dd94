"""What was typed into a form, as what actions take."""

from collections.abc import Collection
from datetime import date

from django.http import QueryDict

from kaohe.messages import Refused, Text, sentence
from kaohe.web.forms.numbers import whole_number

PAGE = 50
LAST_PAGE = 1_000_000
"""Beyond it there is nothing, and databases count rows no further than they can."""


def typed(form: QueryDict, name: str) -> str:
    """The text of a field without blanks around it; "" where it is missing."""
    return form.get(name, "").strip()


def day(form: QueryDict, name: str, label: str) -> date:
    """The day of a field whose label has this code."""
    found = day_or_none(form, name, label)
    if found is None:
        raise Refused.because("accounts.date_missing", field=_said(label))
    return found


def day_or_none(form: QueryDict, name: str, label: str) -> date | None:
    """The same where it may be left empty."""
    text = typed(form, name)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused.because("accounts.date_form", field=_said(label), found=text) from None


def one_of(form: QueryDict, name: str, label: str, choices: Collection[str]) -> str:
    """The choice of a field."""
    text = typed(form, name)
    if text not in choices:
        raise Refused.because("accounts.unknown_choice", field=_said(label), found=text)
    return text


def key(form: QueryDict, name: str) -> int:
    """The key of a row chosen; 0, which no row has, where it is none."""
    return whole_number(typed(form, name)) or 0


def page_of(form: QueryDict) -> int:
    """The number of the page asked for, from 1."""
    return min(max(key(form, "page"), 1), LAST_PAGE)


def _said(label: str) -> Text:
    return Text(sentence(label, "zh"), sentence(label, "en"))
