"""How a reader wants pages: the language, and the unit of money. Both are remembered in the browser."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kaohe.messages import Lang
from kaohe.office.accounts.actions.language import choose_language
from kaohe.web.middleware import ActingRequest

YEAR = 60 * 60 * 24 * 365


@require_POST
def language(request: ActingRequest) -> HttpResponseBase:
    """`lang`: zh or en, for this browser and for the reader's own account."""
    lang: Lang = "en" if request.POST.get("lang") == "en" else "zh"
    choose_language(actor=request.actor, lang=lang)
    return _remember(_back(request), "lang", lang)


@require_POST
def money(request: ActingRequest) -> HttpResponseBase:
    """`money`: wan (万元) or yi (亿元), for this browser."""
    return _remember(_back(request), "money", "yi" if request.POST.get("money") == "yi" else "wan")


def _back(request: ActingRequest) -> HttpResponse:
    """To the page it was asked from, never to another host."""
    page = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(page if safe else "/")


def _remember(response: HttpResponse, name: str, value: str) -> HttpResponse:
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True)
    return response
