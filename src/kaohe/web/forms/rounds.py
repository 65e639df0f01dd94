"""The forms of rounds: opening one, moving a window, freezing."""

import uuid
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.utils.timezone import localdate

from kaohe.messages import Lang, sentence
from kaohe.office.accounts.actors import Actor
from kaohe.office.reporting.actions.rounds import NEEDED, Form, Plan, Subject
from kaohe.office.reporting.models import Report, Snapshot
from kaohe.office.reporting.models.rounds import WindowKind
from kaohe.office.reporting.subjects import subjects_of
from kaohe.office.zones.queries import Filters, zones_on
from kaohe.schemes import Scheme, load_scheme
from kaohe.web.forms.schemes import scheme_in, shipped_schemes
from kaohe.web.forms.worded import WordedForm

LEVELS = ("", "national", "provincial")
GROUPS = {
    "task": ("code", "title", "assessment_year", "data_year"),
    "scheme": ("scheme", "scheme_file", "previous"),
    "zones": ("level", "province", "zones"),
    "form": ("form_number", "issuing_body", "approval", "valid_until"),
    "calendar": tuple(f"{kind.value}_{end}" for kind in WindowKind for end in ("opens", "closes")),
}
"""The fields of a round to be opened, by what they are about."""


def _moment(kind: WindowKind) -> forms.DateTimeField:
    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    needed = kind in NEEDED
    return forms.DateTimeField(widget=widget, required=needed, input_formats=["%Y-%m-%dT%H:%M"])


def snapshot_name(snapshot: Snapshot, lang: Lang) -> str:
    """The year of its figures with the round's title, else why it was taken over."""
    name = snapshot.round.title if snapshot.round else snapshot.reason
    return sentence("web_rounds.snapshot_of", lang, year=snapshot.data_year, name=name)


class RoundsForm(WordedForm):
    """A form of this room."""

    def label_code(self, name: str) -> str:
        return f"web_rounds.{name}"


class OpenForm(RoundsForm):
    """Everything about a round; zones by level and province, or by their codes."""

    hints = {
        "scheme_file": "web_rounds.scheme_file_hint",
        "zones": "web_rounds.zones_hint",
        "form_number": "web_rounds.form_number_hint",
    }

    code = forms.SlugField(max_length=40)
    title = forms.CharField(max_length=200)
    assessment_year = forms.IntegerField(min_value=2000, max_value=2100)
    data_year = forms.IntegerField(min_value=2000, max_value=2100)
    scheme = forms.ChoiceField()
    scheme_file = forms.FileField(required=False)
    level = forms.ChoiceField(required=False)
    province = forms.CharField(max_length=40, required=False)
    zones = forms.CharField(widget=forms.Textarea({"rows": 3}), required=False)
    previous = forms.ModelChoiceField(
        Snapshot.objects.select_related("round").order_by("-data_year", "-number"), required=False
    )
    form_number = forms.CharField(max_length=80)
    issuing_body = forms.CharField(max_length=200)
    approval = forms.CharField(max_length=200)
    valid_until = forms.DateField(widget=forms.DateInput({"type": "date"}))

    def __init__(self, lang: Lang, actor: Actor, *args: Any, **kwargs: Any):
        super().__init__(lang, *args, **kwargs)
        self.actor = actor
        previous: Any = self.fields["previous"]
        previous.label_from_instance = lambda each: snapshot_name(each, lang)
        self.fields["scheme"].choices = shipped_schemes(lang)  # type: ignore[attr-defined]
        levels = [(level, sentence(f"web_rounds.level_{level or 'any'}", lang)) for level in LEVELS]
        self.fields["level"].choices = levels  # type: ignore[attr-defined]
        for kind in WindowKind:
            for end in ("opens", "closes"):
                field = _moment(kind)
                words = {"window": sentence(f"reporting.window_{kind.value}", lang)}
                field.label = sentence(f"web_rounds.window_{end}", lang, **words)
                self.fields[f"{kind.value}_{end}"] = field

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under the code of what they are about."""
        return [(f"web_rounds.group_{name}", [self[field] for field in of]) for name, of in GROUPS.items()]

    def plan(self) -> Plan:
        """What the round is to be. Raises `Refused` for a scheme file that can't be read."""
        given = self.cleaned_data
        form = Form(given["form_number"], given["issuing_body"], given["approval"], given["valid_until"])
        calendar = {
            kind.value: (given[f"{kind.value}_opens"], given[f"{kind.value}_closes"])
            for kind in WindowKind
            if given[f"{kind.value}_opens"] and given[f"{kind.value}_closes"]
        }
        years = (given["assessment_year"], given["data_year"])
        return Plan(
            given["code"], given["title"], *years, self.asked_scheme, calendar, form, given["previous"]
        )

    @cached_property
    def asked_scheme(self) -> Scheme:
        """The scheme of the uploaded file, else the one chosen; read once, as a file ends."""
        file = self.cleaned_data["scheme_file"]
        return scheme_in(file) if file else load_scheme(self.cleaned_data["scheme"])

    def subjects(self) -> tuple[Subject, ...]:
        """The zones chosen and their host cities. Raises `Refused` naming what they lack."""
        given, day = self.cleaned_data, localdate(self.actor.at)
        codes = given["zones"].replace(",", " ").replace("，", " ").split()
        if not codes:
            filters = Filters(level=given["level"], province=given["province"].strip())
            codes = [zone.code for zone in zones_on(day, filters)]
        return subjects_of(self.asked_scheme, codes, day)


class WindowForm(RoundsForm):
    """When a window is to close, and why."""

    closes_at = forms.DateTimeField(
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )
    reason = forms.CharField(widget=forms.Textarea({"rows": 2}), max_length=2000)


class FreezeForm(RoundsForm):
    """Why, and which reports are left out; the key makes a second press of the button the first's retry."""

    hints = {"without": "web_rounds.without_hint"}

    without = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    reason = forms.CharField(widget=forms.Textarea({"rows": 2}), required=False, max_length=2000)
    key = forms.CharField(widget=forms.HiddenInput, max_length=80, initial=lambda: uuid.uuid4().hex)

    def __init__(self, lang: Lang, reports: Sequence[Report], *args: Any, **kwargs: Any):
        super().__init__(lang, *args, **kwargs)
        names = [(report.code, report.name_en if lang == "en" else report.name_zh) for report in reports]
        self.fields["without"].choices = names  # type: ignore[attr-defined]
        if not names:
            del self.fields["without"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return {**given, "without": given.get("without", [])}
