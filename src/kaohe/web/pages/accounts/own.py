"""The own account: posts, language, password, second factor."""

from typing import cast

from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from kaohe.office.accounts.actions.signing_in import change_language
from kaohe.office.accounts.models import User
from kaohe.office.accounts.queries.users import posts_of
from kaohe.office.accounts.roles import SECOND_FACTOR
from kaohe.web.middleware import ActingRequest

YEAR = 365 * 24 * 60 * 60


@login_required
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """What the reader is here, and what they can change themselves."""
    actor = cast("ActingRequest", request).actor
    user = cast("User", request.user)
    context = {
        "posts": posts_of(user, localdate(actor.at)),
        "has_second_factor": Authenticator.objects.filter(user_id=user.pk).exists(),
        "needs_second_factor": bool(actor.roles & SECOND_FACTOR),
    }
    return render(request, "accounts/own.html", context)


@login_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The reader's language, on every device; this browser's own choice follows."""
    chosen = "en" if request.POST.get("lang") == "en" else "zh"
    change_language(actor=cast("ActingRequest", request).actor, lang="en" if chosen == "en" else "zh")
    answer = redirect("account")
    answer.set_cookie("lang", chosen, max_age=YEAR, samesite="Lax")
    return answer
