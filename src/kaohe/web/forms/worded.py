"""Forms whose labels and hints are of the catalogue, by the names of their fields."""

from collections.abc import Mapping
from typing import Any

from django import forms

from kaohe.messages import Lang, Refused, sentence


class WordedForm(forms.Form):
    """Each room of pages says which codes these are. It can tell what an action refused."""

    hints: Mapping[str, str] = {}

    def __init__(self, lang: Lang, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.lang = lang
        for name, field in self.fields.items():
            if not field.widget.is_hidden:
                field.label = sentence(self.code_of(name), lang)
            if name in self.hints:
                field.help_text = sentence(self.hints[name], lang)

    def code_of(self, name: str) -> str:
        """The code of a field's label."""
        raise NotImplementedError

    def refuse(self, refused: Refused) -> None:
        """Show what an action found wrong above the form."""
        for problem in refused.problems:
            self.add_error(None, problem.text(self.lang))
