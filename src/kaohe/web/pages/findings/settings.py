"""What the policy leaves open: its sentence, the question, what the office set and on what basis."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kaohe.messages import Lang, Refused, sentence
from kaohe.office.accounts.permissions import may, require
from kaohe.office.cases.actions.settings import LONGEST, set_parameter
from kaohe.office.cases.queries.parameters import Asked, asked
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.findings.listing import require_reader
from kaohe.web.pages.reports.asking import new_key, request_key


class SettingForm(forms.Form):
    """A value and its basis; `seen` and the key make an old page and a second press known."""

    value = forms.CharField(max_length=LONGEST, required=False)
    basis = forms.CharField(widget=forms.Textarea({"rows": 3}), max_length=2000)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, max_length=80)

    def __init__(self, lang: Lang, kind: str, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.lang = lang
        for name in ("value", "basis"):
            self.fields[name].label = sentence(f"web_findings.{name}", lang)
        self.fields["value"].help_text = sentence(f"web_findings.value_of_{kind}", lang)

    def refuse(self, refused: Refused) -> None:
        """Show what the action found wrong above the form."""
        for problem in refused.problems:
            self.add_error(None, problem.words(self.lang))


@login_required
@require_safe
def parameters(request: ActingRequest) -> HttpResponse:
    """Every parameter of every pack."""
    require_reader(request)
    return render(
        request,
        "findings/settings.html",
        {"parameters": asked(), "may_set": may(request.actor, "cases.set")},
    )


@login_required
def parameter(request: ActingRequest, pack: str, name: str) -> HttpResponse:
    """Set one parameter."""
    require_reader(request)
    require(request.actor, "cases.set")
    found = next((each for each in asked() if (each.pack.id, each.name) == (pack, name)), None)
    if found is None:
        raise Http404
    form = SettingForm(request.lang, found.open.kind, request.POST or None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            once = request_key(given["key"], "set", pack, name, given["value"], given["basis"])
            set_parameter(actor=request.actor, pack=pack, name=name, **given | {"key": once})
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, sentence("web_findings.set_now", request.lang))
            return redirect("findings_settings")
    shown = {"form": form, "parameter": found}
    return render(request, "findings/setting.html", shown, status=422 if form.errors else 200)


def _initial(found: Asked) -> dict[str, object]:
    last = found.last
    return {"value": last.value if last else "", "seen": last.pk if last else 0, "key": new_key()}
