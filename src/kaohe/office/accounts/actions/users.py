"""Users: added, changed, no longer active, given a new password."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.lengths import refuse_too_long
from kaohe.office.accounts.models import Post, Session, User
from kaohe.office.accounts.passwords import give, random_password
from kaohe.office.accounts.permissions import require
from kaohe.office.accounts.rules import check_somebody_left, needs_plain, needs_reason, overlapping
from kaohe.office.journal.actions import record

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


def add_user(
    *, actor: Actor, username: str, name: str, email: str = "", phone: str = "", lang: str = "zh"
) -> tuple[User, str]:
    """A new user, and the password to be told once: it has to be changed at the first sign-in."""
    require(actor, "accounts.manage_users")
    return enter_user(actor, username=username, name=name, email=email, phone=phone, lang=lang)


def enter_user(
    actor: Actor, *, username: str, name: str, email: str = "", phone: str = "", lang: str = "zh"
) -> tuple[User, str]:
    """Saves and journals a user. Who calls this has asked for the permission."""
    if not _USERNAME.fullmatch(username):
        raise Refused.because("accounts.username_form", username=username)
    fields = _person(name, email, phone)
    password = random_password()
    with transaction.atomic():
        user = User(username=username, lang="en" if lang == "en" else "zh", created_at=actor.at, **fields)
        try:
            with transaction.atomic():
                user.save()
        except IntegrityError:
            raise Refused.because("accounts.username_taken", username=username) from None
        give(user, password, actor.at, must_change=True)
        record(actor.who, "accounts.add_user", user, after={"username": username, **fields})
    return user, password


def change_user(*, actor: Actor, user: User, name: str, email: str, phone: str) -> None:
    """Another name, mail address or telephone number."""
    require(actor, "accounts.manage_users")
    before = {"name": user.name, "email": user.email, "phone": user.phone}
    after = _person(name, email, phone)
    with transaction.atomic():
        if not User.objects.filter(pk=user.pk, **before).update(**after):
            raise Refused.because("accounts.changed_meanwhile")
        record(actor.who, "accounts.change_user", user, before=before, after=after)


def deactivate_user(*, actor: Actor, user: User, reason: str) -> None:
    """The user can't sign in any more and may nothing, at once; posts stay as they are recorded."""
    require(actor, "accounts.manage_users")
    _not_oneself(actor, user)
    needs_reason(reason)
    with transaction.atomic():
        Session.objects.filter(user=user).delete()
        _switch(actor, user, "accounts.deactivate_user", active=False, reason=reason)
        today = localdate(actor.at)
        for post in Post.objects.filter(overlapping(today, today), user=user):
            check_somebody_left(post.role, today)


def reactivate_user(*, actor: Actor, user: User, reason: str) -> None:
    """The user may sign in again, with the posts that still run."""
    require(actor, "accounts.manage_users")
    _not_oneself(actor, user)
    needs_reason(reason)
    with transaction.atomic():
        _switch(actor, user, "accounts.reactivate_user", active=True, reason=reason)


def reset_password(*, actor: Actor, user: User, reason: str) -> str:
    """A new password, to be told once and changed at the next sign-in; all sessions of the user end."""
    require(actor, "accounts.manage_users")
    _not_oneself(actor, user)
    needs_reason(reason)
    password = random_password()
    with transaction.atomic():
        give(User.objects.select_for_update().get(pk=user.pk), password, actor.at, must_change=True)
        Session.objects.filter(user=user).delete()
        record(actor.who, "accounts.reset_password", user, reason=reason)
    return password


def _switch(actor: Actor, user: User, action: str, *, active: bool, reason: str) -> None:
    if not User.objects.filter(pk=user.pk, is_active=not active).update(is_active=active):
        raise Refused.because("accounts.changed_meanwhile")
    record(
        actor.who, action, user, before={"is_active": not active}, after={"is_active": active}, reason=reason
    )


def _not_oneself(actor: Actor, user: User) -> None:
    if actor.user == user.pk:
        raise Refused.because("accounts.not_oneself")


def _person(name: str, email: str, phone: str) -> dict[str, Any]:
    if not name.strip():
        raise Refused.because("accounts.user_needs_name")
    if email.strip():
        try:
            validate_email(email.strip())
        except ValidationError:
            raise Refused.because("accounts.email_form", email=email.strip()) from None
    fields = {"name": name.strip(), "email": email.strip(), "phone": phone.strip()}
    refuse_too_long(User(**fields))
    needs_plain(*fields.values())
    return fields
