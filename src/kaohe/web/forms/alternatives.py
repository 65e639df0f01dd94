"""The form by which another scheme is tried on a scoring's figures."""

from typing import Any

from django import forms

from kaohe.messages import Lang, sentence
from kaohe.schemes import Scheme, load_scheme
from kaohe.web.forms.assessment import AssessmentForm
from kaohe.web.forms.schemes import scheme_in, shipped_schemes


class AlternativeForm(AssessmentForm):
    """One of the schemes that come with the product, or a file, and what the comparison is called."""

    hints = {"scheme_file": "web_assessment.scheme_file_hint", "title": "web_assessment.try_title_hint"}

    scheme = forms.ChoiceField(required=False)
    scheme_file = forms.FileField(required=False)
    title = forms.CharField(max_length=200, required=False)

    def __init__(self, lang: Lang, *args: Any, **kwargs: Any):
        super().__init__(lang, *args, **kwargs)
        self.choose("scheme", [("", sentence("web_assessment.scheme_none", lang)), *shipped_schemes(lang)])

    def clean(self) -> dict[str, Any]:
        """One of both has to be given."""
        given = super().clean() or {}
        if not (given.get("scheme") or given.get("scheme_file") or self.errors):
            self.add_error("scheme", sentence("web_assessment.scheme_missing", self.lang))
        return given

    def asked_scheme(self) -> Scheme:
        """The scheme of the file, else the one chosen. Raises `Refused` for a file that can't be read."""
        file = self.cleaned_data["scheme_file"]
        return scheme_in(file) if file else load_scheme(self.cleaned_data["scheme"])
