"""Many papers take the same step: each by itself, some at a time, and the page tells how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from kaohe.messages import Problem, Refused
from kaohe.office.papers.actions.moving import take_step
from kaohe.office.papers.models import Paper
from kaohe.office.papers.queries.lists import DESK, readable
from kaohe.office.papers.queries.papers import title_of
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.asking import key_of

AT_A_TIME = 20
MOST = 1000


@dataclass(frozen=True, slots=True)
class Outcome:
    """A paper that took the step, or what kept it from it; none where it couldn't even be begun."""

    paper: Paper | None
    title: str
    problems: tuple[Problem, ...] = ()


@login_required
@require_POST
def run(request: ActingRequest) -> HttpResponse:
    """Take the step with the next of the papers asked for: `paper` is a key and the revision seen, `12-3`.

    What remains is asked for again by the answer, at once where scripts run, else by a button.
    """
    step = request.POST.get("step", "")
    asked = request.POST.getlist("all" if "everything" in request.POST else "paper")[:MOST]
    if step not in DESK.values():
        raise Refused.because("papers.no_step", found=step, allowed=", ".join(DESK.values()))
    if not asked:
        raise Refused.because("web_papers.nothing_chosen")
    now, left = asked[:AT_A_TIME], asked[AT_A_TIME:]
    before = whole_number(request.POST.get("done", "")) or 0
    outcomes = [outcome for each in now for outcome in _taken(request, step, each)]
    sent = [("step", step), *(("paper", each) for each in left)]
    return answer(request, "papers_run", step, outcomes, sent, before + len(now), before + len(asked))


def answer(
    request: ActingRequest,
    to: str,
    step: str,
    outcomes: Sequence[Outcome],
    sent: Sequence[tuple[str, Any]],
    done: int,
    whole: int,
) -> HttpResponse:
    """What became of those done now, and a form that sends `sent` on for those left, if any are."""
    shown = {
        "to": to,
        "step": step,
        "outcomes": outcomes,
        "sent": sent,
        "done": done,
        "whole": whole,
        "left": whole - done,
        "key": request.POST.get("key"),
    }
    return render(request, "papers/run_part.html" if request.htmx else "papers/run.html", shown)  # type: ignore[attr-defined]


def _taken(request: ActingRequest, step: str, asked: str) -> list[Outcome]:
    pk, _, seen = asked.partition("-")
    found = readable(request.actor).filter(pk=whole_number(pk) or 0).first()
    if found is None:
        return []
    try:
        moved = take_step(
            actor=request.actor,
            paper=found,
            step=step,
            seen=whole_number(seen) or 0,
            key=key_of(request, step, asked),
        )
    except Refused as refused:
        return [Outcome(found, title_of(found), tuple(refused.problems))]
    return [Outcome(moved, title_of(moved))]
