"""Changing a deadline through forms: stopped, resumed, more time asked for, granted or refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from kaohe.messages import Refused, sentence
from kaohe.office.accounts.permissions import Denied, require
from kaohe.office.clocks.actions.extending import ask, decide
from kaohe.office.clocks.actions.pausing import pause, resume
from kaohe.office.clocks.models import Clock
from kaohe.office.clocks.queries.due import due_of
from kaohe.office.clocks.queries.history import asked_words
from kaohe.web.forms.deadlines import DeadlineForm, DecisionForm, ExtensionForm, PauseForm, ResumeForm
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.deadlines.reading import asked_extension, clock_to_read
from kaohe.web.pages.reports.asking import request_key


@login_required
def pausing(request: ActingRequest, pk: int) -> HttpResponse:
    """Stop it."""
    clock = clock_to_read(request.actor, pk)
    require(request.actor, "clocks.pause", clock.concern)
    form = PauseForm(request.lang, request.POST or None, initial={"since": localdate(request.actor.at)})

    def act(given: dict[str, Any], key: str) -> None:
        pause(actor=request.actor, clock=clock, since=given["since"], reason=given["reason"], key=key)

    return _answered(request, clock, form, "pause", act)


@login_required
def resuming(request: ActingRequest, pk: int) -> HttpResponse:
    """Let it go on."""
    clock = clock_to_read(request.actor, pk)
    require(request.actor, "clocks.pause", clock.concern)
    form = ResumeForm(request.lang, request.POST or None, initial={"resumed_on": localdate(request.actor.at)})

    def act(given: dict[str, Any], key: str) -> None:
        resume(actor=request.actor, clock=clock, on=given["resumed_on"], key=key)

    return _answered(request, clock, form, "resume", act)


@login_required
def extending(request: ActingRequest, pk: int) -> HttpResponse:
    """Ask for more time."""
    clock = clock_to_read(request.actor, pk)
    require(request.actor, "clocks.ask_extension", clock.concern)
    form = ExtensionForm(request.lang, request.POST or None)

    def act(given: dict[str, Any], key: str) -> None:
        more = {"period": form.period(), "until": given["until"]}
        ask(actor=request.actor, clock=clock, reason=given["reason"], key=key, **more)

    return _answered(request, clock, form, "extend", act)


@login_required
def deciding(request: ActingRequest, pk: int) -> HttpResponse:
    """Grant or refuse what was asked for; where nothing is left to decide, the deadline says how it ended."""
    clock = clock_to_read(request.actor, pk)
    require(request.actor, "clocks.grant_extension", clock.concern)
    asked = asked_extension(clock)
    if asked is None:
        messages.warning(request, sentence("web_clocks.nothing_to_decide", request.lang))
        return redirect("deadline", pk)
    form = DecisionForm(request.lang, request.POST or None)

    def act(given: dict[str, Any], key: str) -> None:
        granted = given["decision"] == "grant"
        decide(actor=request.actor, extension=asked, granted=granted, answer=given["answer"], key=key)

    return _answered(request, clock, form, "decide", act, asked=asked, wanted=asked_words(asked))


def _answered(
    request: ActingRequest,
    clock: Clock,
    form: DeadlineForm,
    act: str,
    work: Callable[[dict[str, Any], str], None],
    **more: Any,
) -> HttpResponse:
    """The form, with what is wrong in it; or, after the action, the page of the deadline."""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            content = [f"{name}={value}" for name, value in sorted(given.items()) if name != "key"]
            work(given, request_key(given["key"], act, clock.pk, content))
        except Denied:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, sentence(f"web_clocks.done_{act}", request.lang))
            return redirect("deadline", clock.pk)
    shown = {
        "form": form,
        "clock": clock,
        "due": due_of(clock, localdate(request.actor.at)),
        "title": f"web_clocks.{act}",
        "lead": f"web_clocks.{act}_lead",
        **more,
    }
    return render(request, "clocks/form.html", shown, status=422 if form.errors else 200)
