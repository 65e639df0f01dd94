"""The forms of deadlines: stopping and resuming, more time and its decision, a year's notice."""

import uuid
from datetime import date
from typing import Any

from django import forms

from kaohe.law import Period, read_notice
from kaohe.law.calendar import NoticedDay
from kaohe.messages import Lang, Refused, sentence
from kaohe.web.forms.worded import WordedForm

MOST_NOTICE = 64 * 1024
"""Bytes of a year's notice; one has about two thousand."""

COUNTINGS = ("calendar", "working")


def _day(*, required: bool = True) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), required=required)


def _reason(*, required: bool = True) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea({"rows": 3}), max_length=2000, required=required)


def _key() -> forms.CharField:
    """A second press of the button is the first's retry."""
    return forms.CharField(widget=forms.HiddenInput, max_length=80, initial=lambda: uuid.uuid4().hex)


class DeadlineForm(WordedForm):
    """A form of the pages of deadlines."""

    def label_code(self, name: str) -> str:
        return f"web_clocks.{name}"


class PauseForm(DeadlineForm):
    """From when it is stopped, and why."""

    hints = {"since": "web_clocks.since_hint", "reason": "web_clocks.reason_hint"}

    since = _day()
    reason = _reason()
    key = _key()


class ResumeForm(DeadlineForm):
    """From when it goes on."""

    hints = {"resumed_on": "web_clocks.resumed_on_hint"}

    resumed_on = _day()
    key = _key()


class ExtensionForm(DeadlineForm):
    """How much more time: a number of days, or a day; and why."""

    hints = {"more": "web_clocks.more_hint", "until": "web_clocks.until_hint"}

    more = forms.IntegerField(min_value=1, max_value=366, required=False)
    counting = forms.ChoiceField(widget=forms.RadioSelect, initial="working")
    until = _day(required=False)
    reason = _reason()
    key = _key()

    def __init__(self, lang: Lang, *args: Any, **kwargs: Any):
        super().__init__(lang, *args, **kwargs)
        choices = [(each, sentence(f"web_clocks.counting_{each}", lang)) for each in COUNTINGS]
        self.fields["counting"].choices = choices  # type: ignore[attr-defined]

    def period(self) -> Period | None:
        """The days asked for; None where a day is named."""
        given = self.cleaned_data
        return Period(days=given["more"], counting=given["counting"]) if given["more"] else None


class DecisionForm(DeadlineForm):
    """Yes or no, with an answer."""

    hints = {"answer": "web_clocks.answer_hint"}

    decision = forms.ChoiceField(widget=forms.RadioSelect)
    answer = _reason(required=False)
    key = _key()

    def __init__(self, lang: Lang, *args: Any, **kwargs: Any):
        super().__init__(lang, *args, **kwargs)
        choices = [(each, sentence(f"web_clocks.decision_{each}", lang)) for each in ("grant", "refuse")]
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]


class NoticeForm(DeadlineForm):
    """A year's notice as a file, or as text that was looked at before; and what it is called."""

    hints = {"file": "web_clocks.file_hint", "document": "web_clocks.document_hint"}

    year = forms.IntegerField(min_value=2008, max_value=2100)
    document = forms.CharField(max_length=300)
    file = forms.FileField(widget=forms.FileInput({"accept": ".csv"}), required=False)
    text = forms.CharField(widget=forms.HiddenInput, max_length=MOST_NOTICE, required=False, strip=False)

    def days(self) -> dict[date, NoticedDay]:
        """The days of the notice. Raises `Refused` with every line that is wrong, or without a file."""
        name = self.cleaned_data["file"].name if self.cleaned_data["file"] else ""
        return read_notice(self.written(), self.cleaned_data["year"], name)

    def written(self) -> str:
        """The text of the notice, from the file or as it was looked at."""
        file = self.cleaned_data["file"]
        if not file:
            if not self.cleaned_data["text"]:
                raise Refused.because("web_clocks.no_file")
            return str(self.cleaned_data["text"])
        if file.size > MOST_NOTICE:
            raise Refused.because("web_clocks.file_too_large", found=file.size, allowed=MOST_NOTICE)
        file.seek(0)
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise Refused.because("web_clocks.file_not_text", found=file.name) from None
