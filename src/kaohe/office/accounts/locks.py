"""Locked sign-ins: where allauth counts failures (in the cache), and how they are forgotten."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.core.internal.ratelimit import get_cache_key, get_rates
from django.core.cache import cache
from django.http import HttpRequest

from kaohe.office.accounts.models import User

_COUNTED = {"app": "allauth.account", "action": "login_failed"}


@dataclass(frozen=True, slots=True)
class Lock:
    """A count of failures that is full; `per` is what is counted: `key` (a name) or `ip` (an address)."""

    per: str
    until: datetime


def name_key(username: str) -> str:
    """What failed passwords are counted under: the name alone, whatever host was asked."""
    return f"name:{username.strip().lower()}"


def second_factor_key(user: User) -> str:
    """What failed codes are counted under (allauth's own words)."""
    return f"mfa-auth-user-{user.pk}"


def locks(key: str, request: HttpRequest | None = None) -> list[Lock]:
    """The full counts of a key, and of the request's address where there is a request."""
    full = []
    for rate in get_rates(**_COUNTED):
        if rate.per == "key" or request is not None:
            history = cache.get(get_cache_key(request, rate=rate, key=key, **_COUNTED), [])
            if len(history) >= rate.amount:
                until = datetime.fromtimestamp(history[-1], UTC) + timedelta(seconds=rate.duration)
                full.append(Lock(rate.per, until))
    return full


def locked_until(user: User, at: datetime) -> datetime | None:
    """Until when a user's name or second factor is locked; None: it is not."""
    found = locks(name_key(user.username)) + locks(second_factor_key(user))
    return max((lock.until for lock in found if lock.until > at), default=None)


def forget_failures(user: User) -> None:
    """Both counts of a user start anew."""
    for key in (name_key(user.username), second_factor_key(user)):
        for rate in get_rates(**_COUNTED):
            if rate.per == "key":
                cache.delete(get_cache_key(None, rate=rate, key=key, **_COUNTED))
