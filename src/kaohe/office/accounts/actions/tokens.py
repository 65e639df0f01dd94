"""Tokens: how a programme reads through the API in somebody's name."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.lengths import refuse_too_long
from kaohe.office.accounts.models import Token, User
from kaohe.office.accounts.permissions import READING, require
from kaohe.office.accounts.rules import needs_reason
from kaohe.office.journal.actions import record

LONGEST_DAYS = 400


def issue_token(
    *, actor: Actor, user: User, purpose: str, scopes: Collection[str], until: date
) -> tuple[Token, str]:
    """A token from today until a day (inclusive), and its secret, to be told once: only its hash is kept."""
    require(actor, "accounts.issue_token")
    today = localdate(actor.at)
    last = today + timedelta(days=LONGEST_DAYS - 1)
    if not purpose.strip():
        raise Refused.because("accounts.token_needs_purpose")
    if not scopes or not set(scopes) <= READING:
        found, allowed = ", ".join(sorted(set(scopes) - READING)), ", ".join(sorted(READING))
        raise Refused.because("accounts.token_only_reads", found=found, allowed=allowed)
    if not today <= until <= last:
        raise Refused.because("accounts.token_days", until=until, first=today, last=last)
    if not user.is_active:
        raise Refused.because("accounts.not_active", name=user.name)
    if actor.user == user.pk:
        raise Refused.because("accounts.not_oneself")
    secret = f"kaohe_{secrets.token_urlsafe(32)}"
    token = Token(
        user=user,
        purpose=purpose.strip(),
        secret_hash=hash_of_secret(secret),
        scopes=sorted(set(scopes)),
        since=today,
        until=until,
    )
    refuse_too_long(token)
    with transaction.atomic():
        token.save()
        told = {"user": user.username, "purpose": token.purpose, "scopes": token.scopes}
        record(actor.who, "accounts.issue_token", token, after={**told, "until": until.isoformat()})
    return token, secret


def revoke_token(*, actor: Actor, token: Token, reason: str) -> None:
    """The token opens nothing any more, at once."""
    require(actor, "accounts.issue_token")
    needs_reason(reason)
    with transaction.atomic():
        if not Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=actor.at):
            raise Refused.because("accounts.changed_meanwhile")
        record(actor.who, "accounts.revoke_token", token, reason=reason)


def hash_of_secret(secret: str) -> str:
    """SHA-256; a secret of 256 random bits needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
