"""How people sign in: allauth's way, with this office's rules and journal."""

import base64
import hashlib
import time
from datetime import datetime
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.encoding import force_bytes

from kaohe.office.accounts.actions.signing_in import change_password
from kaohe.office.accounts.actors import actor_of
from kaohe.office.accounts.locks import locks, name_key
from kaohe.office.accounts.models import User
from kaohe.office.accounts.roles import SECOND_FACTOR
from kaohe.office.journal.actions import Who, record

SESSION = "kaohe_session"
"""Where a browser's session keeps the key of its row among `accounts.models.Session`."""


def address(request: HttpRequest) -> str:
    """Where a request comes from, as the connection says: never what its headers say of themselves."""
    return str(request.META.get("REMOTE_ADDR", ""))


def instant(request: HttpRequest) -> datetime:
    """The instant of the request."""
    actor = getattr(request, "actor", None)
    return actor.at if actor else timezone.now()


def record_failure(request: HttpRequest, action: str, user: User | None, key: str) -> None:
    """Journals a failure, and the lock where this was the last one allowed.

    A name that nobody has isn't kept: it may be a password typed into the wrong field.
    """
    who = Who(None, "", instant(request), address(request))
    with transaction.atomic():
        record(who, action, user)
        for lock in locks(key, request):
            after = {"per": lock.per, "until": lock.until.isoformat()}
            record(who, "accounts.locked_out", user if lock.per == "key" else None, after=after)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up, failures are journaled, words come from the catalogue."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Says nothing: allauth's words aren't the catalogue's, and the next page shows what came of it."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth would count apart for every Host that the server answers to
        return name_key(credentials.get("username", ""))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        username = credentials.get("username", "").strip().lower()
        user = User.objects.filter(username=username).first()
        record_failure(request, "accounts.sign_in_failed", user, name_key(username))

    def set_password(self, user: User, password: str) -> None:
        request = self.request
        actor = actor_of(user, instant(request), address(request))
        change_password(actor=actor, password=password, keep=request.session.get(SESSION, 0))
        user.refresh_from_db()

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just signed in isn't asked again."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((each["at"] for each in records), default=0)
        return bool(time.time() - latest > app_settings.REAUTHENTICATION_TIMEOUT)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """The secret lies encrypted in the database, by the installation's key; some roles can't do without."""

    def get_totp_label(self, user: User) -> str:
        return user.username

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not actor_of(authenticator.user, timezone.now()).roles & SECOND_FACTOR

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()


def _keys() -> MultiFernet:
    given = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"kaohe second factor " + force_bytes(key)).digest() for key in given]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
