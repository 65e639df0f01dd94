"""Objections: a committee's own, the province's review."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from kaohe.messages import Refused, sentence
from kaohe.office.accounts.permissions import may, require
from kaohe.office.assessment.actions.objecting import object_to, outcomes_of, review
from kaohe.office.assessment.queries.objections import objections_for, own_offices
from kaohe.office.files.serving import respond
from kaohe.web.forms.assessment import ObjectionForm, ReviewForm
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.assessment.asking import public
from kaohe.web.pages.reports.asking import request_key

A_PAGE = 50


@login_required
def objections(request: ActingRequest) -> HttpResponse:
    """All for readers of assessments; a committee's own for it."""
    if not (may(request.actor, "assessment.read") or own_offices(request.actor)):
        raise Http404
    page = Paginator(objections_for(request.actor), A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": [(each, getattr(each, "review", None)) for each in page],
        "may_review": may(request.actor, "assessment.review_objection"),
    }
    return render(request, "assessment/objections.html", shown)


@login_required
def new(request: ActingRequest, year: int, field: str, origin: str, unit: str) -> HttpResponse:
    """Object to the place of the own zone."""
    publication = public(request, year, field, origin)
    if not own_offices(request.actor):
        raise Http404
    form = ObjectionForm(request.lang, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            object_to(
                actor=request.actor,
                publication=publication,
                unit=unit,
                text=given["text"],
                file=given["file"],
                key=request_key(given["key"], "object", publication.pk, unit, given["text"]),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, sentence("web_assessment.objected", request.lang))
            return redirect("objections")
    shown = {"form": form, "publication": publication, "unit": unit}
    return render(request, "assessment/object.html", shown, status=422 if form.errors else 200)


@login_required
def reviewing(request: ActingRequest, pk: int) -> HttpResponse:
    """Say what came of an objection."""
    require(request.actor, "assessment.review_objection")
    found = get_object_or_404(objections_for(request.actor), pk=pk)
    form = ReviewForm(request.lang, outcomes_of(found.publication), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            review(actor=request.actor, objection=found, outcome=given["outcome"], reason=given["reason"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, sentence("web_assessment.reviewed", request.lang))
            return redirect("objections")
    shown = {"form": form, "objection": found}
    return render(request, "assessment/review.html", shown, status=422 if form.errors else 200)


@login_required
def file(request: ActingRequest, pk: int) -> FileResponse:
    """What a committee attached."""
    found = get_object_or_404(objections_for(request.actor).select_related("file"), pk=pk)
    if found.file is None:
        raise Http404
    return respond(found.file, found.file_name)
