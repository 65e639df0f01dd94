"""What is asked of whoever changes the catalogue. What may stand in it the actions say."""

from datetime import date

from django import forms

from kaohe.messages import Lang, sentence
from kaohe.office.files.limits import file_limit, megabytes
from kaohe.office.zones.facts import REGIONS, REGIONS4, Change, Facts
from kaohe.office.zones.import_lines import level_names
from kaohe.office.zones.models import Event
from kaohe.web.middleware import ActingRequest

_RECORDED = (Event.PROMOTION, Event.DEMOTION, Event.RENAMING, Event.CORRECTION, Event.LEFT)
_OPTIONAL = {"name_en", "aliases", "city", "region", "region4"}
_WITH_HINT = {"code", "since", "basis", "aliases", "city", "province", "event", "file"}


class Sheet(forms.Form):
    """A form whose labels, hints and errors are of the catalogue of words, by the names of its fields."""

    def __init__(self, request: ActingRequest, **initial: str | int | date):
        sent = request.method == "POST"
        self.lang: Lang = request.lang
        files = request.FILES if sent else None
        super().__init__(request.POST if sent else None, files, initial=initial)
        for name, field in self.ask().items():
            if not field.widget.is_hidden:
                field.label = sentence(f"web_zones.{name}", self.lang)
            if name in _WITH_HINT:
                limit = megabytes(file_limit())
                field.help_text = sentence(f"web_zones.{name}_hint", self.lang, limit=limit)
            field.required = name not in _OPTIONAL
            field.error_messages["required"] = sentence("web_zones.required", self.lang)
            field.error_messages["invalid_choice"] = sentence("web_zones.choice_wrong", self.lang)
            self.fields[name] = field

    def ask(self) -> dict[str, forms.Field]:
        """The fields by name, in their order."""
        raise NotImplementedError

    def day_and_basis(self) -> dict[str, forms.Field]:
        invalid = {"invalid": sentence("web_zones.day_wrong", self.lang)}
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        day = forms.DateField(widget=widget, error_messages=invalid)
        return {"since": day, "basis": forms.CharField()}

    def facts_asked(self) -> dict[str, forms.Field]:
        return {
            "name_zh": forms.CharField(),
            "name_en": forms.CharField(),
            "aliases": forms.CharField(),
            "level": forms.ChoiceField(choices=list(level_names(self.lang).items())),
            "province": forms.CharField(),
            "city": forms.CharField(),
            "region": _of_data(REGIONS),
            "region4": _of_data(REGIONS4),
        }


class NewZone(Sheet):
    """A zone to be listed."""

    def ask(self) -> dict[str, forms.Field]:
        return {"code": forms.CharField(), **self.facts_asked(), **self.day_and_basis()}

    def facts(self) -> Facts:
        """The facts as entered."""
        found = self.cleaned_data
        names = ("name_zh", "name_en", "level", "province", "city", "region", "region4")
        return Facts(**{name: found[name] for name in names}, aliases=_aliases(found["aliases"]))


class ZoneEvent(Sheet):
    """Something that happened to a zone; its facts are given as they are and changed where they change."""

    def ask(self) -> dict[str, forms.Field]:
        choices = [(event.value, sentence(f"zones.event_{event}", self.lang)) for event in _RECORDED]
        asked = {"event": forms.ChoiceField(choices=choices), **self.day_and_basis()}
        return {**asked, **self.facts_asked(), "revision": forms.IntegerField(widget=forms.HiddenInput())}

    def change(self) -> Change:
        """What was changed in the form; the rest stays as it was on the day."""
        names = [name for name in self.changed_data if name in Change.__slots__]
        found = {name: self.cleaned_data[name] for name in names}
        if "aliases" in found:
            found["aliases"] = _aliases(found["aliases"])
        return Change(**found)


class NewCommittee(Sheet):
    """Another committee of a zone."""

    def ask(self) -> dict[str, forms.Field]:
        names: dict[str, forms.Field] = {"name_zh": forms.CharField(), "name_en": forms.CharField()}
        return {**names, **self.day_and_basis(), "revision": forms.IntegerField(widget=forms.HiddenInput())}


class ListFile(Sheet):
    """A list of zones as a file."""

    def ask(self) -> dict[str, forms.Field]:
        return {"file": forms.FileField(widget=forms.FileInput({"accept": ".csv,.xlsx"}))}


def _of_data(values: tuple[str, ...]) -> forms.ChoiceField:
    choices = [("", "–"), *((value, value) for value in values)]
    return forms.ChoiceField(choices=choices, widget=forms.Select({"class": "data", "lang": "zh-Hans"}))


def _aliases(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (alias.strip() for alias in text.replace("；", ";").split(";"))))
