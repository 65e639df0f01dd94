"""Django's and allauth's signals around signing in, told to the journal: the one use of signals here."""

from typing import Any

from allauth.core import context
from allauth.mfa import signals as second_factor
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from kaohe.office.accounts.actions.signing_in import begin_session, end_session
from kaohe.office.accounts.actors import actor_of
from kaohe.office.accounts.locks import second_factor_key
from kaohe.office.accounts.models import User
from kaohe.office.journal.actions import record
from kaohe.web.signing_in import SESSION, address, instant, record_failure


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    actor = actor_of(user, instant(request), address(request))
    request.session[SESSION] = begin_session(actor=actor).pk


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        actor = actor_of(user, instant(request), address(request))
        end_session(actor=actor, session=request.session.get(SESSION, 0))


@receiver(post_save, sender=Authenticator)
def added(instance: Authenticator, created: bool, **_: Any) -> None:
    """allauth's own signal comes only after the commit: a crash between would leave no entry."""
    codes = instance.type == Authenticator.Type.RECOVERY_CODES
    if created and (request := _by_oneself(instance)):
        action = "accounts.recovery_codes_made" if codes else "accounts.second_factor_added"
        _tell(request, instance.user, action, instance)


@receiver(post_delete, sender=Authenticator)
def removed(instance: Authenticator, **_: Any) -> None:
    if request := _by_oneself(instance):
        _tell(request, instance.user, "accounts.second_factor_removed", instance)


@receiver(second_factor.authenticator_used)
def used(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    _tell(request, user, "accounts.second_factor_used", authenticator)


@receiver(second_factor.authentication_failed)
def failed(request: HttpRequest, user: User, **_: Any) -> None:
    record_failure(request, "accounts.second_factor_failed", user, second_factor_key(user))


def _by_oneself(authenticator: Authenticator) -> HttpRequest | None:
    """The request in which a user sees to the own second factor; what others do their action journals."""
    request: HttpRequest | None = context.request
    return request if request and request.user.pk == authenticator.user_id else None


def _tell(request: HttpRequest, user: User, action: str, authenticator: Authenticator) -> None:
    actor = actor_of(user, instant(request), address(request))
    with transaction.atomic():
        record(actor.who, action, user, after={"type": str(authenticator.type)})
