"""A form whose labels, hints and errors come from the catalogue, and that can tell what an action refused."""

from collections.abc import Mapping
from typing import Any

from django import forms

from kaohe.messages import Lang, Refused, sentence


class SpeakingForm(forms.Form):
    """`words` gives the code of a field's label, `hints` those of fields that have one."""

    hints: Mapping[str, str] = {}

    def __init__(self, lang: Lang, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.lang = lang
        for name, field in self.fields.items():
            field.label = sentence(self.words(name), lang)
            if name in self.hints:
                field.help_text = sentence(self.hints[name], lang)

    def words(self, field: str) -> str:
        """The code of a field's label."""
        raise NotImplementedError

    def refuse(self, refused: Refused) -> None:
        """Show what an action found wrong above the form."""
        for problem in refused.problems:
            self.add_error(None, problem.words(self.lang))
