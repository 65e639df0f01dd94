"""What every template sees."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject, lazy

from kaohe import __version__
from kaohe.messages import Text
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office
from kaohe.office.notices.models import Notice
from kaohe.web.navigation import address, doors


def office(request: HttpRequest) -> dict[str, Any]:
    """`lang`, `money` ("wan" or "yi"), `actor`, and for the head: `doors`, `posts`, `unread`, `version`.

    What costs a query is asked only when a template shows it.
    """
    actor: Actor | None = getattr(request, "actor", None)
    known = actor if actor and actor.user is not None else None
    return {
        "lang": getattr(request, "lang", "zh"),
        "money": "yi" if request.COOKIES.get("money") == "yi" else "wan",
        "actor": actor,
        "doors": tuple(doors(known, request.path)) if known else (),
        "posts": SimpleLazyObject(lambda: _posts(known)),
        "notices_path": address("notices"),
        "password_path": address("account_change_password"),
        "unread": lazy(lambda: _unread(known), int)(),
        "version": __version__,
    }


def _posts(actor: Actor | None) -> tuple[tuple[str, Text], ...]:
    """The code of each role's name, and the office's name."""
    if actor is None or not actor.posts:
        return ()
    offices = Office.objects.in_bulk([post.office for post in actor.posts])
    return tuple(
        (f"web.role_{post.role.value}", Text(offices[post.office].name_zh, offices[post.office].name_en))
        for post in actor.posts
    )


def _unread(actor: Actor | None) -> int:
    return Notice.objects.filter(to=actor.user, read_at=None).count() if actor else 0
