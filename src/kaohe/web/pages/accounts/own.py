"""The own account: posts, language, password, second factor."""

from typing import cast

from allauth.account.views import password_change
from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from kaohe.office.accounts.models import User
from kaohe.office.accounts.queries.users import posts_of
from kaohe.office.accounts.roles import SECOND_FACTOR
from kaohe.web.middleware import ActingRequest


@login_required
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """What the reader is here, and what they can change themselves."""
    actor = cast("ActingRequest", request).actor
    user = cast("User", request.user)
    context = {
        "post_rows": posts_of(user, localdate(actor.at)),
        "has_second_factor": Authenticator.objects.filter(user_id=user.pk).exists(),
        "needs_second_factor": bool(actor.roles & SECOND_FACTOR),
    }
    return render(request, "accounts/own.html", context)


@login_required
def password(request: HttpRequest) -> HttpResponse:
    """allauth's page for changing a password; whoever has none gets one from the system administrator."""
    if not cast("User", request.user).has_usable_password():
        raise Http404
    return cast("HttpResponse", password_change(request))
