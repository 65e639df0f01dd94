"""Who acts by a token, and the tokens of a user."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.timezone import localdate

from kaohe.office.accounts.actions.tokens import hash_of_secret, note_use
from kaohe.office.accounts.actors import Actor, actor_of
from kaohe.office.accounts.models import Token, User


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token as a list shows it; its secret is nowhere."""

    id: int
    purpose: str
    scopes: tuple[str, ...]
    since: date
    until: date
    revoked_at: datetime | None
    last_used_at: datetime | None
    works: bool


def actor_by_token(secret: str, at: datetime, source: str = "") -> Actor | None:
    """The token's user with the posts of the day, held to the token's scopes; None where it opens nothing.

    That it was used is kept: see `note_use`.
    """
    token = Token.objects.select_related("user").filter(secret_hash=hash_of_secret(secret)).first()
    if token is None or not _works(token, localdate(at)) or not token.user.is_active:
        return None
    actor = replace(actor_of(token.user, at, source), scopes=frozenset(token.scopes))
    note_use(actor=actor, token=token)
    return actor


def tokens_of(user: User, day: date) -> list[TokenRow]:
    """The tokens of a user, the newest first."""
    return [
        TokenRow(
            token.pk,
            token.purpose,
            tuple(token.scopes),
            token.since,
            token.until,
            token.revoked_at,
            token.last_used_at,
            _works(token, day),
        )
        for token in Token.objects.filter(user=user)
    ]


def _works(token: Token, day: date) -> bool:
    return token.revoked_at is None and token.since <= day <= token.until
