"""Passwords: random ones, and which may be chosen."""

import secrets
from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from kaohe.messages import sentence
from kaohe.office.accounts.models import PastPassword, User

REMEMBERED = 5
_SIGNS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that looks like another


def random_password() -> str:
    """Four groups of four signs, about 93 bits, easy to read out."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(4))


def give(user: User, password: str, at: datetime, *, must_change: bool) -> None:
    """Sets the password, and remembers it among those that can't be taken again."""
    user.set_password(password)
    user.must_change_password = must_change
    user.password_changed_at = at
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])
    PastPassword.objects.create(user=user, hash=user.password, at=at)


class NotAgain:
    """Django's validator: not one of the last five."""

    def validate(self, password: str, user: User | None = None) -> None:
        if user is None or user.pk is None:
            return
        last = PastPassword.objects.filter(user=user)[:REMEMBERED]
        if any(check_password(password, known) for known in {user.password, *(each.hash for each in last)}):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def get_help_text(self) -> str:
        return sentence("accounts.password_used_before", "zh", count=REMEMBERED)
