"""Mails that are owed go out, one a transaction; killed anywhere, none goes out twice by itself."""

from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from time import monotonic

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F

from kaohe.office.notices.letters import message_of
from kaohe.office.notices.models import Mail, State

_LEASE = timedelta(minutes=10)
"""Longer than a mail server may take: each of its answers is waited for half a minute."""

_AGAIN = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
"""How long after each refusal it is tried again."""


def send_mail(now: datetime) -> int:
    """Send every mail due by `now`. How many were taken by the mail server.

    A mail whose sender was stopped becomes `unknown`: it may have gone out, so a person decides.
    """
    started, sent = monotonic(), 0
    _give_up_stopped(now)
    while (mail := _claimed(now, now + timedelta(seconds=monotonic() - started))) is not None:
        state, error = _handed_over(mail)
        _note(mail, state, error, now + timedelta(seconds=monotonic() - started))
        sent += state is State.SENT
    return sent


def _give_up_stopped(now: datetime) -> None:
    left = Mail.objects.filter(state=State.SENDING, lease_until__lt=now)
    left.update(state=State.UNKNOWN, lease_until=None, done_at=now)


def _claimed(due: datetime, now: datetime) -> Mail | None:
    """The next mail, committed as `sending`: from here on only this sender may hand it over."""
    while True:
        owed = Mail.objects.filter(state=State.OWED, due_at__lte=due).order_by("due_at", "pk")
        mail = owed.select_related("notice__to").first()
        if mail is None:
            return None
        with transaction.atomic():
            mine = Mail.objects.filter(pk=mail.pk, state=State.OWED, attempt=mail.attempt, round=mail.round)
            # where they can be reached now, if they moved since it was owed
            address = mail.notice.to.email or mail.address
            sending = {"state": State.SENDING, "lease_until": now + _LEASE, "address": address}
            claimed = mine.update(**sending, attempt=F("attempt") + 1)
        if claimed:
            mail.attempt, mail.address = mail.attempt + 1, address
            return mail


def _handed_over(mail: Mail) -> tuple[State, str]:
    """Give the mail to the server. `failed` only where it certainly wasn't taken."""
    connection = get_connection()
    try:
        message = message_of(mail)
        connection.open()
    except (SMTPException, OSError, ValueError, KeyError) as error:
        return State.FAILED, _told(error)
    try:
        connection.send_messages([message])
    except (SMTPResponseException, SMTPRecipientsRefused, ValueError) as error:
        return State.FAILED, _told(error)
    except (SMTPException, OSError) as error:  # broken off: the server may have taken it
        return State.UNKNOWN, _told(error)
    finally:
        with suppress(SMTPException, OSError):
            connection.close()
    return State.SENT, ""


def _note(mail: Mail, state: State, error: str, now: datetime) -> None:
    """Write the outcome down; a refused mail is owed again as long as it has tries left."""
    fields = {"state": state, "error": error, "lease_until": None, "done_at": now}
    if state is State.FAILED and mail.attempt <= len(_AGAIN):
        fields |= {"state": State.OWED, "done_at": None, "due_at": now + _AGAIN[mail.attempt - 1]}
    # Also where a slow try was given up as unknown meanwhile: now it is known.
    mine = Mail.objects.filter(pk=mail.pk, attempt=mail.attempt, round=mail.round)
    mine.filter(state__in=(State.SENDING, State.UNKNOWN)).update(**fields)


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
