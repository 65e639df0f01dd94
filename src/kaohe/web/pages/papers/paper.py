"""One paper: how it looks, what may be done with it, what was, its files and where it went."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST, require_safe

from kaohe.letters import letter_template
from kaohe.letters.fonts import usual_profile
from kaohe.messages import Refused, Text
from kaohe.office.accounts.permissions import may
from kaohe.office.files.serving import respond
from kaohe.office.papers.actions.moving import take_step
from kaohe.office.papers.models import Issue, Paper, Rendering
from kaohe.office.papers.queries.lists import offices_for
from kaohe.office.papers.queries.papers import letter_of, title_of
from kaohe.office.papers.queries.steps import offered
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.asking import key_of, seen_of, text_of
from kaohe.web.pages.papers.asking import done, paper_to_read
from kaohe.web.pages.papers.sheet import sheet_of
from kaohe.web.pages.reports.asking import new_key


@login_required
@require_safe
def paper(request: ActingRequest, pk: int) -> HttpResponse:
    """A paper as it stands."""
    found = paper_to_read(request.actor, pk)
    steps = offered(request.actor, found)
    shown: dict[str, Any] = {
        "paper": found,
        "title": title_of(found),
        "name": letter_template(found.kind).name.text,
        "steps": [each for each in steps if not each.barred],
        "barred": any(each.barred for each in steps),
        "may_edit": found.state == Paper.State.DRAFTING and may(request.actor, "papers.draft", found.concern),
        "taken": found.steps.select_related("office"),
        "cosigners": found.cosigners.select_related("office"),
        "subject": subject_path(found.subject),
        "key": new_key(),
        **_letter(found),
        **_issued(request, found),
    }
    return render(request, "papers/paper.html", shown)


@login_required
@require_POST
def step(request: ActingRequest, pk: int) -> HttpResponse:
    """Take a step with it."""
    found, name = paper_to_read(request.actor, pk), request.POST.get("step", "")
    note, seen = text_of(request, "note"), seen_of(request)
    key = key_of(request, pk, name, note, seen)
    moved = take_step(actor=request.actor, paper=found, step=name, note=note, seen=seen, key=key)
    return done(request, f"web_papers.done_{moved.state}", "paper", pk)


@login_required
@require_safe
def file(request: ActingRequest, pk: int, kind: str) -> FileResponse:
    """The docx or the PDF of an issued paper."""
    found = paper_to_read(request.actor, pk)
    issue = get_object_or_404(Issue.objects.select_related("rendering__docx", "rendering__pdf"), paper=found)
    rendering = getattr(issue, "rendering", None)
    if rendering is None:
        raise Http404
    return respond(getattr(rendering, kind), f"{issue.number}.{kind}", inline="inline" in request.GET)


def subject_path(subject: str) -> str:
    """Where what a paper belongs to has its page; "" where it has none."""
    model, _, key = subject.partition(":")
    try:
        return reverse(model.rpartition(".")[2], args=[int(key)])
    except (NoReverseMatch, ValueError):
        return ""


def _letter(found: Paper) -> dict[str, Any]:
    try:
        return {"sheet": sheet_of(letter_of(found))}
    except Refused as refused:
        return {"problems": refused.problems}


def _issued(request: ActingRequest, found: Paper) -> dict[str, Any]:
    known = Issue.objects.select_related("rendering__docx", "rendering__pdf", "voiding").filter(paper=found)
    issue = known.first()
    if issue is None:
        return {}
    mine = offices_for(request.actor, "papers.receive")
    rendering = getattr(issue, "rendering", None)
    deliveries = list(issue.deliveries.select_related("office", "incoming"))
    waiting = [each for each in deliveries if each.office_id in mine and each.received_at is None]
    return {
        "issue": issue,
        "rendering": rendering,
        "faces": _faces(rendering) if rendering else [],
        "voiding": getattr(issue, "voiding", None),
        "deliveries": deliveries,
        "to_take": waiting if found.state == Paper.State.ISSUED else [],
    }


def _faces(rendering: Rendering) -> list[tuple[Text, str]]:
    """Each face by its name, and the font that stood for it."""
    known = usual_profile().faces
    return [(known[face].name.text, font) for face, font in rendering.faces.items() if face in known]
