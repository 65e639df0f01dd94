"""Telling people, each once."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kaohe.office.accounts.models import User
from kaohe.office.notices.models import Mail, Notice
from kaohe.office.notices.words import plain, said


def tell(
    *,
    to_users: Collection[User],
    key: str,
    code: str,
    params: Mapping[str, Any] | None = None,
    link: str = "",
    at: datetime,
) -> int:
    """Owe a notice, and a mail where there is an address, to each active user who wasn't told `key` before.

    `link` is a path within the office. The rows of a notice are their own record. How many are newly told.
    """
    kept = plain(params or {})
    for lang in ("zh", "en"):
        said(code, kept, lang)  # a notice that can't be said is a fault of whoever tells, not of the reader
    with transaction.atomic():
        told = Notice.objects.filter(key=key, to__in=to_users).values_list("to_id", flat=True)
        users = {user.pk: user for user in to_users if user.is_active}
        new = users.keys() - set(told)
        fields = {"key": key, "code": code, "params": kept, "link": link, "at": at}
        # Of two who tell the same at once the second waits here, and its rows fall away.
        Notice.objects.bulk_create([Notice(to=users[pk], **fields) for pk in new], ignore_conflicts=True)
        notices = Notice.objects.filter(key=key, to__in=new)
        mails = [
            Mail(notice=notice, address=users[notice.to_id].email, due_at=at)
            for notice in notices
            if users[notice.to_id].email
        ]
        Mail.objects.bulk_create(mails, ignore_conflicts=True)
    return len(new)
