"""What every template sees."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject, lazy
from django.utils.http import url_has_allowed_host_and_scheme

from kaohe import __version__
from kaohe.messages import Text
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.rules import office_name, role_name
from kaohe.office.notices.queries import unread
from kaohe.web.navigation import address, doors


def office(request: HttpRequest) -> dict[str, Any]:
    """`lang`, `money` ("wan", "yi"), `actor`, `came_from`; head: `doors`, `my_posts`, `unread`, `version`.

    What costs a query is asked only when a template shows it.
    """
    actor: Actor | None = getattr(request, "actor", None)
    known = actor if actor and actor.user is not None else None
    return {
        "lang": getattr(request, "lang", "zh"),
        "money": "yi" if request.COOKIES.get("money") == "yi" else "wan",
        "actor": actor,
        "came_from": _came_from(request),
        "doors": tuple(doors(known, request.path)) if known else (),
        "my_posts": SimpleLazyObject(lambda: _posts(known)),
        "notices_path": address("notices"),
        "account_path": address("account"),
        "unread": lazy(lambda: unread(known.user if known else None), int)(),
        "version": __version__,
        "demo": settings.DEMO,
    }


def _came_from(request: HttpRequest) -> str:
    """The path of the page that led here; "" where that was another host's, or is not known."""
    before = urlsplit(request.META.get("HTTP_REFERER", ""))
    ours = before.netloc == request.META.get("HTTP_HOST")
    path = before._replace(scheme="", netloc="", fragment="").geturl()
    # a path of ours may begin with two slashes, which a browser reads as another host
    return path if ours and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""


def _posts(actor: Actor | None) -> tuple[tuple[Text, Text], ...]:
    """Each role's name, and the office's."""
    if actor is None or not actor.posts:
        return ()
    offices = Office.objects.in_bulk([post.office for post in actor.posts])
    return tuple((role_name(post.role), office_name(offices[post.office])) for post in actor.posts)
