"""The people: a list, one by one, and what the administrators do with their accounts."""

from collections.abc import Callable
from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kaohe.messages import Problem, Refused
from kaohe.office.accounts.actions.signing_in import reset_second_factor, unlock
from kaohe.office.accounts.actions.users import (
    add_user,
    change_user,
    deactivate_user,
    reactivate_user,
    reset_password,
)
from kaohe.office.accounts.locks import locked_until
from kaohe.office.accounts.models import Office, User
from kaohe.office.accounts.permissions import READING, Denied, may, require
from kaohe.office.accounts.queries.tokens import tokens_of
from kaohe.office.accounts.queries.users import posts_of, users
from kaohe.office.accounts.roles import Role
from kaohe.office.accounts.rules import role_name
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.accounts.reading import PAGE, page_of, typed

ROLES = tuple((role.value, role_name(role)) for role in Role)


@login_required
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """The users, by words, role and whether active."""
    return _people(cast("ActingRequest", request))


@login_required
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """A new user; the answer shows the password, once."""
    acting = cast("ActingRequest", request)
    given = {name: typed(request.POST, name) for name in ("username", "name", "email", "phone", "lang")}
    try:
        user, password = add_user(actor=acting.actor, **given)
    except Denied:
        raise
    except Refused as refusal:
        return _people(acting, refusal.problems, given)
    return secret(acting, user, password)


@login_required
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One user: posts of all days, and what the reader may do."""
    return show_person(cast("ActingRequest", request), pk)


def _people(
    request: ActingRequest, problems: tuple[Problem, ...] = (), given: dict[str, str] | None = None
) -> HttpResponse:
    require(request.actor, "accounts.read")
    number, asked = (
        page_of(request.GET),
        {name: typed(request.GET, name) for name in ("words", "role", "state")},
    )
    active = {"active": True, "inactive": False}.get(asked["state"])
    start = (number - 1) * PAGE
    role = asked["role"] if asked["role"] in set(Role) else ""
    day = localdate(request.actor.at)
    rows = users(day, words=asked["words"], role=role, active=active, start=start, count=PAGE + 1)
    context = {
        "rows": rows[:PAGE],
        "more": len(rows) > PAGE,
        "number": number,
        "asked": asked,
        "roles": ROLES,
        "may_add": may(request.actor, "accounts.manage_users"),
        "problems": problems,
        "given": given or {},
    }
    return render(request, "accounts/users.html", context, status=409 if problems else 200)


def show_person(request: ActingRequest, pk: int, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    """The page of a user, with what an action refused, and what was typed."""
    require(request.actor, "accounts.read")
    user, day = get_object_or_404(User, pk=pk), localdate(request.actor.at)
    posts, appoints = posts_of(user, day), may(request.actor, "accounts.appoint")
    context = {
        "person": user,
        "post_rows": posts,
        "open_posts": [post for post in posts if post.state in {"running", "coming"}],
        "locked_until": locked_until(user, request.actor.at),
        "has_second_factor": Authenticator.objects.filter(user_id=user.pk).exists(),
        "tokens": tokens_of(user, day),
        "scopes": sorted(READING),
        "roles": ROLES,
        "offices": Office.objects.all() if appoints else (),
        "others": User.objects.filter(is_active=True).exclude(pk=pk) if appoints else (),
        "may_manage": may(request.actor, "accounts.manage_users"),
        "may_appoint": appoints,
        "is_self": request.actor.user == user.pk,
        "today": day,
        "problems": problems,
        "given": request.POST,
    }
    return render(request, "accounts/user.html", context, status=409 if problems else 200)


def secret(
    request: ActingRequest, user: User, shown: str, what: str = "web_accounts.password_once"
) -> HttpResponse:
    """What is told once: no browser keeps this page."""
    context = {"person": user, "secret": shown, "what": what}
    return never_cache(render)(request, "accounts/secret.html", context)


Deed = Callable[[ActingRequest, User], Any]


def deed(do: Deed) -> Callable[[HttpRequest, int], HttpResponse]:
    """A form on the page of a user: do it and come back, or say on that page why not."""

    @login_required
    @require_POST
    def page(request: HttpRequest, pk: int) -> HttpResponse:
        acting = cast("ActingRequest", request)
        require(acting.actor, "accounts.read")
        try:
            answer = do(acting, get_object_or_404(User, pk=pk))
        except Denied:
            raise
        except Refused as refusal:
            return show_person(acting, pk, refusal.problems)
        return answer if isinstance(answer, HttpResponse) else redirect("accounts_user", pk)

    return page


@deed
def change(request: ActingRequest, user: User) -> None:
    given = {name: typed(request.POST, name) for name in ("name", "email", "phone")}
    change_user(actor=request.actor, user=user, **given)


@deed
def password(request: ActingRequest, user: User) -> HttpResponse:
    reason = typed(request.POST, "reason")
    return secret(request, user, reset_password(actor=request.actor, user=user, reason=reason))


@deed
def deactivate(request: ActingRequest, user: User) -> None:
    deactivate_user(actor=request.actor, user=user, reason=typed(request.POST, "reason"))


@deed
def reactivate(request: ActingRequest, user: User) -> None:
    reactivate_user(actor=request.actor, user=user, reason=typed(request.POST, "reason"))


@deed
def unlock_user(request: ActingRequest, user: User) -> None:
    unlock(actor=request.actor, user=user, reason=typed(request.POST, "reason"))


@deed
def second_factor(request: ActingRequest, user: User) -> None:
    reset_second_factor(actor=request.actor, user=user, reason=typed(request.POST, "reason"))
