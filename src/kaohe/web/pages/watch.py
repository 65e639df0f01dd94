"""Watching a round: every report with its lamp, by city; nudging those whose move it is."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from kaohe.messages import sentence
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import Concern, may, require
from kaohe.office.reporting.models import Report, Round
from kaohe.office.reporting.queries.progress import Lamp, Progress, by_city, progress_of
from kaohe.office.reporting.reminders import nudge
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.navigation import may_somewhere
from kaohe.web.pages.reports.asking import new_key, request_key
from kaohe.web.pages.review import WHOLE

FILTERS = ("lamp", "city", "stage")
"""What the list can be narrowed by, each by a value in the address."""


@login_required
def watch(request: ActingRequest, code: str = "") -> HttpResponse:
    """How far the reports of a round (the latest by default) have come, as far as the reader may see."""
    rounds = Round.objects.order_by("-opened_at")
    found = get_object_or_404(rounds, code=code) if code else rounds.first()
    if found is None:
        return render(request, "watch/watch.html", {"round": None})
    seen = seen_by(request.actor, progress_of(found, request.actor.at))
    rows = _filtered(request, seen)
    shown = {
        "round": found,
        "rounds": rounds,
        "rows": rows,
        "total": len(seen),
        "done": sum(1 for each in seen if each.stage == Report.Stage.ACCEPTED),
        "lamps": [(each, sum(1 for row in seen if row.lamp == each)) for each in Lamp],
        "cities": by_city(seen),
        "to_nudge": sum(1 for each in rows if each.due),
        "may_review": any(may_somewhere(request.actor, action) for action in WHOLE),
        **{name: request.GET.get(name, "") for name in FILTERS},
        "key": new_key(),
    }
    return render(request, "watch/watch.html", shown)


@login_required
@require_POST
def nudges(request: ActingRequest, code: str) -> HttpResponse:
    """Tell those whose move the chosen reports are, or all that the page showed and aren't done."""
    found = get_object_or_404(Round, code=code)
    chosen = [number for each in request.POST.getlist("report") if (number := whole_number(each))]
    if "all" in request.POST:
        seen = seen_by(request.actor, progress_of(found, request.actor.at))
        chosen = [each.report for each in _filtered(request, seen) if each.due]
    key = request_key(request.POST.get("key"), "nudge", code)
    nudged = nudge(actor=request.actor, round=found, reports=chosen, key=key)
    if nudged.told:
        messages.success(request, sentence("web_watch.nudged", request.lang, told=nudged.told))
    if nudged.last:
        words = {"count": nudged.again, "at": f"{localtime(nudged.last):%Y-%m-%d %H:%M}"}
        messages.info(request, sentence("web_watch.nudged_today", request.lang, **words))
    return redirect("watch_round", code)


def _filtered(request: ActingRequest, seen: list[Progress]) -> list[Progress]:
    lamp, city, stage = (request.GET.get(name, "") for name in FILTERS)
    return [
        each
        for each in seen
        if lamp in ("", each.lamp) and city in ("", each.city) and stage in ("", each.stage)
    ]


def seen_by(actor: Actor, progress: tuple[Progress, ...]) -> list[Progress]:
    """Those an actor may watch. Raises `Denied` where there is nothing they could ever see."""
    seen = [each for each in progress if may(actor, "reporting.watch", Concern(each.office, each.city))]
    if not seen:
        require(actor, "reporting.watch")
    return seen
