"""The forms of assessments: scoring, publishing, taking in, events, objections."""

from collections.abc import Iterable
from typing import Any

from django import forms

from kaohe.messages import Lang, sentence
from kaohe.office.assessment.actions.events import kinds
from kaohe.office.assessment.actions.scoring import LEAST_DRAWS, MOST_DRAWS, MOST_SEED
from kaohe.office.assessment.models import Publication
from kaohe.office.reporting.models import Snapshot
from kaohe.web.forms.rounds import snapshot_name
from kaohe.web.forms.worded import WordedForm
from kaohe.web.pages.reports.asking import new_key

LONGEST_TEXT = 2000
USUAL_DRAWS = 10_000


class AssessmentForm(WordedForm):
    """A form of this room; what it sends twice is done once."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=80, initial=new_key)

    def label_code(self, name: str) -> str:
        return f"web_assessment.{name}"

    def choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """What may be chosen in a field."""
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]


def _minute(required: bool = False) -> forms.DateTimeField:
    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(widget=widget, required=required, input_formats=["%Y-%m-%dT%H:%M"])


def _text(required: bool = True, rows: int = 3) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea({"rows": rows}), required=required, max_length=LONGEST_TEXT)


class ScoringForm(AssessmentForm):
    """Which snapshot, and how its places are tried."""

    hints = {
        "draws": "web_assessment.draws_hint",
        "seed": "web_assessment.seed_hint",
        "plan_text": "web_assessment.plan_text_hint",
    }

    snapshot = forms.ModelChoiceField(Snapshot.objects.select_related("round").order_by("-at", "-pk"))
    draws = forms.IntegerField(min_value=LEAST_DRAWS, max_value=MOST_DRAWS, initial=USUAL_DRAWS)
    seed = forms.IntegerField(min_value=0, max_value=MOST_SEED)
    plan_text = forms.CharField(widget=forms.Textarea({"rows": 4}), required=False)

    def __init__(self, lang: Lang, *args: Any, **kwargs: Any):
        super().__init__(lang, *args, **kwargs)
        named: Any = self.fields["snapshot"]
        named.label_from_instance = lambda each: (
            f"{snapshot_name(each, lang)} · {each.number} · {each.manifest_hash[:8]}"
        )


class ProposalForm(AssessmentForm):
    """What is to be made known, from when on, and what it corrects."""

    hints = {
        "public_from": "web_assessment.public_from_hint",
        "notice_until": "web_assessment.notice_until_hint",
        "supersedes": "web_assessment.supersedes_hint",
    }

    field = forms.ChoiceField()
    title = forms.CharField(max_length=200)
    document = forms.CharField(max_length=300)
    public_from = _minute()
    notice_until = _minute()
    supersedes = forms.ModelChoiceField(Publication.objects.none(), required=False)
    reason = _text(required=False)

    def __init__(self, lang: Lang, correctable: Any, *args: Any, **kwargs: Any):
        super().__init__(lang, *args, **kwargs)
        self.choose(
            "field",
            ((each.value, sentence(f"assessment.field_{each.value}", lang)) for each in Publication.Field),
        )
        named: Any = self.fields["supersedes"]
        named.queryset = correctable


class OfficialForm(AssessmentForm):
    """The ministry's file, whole or in part."""

    hints = {"file": "web_assessment.file_hint", "extent": "web_assessment.extent_hint"}

    extent = forms.ChoiceField(widget=forms.RadioSelect, initial=Publication.Extent.PART.value)
    file = forms.FileField()

    def __init__(self, lang: Lang, *args: Any, **kwargs: Any):
        super().__init__(lang, *args, **kwargs)
        self.choose(
            "extent",
            ((each.value, sentence(f"assessment.extent_{each.value}", lang)) for each in Publication.Extent),
        )


class EventForm(AssessmentForm):
    """What was decided about a zone, by whom, in which document."""

    zone = forms.CharField(max_length=40)
    kind = forms.ChoiceField()
    on = forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    decider = forms.CharField(max_length=200)
    document = forms.CharField(max_length=300)
    file = forms.FileField(required=False)
    hints = {"zone": "web_assessment.zone_hint"}

    def __init__(self, lang: Lang, *args: Any, **kwargs: Any):
        super().__init__(lang, *args, **kwargs)
        self.choose("kind", ((code, name.of(lang)) for code, name in kinds().items()))


class ReasonForm(AssessmentForm):
    """Why something is taken back."""

    reason = _text()


class ObjectionForm(AssessmentForm):
    """What a committee objects, with what shows it."""

    text = _text(rows=6)
    file = forms.FileField(required=False)


class ReviewForm(AssessmentForm):
    """What came of an objection, and why."""

    outcome = forms.ChoiceField(widget=forms.RadioSelect)
    reason = _text()

    def __init__(self, lang: Lang, outcomes: Iterable[str], *args: Any, **kwargs: Any):
        super().__init__(lang, *args, **kwargs)
        self.choose("outcome", ((each, sentence(f"assessment.outcome_{each}", lang)) for each in outcomes))
