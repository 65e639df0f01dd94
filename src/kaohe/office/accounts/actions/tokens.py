"""Tokens: how a programme reads through the API in somebody's name."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate, make_aware

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


def note_use(*, actor: Actor, token: Token) -> None:
    """Keep when a token was used last, to the minute; its first use of a day (local time) is journaled.

    Not every request: a programme that asks a thousand times a day would bury what people do.
    """
    known, day = token.last_used_at, make_aware(datetime.combine(localdate(actor.at), time.min))
    if known is None or known < day:
        with transaction.atomic():
            if Token.objects.filter(_used_before(day), pk=token.pk).update(last_used_at=actor.at):
                record(actor.who, "accounts.use_token", token, after={"purpose": token.purpose})
    elif known < actor.at - timedelta(minutes=1):
        before = _used_before(actor.at - timedelta(minutes=1))
        Token.objects.filter(before, pk=token.pk).update(last_used_at=actor.at)


def _used_before(instant: datetime) -> Q:
    return Q(last_used_at=None) | Q(last_used_at__lt=instant)


def hash_of_secret(secret: str) -> str:
    """SHA-256; a secret of 256 random bits needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
