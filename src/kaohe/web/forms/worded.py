"""Forms whose words come from the catalogue, and that can tell what an action refused."""

from collections.abc import Mapping
from typing import Any

from django import forms

from kaohe.messages import Lang, Refused, sentence


class WordedForm(forms.Form):
    """A field's label is the message that `label_code` gives for its name; `hints` are codes by field."""

    hints: Mapping[str, str] = {}

    def __init__(self, lang: Lang, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.lang = lang
        for name, field in self.fields.items():
            if not field.widget.is_hidden:
                field.label = sentence(self.label_code(name), lang)
            if name in self.hints:
                field.help_text = sentence(self.hints[name], lang)

    def label_code(self, name: str) -> str:
        """The message that is the label of a field."""
        raise NotImplementedError

    def refuse(self, refused: Refused) -> None:
        """Show what an action found wrong above the form."""
        for problem in refused.problems:
            self.add_error(None, problem.words(self.lang))
