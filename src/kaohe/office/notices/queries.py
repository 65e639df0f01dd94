"""What somebody has been told, and how far the mails have come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from kaohe.messages import Text
from kaohe.office.notices.models import Mail, Notice, State
from kaohe.office.notices.words import text_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice as its reader sees it."""

    key: int
    words: Text
    link: str
    at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail as officers see it; `error` is what the mail server said last."""

    key: int
    to: str
    address: str
    words: Text
    state: str
    attempt: int
    at: datetime
    error: str

    @property
    def can_be_resent(self) -> bool:
        return self.state in (State.FAILED, State.UNKNOWN)


def unread(user: int | None) -> int:
    """How many notices a user hasn't read. One query; none for nobody."""
    return Notice.objects.filter(to_id=user, read_at=None).count() if user else 0


def count_of_notices(user: int | None) -> int:
    """How many notices a user has, read or not. One query."""
    return Notice.objects.filter(to_id=user).count()


def notices_of(user: int | None, page: int = 1) -> tuple[NoticeRow, ...]:
    """A page of a user's notices, the latest first. One query."""
    return tuple(map(_row, Notice.objects.filter(to_id=user)[(page - 1) * PAGE : page * PAGE]))


def notices_after(user: int | None, key: int, count: int) -> tuple[NoticeRow, ...]:
    """So many of a user's notices after one, the earliest told first. One query."""
    return tuple(map(_row, Notice.objects.filter(to_id=user, pk__gt=key).order_by("pk")[:count]))


def notice_of(user: int | None, key: int) -> NoticeRow | None:
    """One notice of a user; None where it isn't theirs."""
    each = Notice.objects.filter(to_id=user, pk=key).first()
    return _row(each) if each else None


def count_of_mails() -> Mapping[str, int]:
    """How many mails are in each state; zero where there are none. One query."""
    counted = Mail.objects.values_list("state").annotate(number=Count("pk")).order_by()
    return {state.value: 0 for state in State} | dict(counted)


def mails(state: str = "", page: int = 1) -> tuple[MailRow, ...]:
    """A page of mails, the latest first, of one state or of all. One query."""
    chosen = Mail.objects.select_related("notice__to").order_by("-pk")
    if state:
        chosen = chosen.filter(state=state)
    return tuple(
        MailRow(
            each.pk,
            str(each.notice.to),
            each.address,
            text_of(each.notice.code, each.notice.params),
            each.state,
            each.attempt,
            each.done_at or each.due_at,
            each.error,
        )
        for each in chosen[(page - 1) * PAGE : page * PAGE]
    )


def _row(notice: Notice) -> NoticeRow:
    return NoticeRow(notice.pk, text_of(notice.code, notice.params), notice.link, notice.at, notice.read_at)
