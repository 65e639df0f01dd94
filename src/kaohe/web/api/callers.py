"""Who calls: a programme by its token, or a browser that is signed in. And how often."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Case, F, Value, When
from django.http import HttpRequest
from ninja.security import HttpBearer

from kaohe.messages import Place, Problem
from kaohe.office.accounts.actions.tokens import hash_of_secret
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.office.accounts.queries.tokens import actor_by_token
from kaohe.web.api.problems import Stopped
from kaohe.web.middleware import ActingRequest
from kaohe.web.models import Asking
from kaohe.web.navigation import may_somewhere

A_MINUTE = 600
"""Requests of one token, or of one user's browser."""


class Caller(HttpBearer):
    """Gives the request its actor. A token that is shown counts alone: its session, if any, adds nothing."""

    def __call__(self, request: HttpRequest) -> Any:
        acting: ActingRequest = request  # type: ignore[assignment]  # the middleware has made it one
        shown = request.headers.get("Authorization")
        if shown is None and acting.actor.user is None:
            raise Stopped(401, (Problem("web_api.no_token"),), {"WWW-Authenticate": 'Bearer realm="kaohe"'})
        caller = f"user:{acting.actor.user}"
        if shown is not None:
            kind, _, secret = shown.partition(" ")
            acting.actor = self.authenticate(acting, secret.strip() if kind.lower() == "bearer" else "")
            caller = f"token:{hash_of_secret(secret.strip())}"
        count(caller, acting.actor.at)
        return acting.actor

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        asked: ActingRequest = request  # type: ignore[assignment]
        actor = actor_by_token(token, asked.actor.at, asked.actor.source) if token else None
        if actor is None:
            challenge = {"WWW-Authenticate": 'Bearer realm="kaohe", error="invalid_token"'}
            raise Stopped(401, (Problem("web_api.token_opens_nothing"),), challenge)
        return actor


def count(caller: str, at: datetime) -> None:
    """One more request of a caller in this minute. Raises `Stopped` when there were too many."""
    second = int(at.timestamp())
    made = _counted(caller, second // 60)
    if made > A_MINUTE:
        problem = Problem("web_api.too_many_a_minute", {"allowed": A_MINUTE})
        raise Stopped(429, (problem,), {"Retry-After": str(60 - second % 60)})


def _counted(caller: str, minute: int) -> int:
    """Counts in one statement, so that of many at once each is counted; gives the number of this minute."""
    mine = Asking.objects.filter(caller=caller)
    counted = {"made": Case(When(minute=minute, then=F("made") + 1), default=Value(1)), "minute": minute}
    if not mine.update(**counted):
        Asking.objects.get_or_create(caller=caller, defaults={"minute": minute, "made": 0})
        mine.update(**counted)
    return mine.values_list("made", flat=True).get()


def check_reach(actor: Actor, action: str) -> None:
    """Raises `Denied` where neither a post nor the token allows the action for any matter at all."""
    if not may_somewhere(actor, action):
        require(actor, action)


def check_names(request: HttpRequest, known: Collection[str]) -> None:
    """Raises `Stopped` for parameters nobody knows: a misspelt filter must not give everything."""
    allowed = ", ".join(sorted(known)) or "-"
    problems = [
        Problem("web_api.parameter_unknown", {"found": name[:80], "allowed": allowed}, Place(path="query"))
        for name in request.GET
        if name not in known
    ]
    if problems:
        raise Stopped(422, tuple(problems))
