"""The zones' files: the list, one file, and a case that the office starts in one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from kaohe.messages import Lang, Refused, sentence
from kaohe.office.accounts.permissions import may, require
from kaohe.office.assessment.models import Publication
from kaohe.office.cases.actions.opening import start_case
from kaohe.office.cases.queries.dossiers import dossiers_for, file_of, listed
from kaohe.office.cases.queries.startable import startable
from kaohe.office.zones.models import Zone
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.navigation import may_somewhere
from kaohe.web.pages.reports.asking import new_key, request_key

SHOWN = 50
"""Files on a page of the list."""


class StartForm(forms.Form):
    """Which measure, on what basis."""

    kind = forms.ChoiceField(widget=forms.RadioSelect)
    basis = forms.CharField(widget=forms.Textarea({"rows": 3}), max_length=2000)
    key = forms.CharField(widget=forms.HiddenInput, max_length=80, initial=new_key)

    def __init__(self, lang: Lang, kinds: tuple[str, ...], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.lang = lang
        named = [(kind, sentence(f"rules.measure.{kind}", lang)) for kind in kinds]
        self.fields["kind"].choices = named  # type: ignore[attr-defined]
        for name in ("kind", "basis"):
            self.fields[name].label = sentence(f"web_findings.{name}", lang)

    def refuse(self, refused: Refused) -> None:
        """Show what the action found wrong above the form."""
        for problem in refused.problems:
            self.add_error(None, problem.words(self.lang))


@login_required
@require_safe
def dossiers(request: ActingRequest) -> HttpResponse:
    """The files that the reader may read something of."""
    if not may_somewhere(request.actor, "cases.read"):
        require(request.actor, "cases.read")
    text, year = request.GET.get("q", "").strip(), whole_number(request.GET.get("year", ""))
    page = Paginator(dossiers_for(request.actor, text, year), SHOWN).get_page(request.GET.get("page"))
    rows = listed(request.actor, list(page.object_list))
    context = {"page": page, "rows": rows, "text": text, "year": year}
    return render(request, "dossiers/list.html", context)


@login_required
@require_safe
def dossier(request: ActingRequest, key: int) -> HttpResponse:
    """One zone's file: places, findings, cases with state and deadline, the file of the year before."""
    found = dossiers_for(request.actor).filter(pk=key).first()
    if found is None:
        raise Http404
    context = {
        "file": file_of(request.actor, found),
        "reads_all": may(request.actor, "cases.read"),
        "may_start": may(request.actor, "cases.start"),
    }
    return render(request, "dossiers/dossier.html", context)


@login_required
def start(request: ActingRequest, root: int, code: str) -> HttpResponse:
    """A warning, a circulated notice or an incentive, in the zone's file of a publication."""
    require(request.actor, "cases.start")
    publication = get_object_or_404(Publication, pk=root, state=Publication.State.APPROVED)
    zone = get_object_or_404(Zone, code=code)
    level = "provincial" if publication.field == Publication.Field.PROVINCE else "national"
    form = StartForm(request.lang, startable(level), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            once = request_key(given["key"], "start", root, code, given["kind"], given["basis"])
            case = start_case(
                actor=request.actor, zone=zone, publication=publication, **given | {"key": once}
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, sentence("web_findings.started_now", request.lang))
            return redirect("dossier", case.dossier_id)
    shown = {"form": form, "publication": publication, "zone": zone}
    return render(request, "dossiers/start.html", shown, status=422 if form.errors else 200)
