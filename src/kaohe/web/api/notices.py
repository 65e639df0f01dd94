"""What the caller has been told."""

from ninja import Query, Router, Schema
from pydantic import Field

from kaohe.office.notices.queries import NoticeRow, notices_after
from kaohe.web.api.kinds import ByKey, Instant, Words, cut
from kaohe.web.api.operations import reads
from kaohe.web.middleware import ActingRequest

router = Router()


class NoticeAnswer(Schema):
    """`link` leads to the page of what it is about."""

    id: int
    words: Words
    link: str
    at: Instant
    read_at: Instant | None


class NoticeList(Schema):
    items: list[NoticeAnswer]
    next: int | None = Field(description="web_api.field_next")


@reads(router, "/notices", "notices", "notices.read", NoticeList)
def notices(request: ActingRequest, asked: Query[ByKey]) -> NoticeList:
    """By key, so the oldest first. Reading them here doesn't mark them as read."""
    found = notices_after(request.actor.user, asked.after, asked.limit + 1)
    rows, following = cut(found, asked.limit, lambda row: row.key)
    return NoticeList(items=[_notice(row) for row in rows], next=following)


def _notice(row: NoticeRow) -> NoticeAnswer:
    words = Words.of(row.words)
    return NoticeAnswer(id=row.key, words=words, link=row.link, at=row.at, read_at=row.read_at)
