"""What is done with findings by forms: propose for those chosen, agree to them or decline."""

from dataclasses import astuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kaohe.messages import sentence
from kaohe.office.cases.actions.disposing import agree, decline, propose
from kaohe.office.cases.actions.proposals import Choice
from kaohe.office.cases.queries.findings import findings_of
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.findings.listing import require_reader
from kaohe.web.pages.reports.asking import request_key


@login_required
@require_POST
def propose_chosen(request: ActingRequest, root: int) -> HttpResponse:
    """Propose the same for every finding ticked. What is absorbed goes where the rule says, or `into`."""
    require_reader(request)
    outcome, reason = request.POST.get("outcome", ""), request.POST.get("reason", "")
    into = whole_number(request.POST.get("into", ""))
    by_rule = _absorbing(root) if outcome == "absorb" and into is None else {}
    chosen = _numbers(request, "finding")
    choices = [Choice(key, outcome, by_rule.get(key, into), reason) for key in chosen]
    once = request_key(request.POST.get("key"), "propose", root, [astuple(choice) for choice in choices])
    count = propose(actor=request.actor, choices=choices, key=once)
    messages.success(request, sentence("web_findings.proposed_now", request.lang, count=count))
    return _back(request, root)


@login_required
@require_POST
def decide_chosen(request: ActingRequest, root: int) -> HttpResponse:
    """Agree to every proposal ticked, or decline it with a reason."""
    require_reader(request)
    chosen, reason = _numbers(request, "disposition"), request.POST.get("reason", "")
    declines = request.POST.get("decide") == "decline"
    once = request_key(request.POST.get("key"), "decide", root, declines, chosen, reason)
    if declines:
        count = decline(actor=request.actor, dispositions=chosen, reason=reason, key=once)
    else:
        count = agree(actor=request.actor, dispositions=chosen, key=once)
    words = "web_findings.declined_now" if declines else "web_findings.agreed_now"
    messages.success(request, sentence(words, request.lang, count=count))
    return _back(request, root)


def _absorbing(root: int) -> dict[int, int]:
    """For each finding the one that the rule holds it together with."""
    found = findings_of(root)
    by_code = {(each.row.zone_id, each.finding.code): each.row.pk for each in found}
    return {
        each.row.pk: by_code[each.row.zone_id, each.finding.absorbed_by]
        for each in found
        if each.finding.absorbed_by and (each.row.zone_id, each.finding.absorbed_by) in by_code
    }


def _numbers(request: ActingRequest, name: str) -> list[int]:
    found = (whole_number(text) for text in request.POST.getlist(name))
    return [number for number in found if number is not None]


def _back(request: ActingRequest, root: int) -> HttpResponse:
    return redirect("findings_of", root)
