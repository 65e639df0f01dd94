"""Every part that pages are made of, with sample content: the look in one place."""

from datetime import timedelta

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from kaohe.messages import Lang, Place, Problem, sentence
from kaohe.web.middleware import ActingRequest
from kaohe.web.waiting import Waiting

ROWS = (
    ("湛江经济技术开发区", "湛江市", 2_731_500.0, 2_604_180.5, "green"),
    ("广州经济技术开发区", "广州市", 42_863_900.0, 40_117_223.0, "yellow"),
    ("增城经济技术开发区", "广州市", 9_120_004.2, None, "red"),
    ("珠海经济技术开发区", "珠海市", None, 3_300_120.0, "grey"),
)
"""Invented figures: zone, city, gross product this year and last (万元), lamp."""


class Sample(forms.Form):
    """One field of each kind, labelled in a language."""

    def __init__(self, say: Lang, data: dict[str, str]):
        super().__init__(data)
        kinds = ("national", "provincial")
        choices = [(kind, sentence(f"web_style.{kind}", say)) for kind in kinds]
        required = {"required": sentence("web_style.required", say)}
        self.fields["name"] = forms.CharField(
            label=sentence("web_style.name", say),
            help_text=sentence("web_style.name_hint", say),
            error_messages=required,
        )
        self.fields["level"] = forms.ChoiceField(label=sentence("web_style.level", say), choices=choices)
        self.fields["since"] = forms.DateField(
            label=sentence("web_style.since", say), widget=forms.DateInput({"type": "date"}), required=False
        )
        self.fields["file"] = forms.FileField(
            label=sentence("web_style.file", say),
            help_text=sentence("web_style.file_hint", say),
            required=False,
        )
        self.fields["reason"] = forms.CharField(
            label=sentence("web_style.reason", say),
            widget=forms.Textarea({"rows": 3}),
            error_messages=required,
        )
        self.fields["sure"] = forms.BooleanField(label=sentence("web_style.sure", say), required=False)


@login_required
def style(request: ActingRequest) -> HttpResponse:
    """For anyone signed in: it shows nothing of the office's own."""
    at = request.actor.at
    waiting = [
        Waiting("web_style.waiting_return", "#cards", 2, due=at - timedelta(days=1)),
        Waiting("web_style.waiting_report", "#cards", 1, due=at + timedelta(days=2)),
        Waiting("web_style.waiting_review", "#cards", 14, due=at + timedelta(days=20)),
        Waiting("web_style.waiting_plain", "#cards", 3),
    ]
    problems = [
        Problem("web_style.problem_hard", {"found": "12,5"}, Place("2016.xlsx", "1", "E14")),
        Problem("web_style.problem_soft", {"found": "42.1"}, Place("2016.xlsx", "1", "E20"), "soft"),
        Problem("web_style.problem_note", {}, Place("2016.xlsx", "1", "F3"), "note"),
    ]
    sample = Sample(request.lang, {"since": "2016-13-01"})
    sample.full_clean()
    return render(
        request,
        "style.html",
        {
            "rows": ROWS,
            "form": sample,
            "waiting": [(each, each.lamp(at)) for each in waiting],
            "problems": problems,
            "page": Paginator(range(219), 20).get_page(request.GET.get("page", "3")),
            "lamps": ("red", "yellow", "green", "grey"),
        },
    )
