"""The ministry's file: looked at first, then proposed as it was read."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kaohe.messages import Problem, Refused, sentence
from kaohe.office.accounts.permissions import require
from kaohe.office.assessment.actions.official import look_at, propose_official
from kaohe.office.assessment.official_files import Read
from kaohe.office.files.storing import Received
from kaohe.standings import Standings, list_name
from kaohe.web.forms.assessment import OfficialForm
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.reports.asking import new_key, request_key

SALT = "kaohe.official"
AN_HOUR = 3600
SHOWN = 60
"""Lines of each year that are shown before it is proposed."""


@login_required
def look(request: ActingRequest) -> HttpResponse:
    """Choose a file; then what was read, or every line that is wrong. Nothing is proposed here."""
    require(request.actor, "assessment.propose")
    form = OfficialForm(request.lang, request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _asked(request, form, (), 422 if form.errors else 200)
    extent = form.cleaned_data["extent"]
    try:
        received, read = look_at(actor=request.actor, file=form.cleaned_data["file"], extent=extent)
    except Refused as refused:
        return _asked(request, form, refused.problems, 422)
    return _preview(request, received, extent, read)


@login_required
@require_POST
def take_in(request: ActingRequest) -> HttpResponse:
    """Propose what the file says, one publication a year."""
    require(request.actor, "assessment.propose")
    try:
        kept = signing.loads(request.POST.get("file", ""), salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature:
        form = OfficialForm(request.lang)
        return _asked(request, form, (Problem("web_assessment.file_again"),), 422)
    received, extent = Received(**kept["received"]), kept["extent"]
    reason = request.POST.get("reason", "")
    key = request_key(request.POST.get("key"), "official", received.sha256, extent, reason)
    made = propose_official(actor=request.actor, received=received, extent=extent, reason=reason, key=key)
    messages.success(request, sentence("web_assessment.taken_in", request.lang, count=len(made)))
    return redirect("publication", made[0].pk) if len(made) == 1 else redirect("assessments")


def _asked(
    request: ActingRequest, form: OfficialForm, problems: tuple[Problem, ...], status: int
) -> HttpResponse:
    return render(request, "assessment/official.html", {"form": form, "problems": problems}, status=status)


def _preview(request: ActingRequest, received: Received, extent: str, read: Read) -> HttpResponse:
    kept = {"received": asdict(received), "extent": extent}
    shown = {
        "name": received.name,
        "extent": f"assessment.extent_{extent}",
        "notes": read.notes,
        "years": [_year(each) for each in read.standings],
        "file": signing.dumps(kept, salt=SALT, compress=True),
        "key": new_key(),
    }
    return render(request, "assessment/official_preview.html", shown)


def _year(standings: Standings) -> dict[str, Any]:
    return {
        "standings": standings,
        "lists": [list_name(scope) for scope in standings.scopes],
        "rows": [(row, list_name(row.scope, row.group)) for row in standings.rows[:SHOWN]],
        "more": max(len(standings.rows) - SHOWN, 0),
    }
