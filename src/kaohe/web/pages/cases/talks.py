"""The talk of a case: set, moved, held; what was promised, and the re-check."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kaohe.office.cases.actions.attendance import Came, record_held
from kaohe.office.cases.actions.commitments import promise, recheck
from kaohe.office.cases.actions.meetings import Plan, move_meeting, set_meeting
from kaohe.office.cases.models import Case, Commitment, Meeting
from kaohe.office.cases.queries.talks import may_share
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.asking import key_of, number_of, seen_of, text_of
from kaohe.web.pages.cases.asking import back_to, case_to_read, day_of, moment_of


@login_required
@require_POST
def setting(request: ActingRequest, pk: int) -> HttpResponse:
    """Set the talk, for this case and the others of its file that were ticked."""
    found, key = case_to_read(request.actor, pk), key_of(request)
    others = {each.pk: each for each in may_share(found)}
    chosen = [
        others[number] for each in request.POST.getlist("with") if (number := whole_number(each)) in others
    ]
    cases = [(found, seen_of(request)), *((each, each.revision) for each in chosen)]
    set_meeting(actor=request.actor, cases=cases, plan=_plan(request), key=key)
    return back_to(request, pk, "web_cases.talk_set", "talk")


@login_required
@require_POST
def moving(request: ActingRequest, pk: int) -> HttpResponse:
    """Another time or place."""
    found, key = case_to_read(request.actor, pk), key_of(request)
    move_meeting(
        actor=request.actor,
        meeting=_meeting(found),
        plan=_plan(request),
        reason=text_of(request, "reason"),
        seen=number_of(request, "meeting_seen"),
        key=key,
    )
    return back_to(request, pk, "web_cases.talk_moved", "talk")


@login_required
@require_POST
def held(request: ActingRequest, pk: int) -> HttpResponse:
    """Record who came: a row of the form for each."""
    found, key = case_to_read(request.actor, pk), key_of(request)
    columns = [request.POST.getlist(name) for name in ("office", "name", "post", "deputy_for", "why")]
    rows = [row for row in zip(*columns, strict=False) if any(map(str.strip, row[1:]))]
    came = [Came(whole_number(office) or 0, *rest) for office, *rest in rows]
    seen = number_of(request, "meeting_seen")
    record_held(actor=request.actor, meeting=_meeting(found), came=came, seen=seen, key=key)
    return back_to(request, pk, "web_cases.held_recorded", "talk")


@login_required
@require_POST
def promising(request: ActingRequest, pk: int) -> HttpResponse:
    """Note a commitment."""
    found, key = case_to_read(request.actor, pk), key_of(request)
    text, day = text_of(request, "text"), day_of(request, "due_on")
    promise(actor=request.actor, case=found, text=text, due_on=day, seen=seen_of(request), key=key)
    return back_to(request, pk, "web_cases.promise_noted", "talk")


@login_required
@require_POST
def checking(request: ActingRequest, pk: int, commitment: int) -> HttpResponse:
    """Say what looking again at a commitment found."""
    found, key = case_to_read(request.actor, pk), key_of(request)
    promised = get_object_or_404(
        Commitment.objects.select_related("case__dossier"), pk=commitment, case=found
    )
    is_kept, words = text_of(request, "kept") == "yes", text_of(request, "found")
    recheck(actor=request.actor, commitment=promised, is_kept=is_kept, found=words, key=key)
    return back_to(request, pk, "web_cases.rechecked", "talk")


def _meeting(found: Case) -> Meeting:
    meeting = Meeting.objects.filter(cases=found).order_by("pk").last()
    if meeting is None:
        raise Http404
    return meeting


def _plan(request: ActingRequest) -> Plan:
    words = (text_of(request, name) for name in ("place", "matters", "materials"))
    return Plan(moment_of(request, "at"), *words)
