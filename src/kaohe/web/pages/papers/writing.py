"""拟稿: a paper is begun, its fields are filled, its lines are edited."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import require
from kaohe.office.papers.actions.addressing import readdress
from kaohe.office.papers.actions.drafting import draft, edit
from kaohe.office.papers.models import Paper
from kaohe.office.papers.queries.lists import offices_for
from kaohe.office.papers.queries.papers import template_of, title_of, wording_of
from kaohe.office.papers.queries.parties import addressees, cosigners
from kaohe.web.forms.paper_fields import FieldsForm, WordingForm
from kaohe.web.forms.papers import BeginForm, PapersForm, PartiesForm
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.asking import key_of, seen_of
from kaohe.web.pages.papers.asking import done, paper_to_read


@login_required
def begin(request: ActingRequest) -> HttpResponse:
    """Begin a paper; its fields come next."""
    own = offices_for(request.actor, "papers.draft")
    if not own:
        require(request.actor, "papers.draft")
    form = BeginForm(request.lang, own, request.POST or None, initial={"kind": request.GET.get("kind")})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        key = key_of(request, sorted((name, str(value)) for name, value in given.items()))
        try:
            new = draft(actor=request.actor, **given | {"key": key})
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("paper_fields", new.pk)
    return _render(request, "papers/begin.html", form)


@login_required
def fields(request: ActingRequest, pk: int) -> HttpResponse:
    """Fill the fields of a draft and set its marks."""
    paper = _draft(request, pk)
    marks = {name: getattr(paper, name) for name in ("secrecy", "urgency", "openness")}
    form = FieldsForm(request.lang, template_of(paper), paper.values, request.POST or None, initial={**marks})
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {"values": form.values(), "marks": form.marks()}
        if _kept(request, paper, form, given):
            return done(request, "web_papers.kept", "paper", pk)
    return _render(request, "papers/fields.html", form, paper)


@login_required
def wording(request: ActingRequest, pk: int) -> HttpResponse:
    """Edit title and body, or go back to what the template and the values say."""
    paper = _draft(request, pk)
    try:
        title, body = wording_of(paper)
    except Refused as refused:  # there are no lines to edit before every value is there
        return render(
            request, "papers/not_whole.html", {"paper": paper, "problems": refused.problems}, status=409
        )
    form = WordingForm(request.lang, request.POST or None, initial={"title": title, "body": body})
    if "reset" in request.POST:
        _edit(request, paper, {"title": "", "body": ""})
        return done(request, "web_papers.kept", "paper", pk)
    if request.method == "POST" and form.is_valid():
        given = {"title": form.cleaned_data["title"], "body": form.cleaned_data["body"]}
        if _kept(request, paper, form, given):
            return done(request, "web_papers.kept", "paper", pk)
    return _render(request, "papers/wording.html", form, paper)


@login_required
def parties(request: ActingRequest, pk: int) -> HttpResponse:
    """Say to whom a draft goes and who countersigns it."""
    paper, day = _draft(request, pk), localdate(request.actor.at)
    now = {"addressee": paper.addressee, "cosigners": [each.office_id for each in paper.cosigners.all()]}
    to = addressees(template_of(paper), paper.office, day)
    form = PartiesForm(request.lang, to, cosigners(paper.office, day), request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        chosen, signing = form.cleaned_data["addressee"], list(form.cleaned_data["cosigners"])
        seen = seen_of(request)
        key = key_of(request, chosen and chosen.pk, [each.pk for each in signing], seen)
        try:
            readdress(actor=request.actor, paper=paper, addressee=chosen, signing=signing, seen=seen, key=key)
        except Refused as refused:
            form.refuse(refused)
        else:
            return done(request, "web_papers.kept", "paper", pk)
    return _render(request, "papers/parties.html", form, paper)


def _draft(request: ActingRequest, pk: int) -> Paper:
    paper = paper_to_read(request.actor, pk)
    require(request.actor, "papers.draft", paper.concern)
    if paper.state != Paper.State.DRAFTING:
        raise Refused.because("papers.changed_meanwhile", state=paper.state)
    return paper


def _kept(request: ActingRequest, paper: Paper, form: PapersForm, given: dict[str, Any]) -> bool:
    try:
        _edit(request, paper, given)
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


def _edit(request: ActingRequest, paper: Paper, given: dict[str, Any]) -> None:
    seen = seen_of(request)
    key = key_of(request, paper.pk, seen, given)
    edit(actor=request.actor, paper=paper, seen=seen, key=key, **given)


def _render(
    request: ActingRequest, template: str, form: PapersForm, paper: Paper | None = None
) -> HttpResponse:
    shown = {"form": form, "paper": paper, "title": title_of(paper) if paper else ""}
    return render(request, template, shown, status=422 if form.errors else 200)
