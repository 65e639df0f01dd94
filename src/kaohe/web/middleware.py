"""Who acts, and what refusals look like, for every page."""

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from kaohe.messages import Lang, Problem, Refused
from kaohe.office.accounts.actors import Actor, actor_of
from kaohe.office.accounts.models import User
from kaohe.office.accounts.permissions import Denied
from kaohe.web.api.answering import ROOT
from kaohe.web.signing_in import address

Respond = Callable[[HttpRequest], HttpResponse]
DJANGO_LANGUAGE: dict[Lang, str] = {"zh": "zh-hans", "en": "en"}
"""What Django and allauth say themselves, such as of a wrong date, they say in these."""


class ActingRequest(HttpRequest):
    """A request with who acts and the language they read."""

    actor: Actor
    lang: Lang


def acting(respond: Respond) -> Respond:
    """Gives every request its `actor` (posts of the day, instant, address) and `lang`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        at, source = timezone.now(), address(request)
        user = request.user if isinstance(request.user, User) else None
        chosen = request.COOKIES.get("lang") or (user.lang if user else "zh")
        seen = cast("ActingRequest", request)
        seen.actor = actor_of(user, at, source) if user else Actor(None, "", at, source)
        seen.lang = "en" if chosen == "en" else "zh"
        with translation.override(DJANGO_LANGUAGE[seen.lang]):
            return respond(request)

    return middleware


class refusals:  # noqa: N801  a middleware, named like the other
    """What an action refuses is told on a page of its own, unless a page tells it better."""

    def __init__(self, respond: Respond):
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_view(self, request: HttpRequest, *_: Callable[..., Any]) -> HttpResponse | None:
        """No text of ours holds a NUL, which PostgreSQL can't keep nor look for."""
        told = (
            value for form in (request.GET, request.POST) for _, values in form.lists() for value in values
        )
        held = "\0" in request.path or any("\0" in value for value in told)
        if not held or request.path.startswith(ROOT):  # the API tells it in its own way
            return None
        return render(request, "refused.html", {"problems": [Problem("web.holds_nul")]}, status=400)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        status = 403 if isinstance(error, Denied) else 409
        return render(request, "refused.html", {"problems": error.problems}, status=status)
