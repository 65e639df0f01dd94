"""Around signing in: sessions begin and end, passwords change, locks and second factors are taken off."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.locks import forget_failures, locked_until
from kaohe.office.accounts.models import Session, User
from kaohe.office.accounts.passwords import give
from kaohe.office.accounts.permissions import require
from kaohe.office.accounts.rules import needs_reason
from kaohe.office.journal.actions import record

MOST_SESSIONS = 3
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
_SEEN_EVERY = timedelta(minutes=1)


def _oneself(actor: Actor) -> User:
    """The actor's own row, locked."""
    return User.objects.select_for_update().get(pk=actor.user or 0)


def begin_session(*, actor: Actor) -> Session:
    """The actor has signed in; of more than three sessions the oldest end."""
    with transaction.atomic():
        user = _oneself(actor)
        began = {"began_at": actor.at, "seen_at": actor.at, "source": actor.source}
        session = Session.objects.create(user=user, **began)
        newest = Session.objects.filter(user=user).order_by("-began_at", "-pk")
        oldest = list(newest[MOST_SESSIONS:])
        Session.objects.filter(pk__in=[each.pk for each in oldest]).delete()
        record(actor.who, "accounts.sign_in", user)
        for each in oldest:
            told = {"began_at": each.began_at.isoformat(), "source": each.source}
            record(actor.who, "accounts.session_ended", user, before=told, after={"cause": "limit"})
    return session


def keep_session(*, actor: Actor, session: Session) -> bool:
    """Whether the session still stands; one that was idle or stood too long ends here."""
    # either way: where the clock was set back, a session mustn't last until it is right again
    unseen = abs(actor.at - session.seen_at)
    idle, old = unseen > IDLE, actor.at - session.began_at > LONGEST
    if not (idle or old):
        if unseen > _SEEN_EVERY:
            Session.objects.filter(pk=session.pk).update(seen_at=actor.at)
        return True
    with transaction.atomic():
        if Session.objects.filter(pk=session.pk).delete()[0]:
            told = {"seen_at": session.seen_at.isoformat(), "source": session.source}
            after = {"cause": "idle" if idle else "age"}
            record(actor.who, "accounts.session_ended", session.user, before=told, after=after)
    return False


def end_session(*, actor: Actor, session: int) -> None:
    """The actor signs out."""
    with transaction.atomic():
        user = _oneself(actor)
        Session.objects.filter(pk=session, user=user).delete()
        record(actor.who, "accounts.sign_out", user)


def change_password(*, actor: Actor, password: str, keep: int) -> None:
    """The actor's own new password, already found good; all other sessions (but `keep`) end."""
    with transaction.atomic():
        user = _oneself(actor)
        give(user, password, actor.at, must_change=False)
        Session.objects.filter(user=user).exclude(pk=keep).delete()
        record(actor.who, "accounts.change_password", user)


def unlock(*, actor: Actor, user: User, reason: str) -> None:
    """Failed sign-ins of the user are forgotten, so that the next may be tried at once."""
    require(actor, "accounts.unlock")
    needs_reason(reason)
    until = locked_until(user, actor.at)
    if until is None:
        raise Refused.because("accounts.not_locked", name=user.name)
    with transaction.atomic():
        forget_failures(user)
        before = {"locked_until": until.isoformat()}
        record(actor.who, "accounts.unlock", user, before=before, reason=reason)


def reset_second_factor(*, actor: Actor, user: User, reason: str) -> None:
    """The second factor of whoever lost it is taken off and all sessions end; the password stays.

    Passwords are the system administrator's to reset, second factors the security administrator's: neither
    alone gets into an account that has both.
    """
    require(actor, "accounts.reset_second_factor")
    needs_reason(reason)
    if actor.user == user.pk:
        raise Refused.because("accounts.not_oneself")
    with transaction.atomic():
        if not Authenticator.objects.filter(user_id=user.pk).delete()[0]:
            raise Refused.because("accounts.no_second_factor", name=user.name)
        Session.objects.filter(user=user).delete()
        record(actor.who, "accounts.reset_second_factor", user, reason=reason)
