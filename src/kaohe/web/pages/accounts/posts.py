"""Forms on the page of a user: posts and tokens, by the security administrator."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from kaohe.office.accounts.actions.handing_over import hand_over
from kaohe.office.accounts.actions.posts import appoint, end_post, name_deputy
from kaohe.office.accounts.actions.tokens import issue_token, revoke_token
from kaohe.office.accounts.models import Office, Post, Token, User
from kaohe.office.accounts.roles import Role
from kaohe.web.forms.numbers import whole_number
from kaohe.web.middleware import ActingRequest
from kaohe.web.pages.accounts.reading import day, day_or_none, key, one_of, typed
from kaohe.web.pages.accounts.users import deed, secret


@deed
def give(request: ActingRequest, user: User) -> None:
    form = request.POST
    appoint(
        actor=request.actor,
        user=user,
        office=get_object_or_404(Office, pk=key(form, "office")),
        role=Role(one_of(form, "role", "web_accounts.role", set(Role))),
        since=day(form, "since", "web_accounts.since"),
        until=day_or_none(form, "until", "web_accounts.until"),
        reason=typed(form, "reason"),
    )


@deed
def end(request: ActingRequest, user: User) -> None:
    end_post(
        actor=request.actor,
        post=_post(request, user),
        until=day(request.POST, "until", "web_accounts.until"),
        reason=typed(request.POST, "reason"),
    )


@deed
def deputy(request: ActingRequest, user: User) -> None:
    form = request.POST
    name_deputy(
        actor=request.actor,
        post=_post(request, user),
        user=get_object_or_404(User, pk=key(form, "other")),
        since=day(form, "since", "web_accounts.since"),
        until=day(form, "until", "web_accounts.until"),
        reason=typed(form, "reason"),
    )


@deed
def pass_on(request: ActingRequest, user: User) -> None:
    form = request.POST
    hand_over(
        actor=request.actor,
        giver=user,
        taker=get_object_or_404(User, pk=key(form, "other")),
        on=day(form, "on", "web_accounts.on"),
        posts=[number for each in form.getlist("posts") if (number := whole_number(each))],
        reason=typed(form, "reason"),
    )


@deed
def token(request: ActingRequest, user: User) -> HttpResponse:
    _, shown = issue_token(
        actor=request.actor,
        user=user,
        purpose=typed(request.POST, "purpose"),
        scopes=request.POST.getlist("scopes"),
        until=day(request.POST, "until", "web_accounts.until"),
    )
    return secret(request, user, shown, "web_accounts.token_once")


@deed
def revoke(request: ActingRequest, user: User) -> None:
    chosen = get_object_or_404(Token, pk=key(request.POST, "token"), user=user)
    revoke_token(actor=request.actor, token=chosen, reason=typed(request.POST, "reason"))


def _post(request: ActingRequest, user: User) -> Post:
    """The chosen post, which has to be this user's."""
    return get_object_or_404(
        Post.objects.select_related("user", "office"), pk=key(request.POST, "post"), user=user
    )
