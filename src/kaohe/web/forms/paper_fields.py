"""The forms of a draft: the fields of its template with its marks, and its wording."""

from collections.abc import Mapping
from typing import Any

from django import forms

from kaohe.letters import Field, Openness, Template
from kaohe.messages import Lang, Refused, sentence
from kaohe.web.forms.paper_values import as_text, given, typed
from kaohe.web.forms.papers import LONGEST_LINE, LONGEST_TEXT, URGENCY, PapersForm, none_or, with_line

OPENNESS: Mapping[Openness, str] = {
    "主动公开": "web_papers.open",
    "依申请公开": "web_papers.open_on_request",
    "不公开": "web_papers.not_open",
}
LONG = 40
"""A text with more characters stands on several lines of its field."""


class ValueField(forms.CharField):
    """A field of a template: marked where it is required, and left empty until it is known."""

    def __init__(self, field: Field, lang: Lang, required: bool, length: int):
        super().__init__(
            widget=_widget(field, length),
            label=field.text.of(lang),
            help_text=_hint(field, lang),
            required=required,
        )
        self.field = field
        self.max_length = LONGEST_TEXT

    def validate(self, value: str) -> None:
        """What is missing is named when the paper is handed in."""


class FieldsForm(PapersForm):
    """The values of a template's fields, and the marks of the paper."""

    hints = {"secrecy": "web_papers.secrecy_hint"}

    secrecy = forms.CharField(max_length=20, required=False)
    urgency = forms.ChoiceField(required=False)
    openness = forms.ChoiceField(required=False)

    def __init__(self, lang: Lang, template: Template, values: Mapping[str, Any], *args: Any, **kwargs: Any):
        super().__init__(lang, *args, **kwargs)
        self.choose("urgency", none_or(URGENCY, lang))
        self.choose("openness", none_or(OPENNESS, lang))
        self.names = tuple(template.fields)
        for name, field in template.fields.items():
            text = as_text(field, values[name]) if name in values else ""
            self.fields[f"v_{name}"] = ValueField(field, lang, name in template.required, len(text))
            self.initial[f"v_{name}"] = text

    @property
    def value_fields(self) -> list[forms.BoundField]:
        """The fields of the template."""
        return [self[f"v_{name}"] for name in self.names]

    @property
    def mark_fields(self) -> list[forms.BoundField]:
        """Secrecy, urgency, openness."""
        return [self[name] for name in ("secrecy", "urgency", "openness")]

    def values(self) -> dict[str, Any]:
        """What was filled in, as JSON has it; what is empty isn't there."""
        return {name: self.cleaned_data[f"v_{name}"] for name in self.names if self.cleaned_data[f"v_{name}"]}

    def marks(self) -> dict[str, str]:
        """Secrecy, urgency, openness by their names."""
        return {name: self.cleaned_data[name].strip() for name in ("secrecy", "urgency", "openness")}

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        for name in self.names:
            text, field = read.get(f"v_{name}", ""), self.fields[f"v_{name}"]
            try:
                read[f"v_{name}"] = typed(field.field, text) if text.strip() else ""  # type: ignore[attr-defined]
            except Refused as refused:
                self.add_error(f"v_{name}", [with_line(each, self.lang) for each in refused.problems])
        return read


class WordingForm(PapersForm):
    """Title and body as plain lines."""

    hints = {"title": "web_papers.title_hint", "body": "web_papers.body_hint"}

    title = forms.CharField(widget=forms.Textarea({"rows": 2}), max_length=LONGEST_LINE)
    body = forms.CharField(widget=forms.Textarea({"rows": 18}), max_length=LONGEST_TEXT)

    def clean_title(self) -> str:
        """Browsers end lines by CR and LF."""
        return "\n".join(line.strip() for line in self.cleaned_data["title"].splitlines())


def _widget(field: Field, length: int) -> forms.Widget:
    if field.kind in {"lines", "table"}:
        return forms.Textarea({"rows": 4})
    if length > LONG:
        return forms.Textarea({"rows": 2})
    return forms.DateInput({"type": "date"}) if field.kind == "date" else forms.TextInput()


def _hint(field: Field, lang: Lang) -> str:
    hints = [field.hint.text.of(lang)] if field.hint else []
    if field.kind == "table":
        columns = " | ".join(each.text.of(lang) for each in given(field))
        hints.append(sentence("web_papers.table_hint", lang, columns=columns))
    if field.kind == "lines":
        hints.append(sentence("web_papers.lines_hint", lang))
    return " ".join(hints)
