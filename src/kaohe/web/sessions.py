"""What every page asks of whoever signed in: a session that stands, an own password, a second factor."""

from collections.abc import Callable
from typing import cast

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django_htmx.http import HttpResponseClientRedirect

from kaohe.office.accounts.actions.signing_in import keep_session
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Session, User
from kaohe.office.accounts.roles import SECOND_FACTOR
from kaohe.web.middleware import ActingRequest
from kaohe.web.signing_in import SESSION

ALWAYS = {"account_logout", "language"}
FOR_PASSWORD = ALWAYS | {"account_change_password"}
FOR_SECOND_FACTOR = FOR_PASSWORD | {"mfa_activate_totp", "account_reauthenticate"}


def signed_in(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sends whoever lacks one of them to where it is got, and lets nothing else answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not isinstance(request.user, User):
            return respond(request)
        seen = cast("ActingRequest", request)
        session = _session(request, request.user)
        if session is None or not keep_session(actor=seen.actor, session=session):
            request.session.flush()
            request.user = AnonymousUser()
            seen.actor = Actor(None, "", seen.actor.at, seen.actor.source)
            return _go(request, "account_login")
        name = _name(request)
        if request.user.must_change_password:
            wanted, answering = "account_change_password", FOR_PASSWORD
        elif _lacks_second_factor(seen.actor, session):
            wanted, answering = "mfa_activate_totp", FOR_SECOND_FACTOR
        else:
            return respond(request)
        return respond(request) if name in answering else _go(request, wanted)

    return middleware


def _lacks_second_factor(actor: Actor, session: Session) -> bool:
    there = session.has_second_factor  # type: ignore[attr-defined]
    return bool(actor.roles & SECOND_FACTOR) and not there and not settings.DEMO


def _session(request: HttpRequest, user: User) -> Session | None:
    totp = Authenticator.objects.filter(user_id=OuterRef("user_id"), type=Authenticator.Type.TOTP)
    row = Session.objects.filter(pk=request.session.get(SESSION, 0), user=user).select_related("user")
    return row.annotate(has_second_factor=Exists(totp)).first()


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""


def _go(request: HttpRequest, name: str) -> HttpResponse:
    target = reverse(name)
    # htmx would put the page it is sent to into the middle of this one
    return (
        HttpResponseClientRedirect(target)
        if request.headers.get("HX-Request")
        else HttpResponseRedirect(target)
    )
