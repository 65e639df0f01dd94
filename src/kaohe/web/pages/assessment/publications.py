"""Publications inside the office: proposing, deciding, comparing with the ministry's."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from kaohe.messages import Refused, sentence
from kaohe.office.accounts.permissions import may, require
from kaohe.office.assessment.actions.publishing import Proposal, approve, propose, withdraw
from kaohe.office.assessment.models import Publication, Scoring
from kaohe.office.assessment.queries.lists import lists_of, places_on
from kaohe.office.assessment.queries.proposed import names_scored, standings_proposed
from kaohe.office.assessment.queries.published import published, with_fate
from kaohe.office.assessment.queries.reconciling import reconcile
from kaohe.office.files.serving import respond
from kaohe.web.forms.assessment import ProposalForm, ReasonForm
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.assessment.asking import readable
from kaohe.web.pages.reports.asking import request_key

A_PAGE = 100


@login_required
def new(request: ActingRequest, pk: int) -> HttpResponse:
    """Propose to publish a scoring."""
    require(request.actor, "assessment.propose")
    found = get_object_or_404(Scoring.objects.select_related("snapshot__round"), pk=pk, state="scored")
    ours = published(request.actor.at).filter(origin="computed", data_year=found.snapshot.data_year)
    form = ProposalForm(request.lang, ours, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        key = given.pop("key")
        try:
            said = [str(value) for value in given.values()]
            made = propose(
                actor=request.actor,
                proposal=Proposal(found, **given),
                key=request_key(key, "propose", pk, said),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, sentence("web_assessment.proposed", request.lang))
            return redirect("publication", made.pk)
    shown = {"form": form, "scoring": found}
    return render(request, "assessment/propose.html", shown, status=422 if form.errors else 200)


@login_required
def publication(request: ActingRequest, pk: int, form: ReasonForm | None = None) -> HttpResponse:
    """One publication: what it is, its places, and what may be done with it."""
    readable(request.actor)
    found = _found(request, pk)
    proposed = found.state == Publication.State.PROPOSED
    shown: dict[str, Any] = {
        "publication": found,
        "proposed": proposed,
        "own": found.proposed_by_id == request.actor.user,
        "may_approve": proposed and may(request.actor, "assessment.approve"),
        "may_withdraw": proposed and may(request.actor, "assessment.propose"),
        "is_public": published(request.actor.at).filter(pk=pk).exists(),
        "form": form or ReasonForm(request.lang),
    }
    if found.state == Publication.State.APPROVED:
        lists = lists_of(found)
        shown |= {"lists": lists, "places": places_on(found, lists[0])[:A_PAGE] if lists else ()}
    elif proposed:
        standings = standings_proposed(found)
        rows = [row for row in standings.rows if row.scope == (standings.overall or standings.scopes[0])]
        names = names_scored(found.scoring) if found.scoring else {}
        shown["rows"] = [(names.get(row.unit, row.unit), row) for row in rows if not row.group][:A_PAGE]
    return render(request, "assessment/publication.html", shown, status=422 if form else 200)


@login_required
@require_POST
def decide(request: ActingRequest, pk: int) -> HttpResponse:
    """Approve, or take back with a reason."""
    readable(request.actor)
    found = _found(request, pk)
    if "approve" in request.POST:
        approve(actor=request.actor, publication=found)
        messages.success(request, sentence("web_assessment.approved", request.lang))
        return redirect("publication", pk)
    form = ReasonForm(request.lang, request.POST)
    if not form.is_valid():
        return publication(request, pk, form)
    withdraw(actor=request.actor, publication=found, reason=form.cleaned_data["reason"])
    messages.success(request, sentence("web_assessment.withdrawn", request.lang))
    return redirect("publication", pk)


@login_required
def compared(request: ActingRequest, pk: int) -> HttpResponse:
    """The ministry's places beside our rehearsal, the largest differences first."""
    readable(request.actor)
    found = get_object_or_404(Publication, pk=pk, origin="official", state="approved")
    reconciled = reconcile(found, request.actor.at)
    page = Paginator(reconciled.rows if reconciled else (), A_PAGE).get_page(request.GET.get("page"))
    shown = {"publication": found, "reconciled": reconciled, "page": page}
    return render(request, "assessment/compared.html", shown)


@login_required
def file(request: ActingRequest, pk: int) -> FileResponse:
    """The ministry's file as it was handed in."""
    readable(request.actor)
    found = get_object_or_404(Publication.objects.select_related("file"), pk=pk)
    if found.file is None:
        raise Http404
    return respond(found.file, found.file_name)


def _found(request: ActingRequest, pk: int) -> Publication:
    known = with_fate(request.actor.at).select_related("scoring__snapshot__round", "supersedes", "file")
    found: Publication = get_object_or_404(known, pk=pk)
    return found
