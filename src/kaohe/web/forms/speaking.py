"""A form whose labels, hints and errors come from the catalogue, and that can tell what an action refused."""

from typing import Any

from django import forms

from kaohe.messages import Lang, Refused, sentence


class SpeakingForm(forms.Form):
    """`room` is the file of the catalogue: a field's label is `room.FIELD`, its hint `room.FIELD_hint` if given."""

    room = "web"
    hinted: tuple[str, ...] = ()

    def __init__(self, lang: Lang, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.lang = lang
        for name, field in self.fields.items():
            field.label = sentence(f"{self.room}.{name}", lang)
            if name in self.hinted:
                field.help_text = sentence(f"{self.room}.{name}_hint", lang)

    def refuse(self, refused: Refused) -> None:
        """Show what an action found wrong above the form."""
        for problem in refused.problems:
            self.add_error(None, problem.words(self.lang))
