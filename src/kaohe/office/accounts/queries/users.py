"""Users with their posts."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kaohe.messages import Text
from kaohe.office.accounts.models import Post, User
from kaohe.office.accounts.permissions import WRITERS
from kaohe.office.accounts.roles import Role
from kaohe.office.accounts.rules import office_name, overlapping, role_name


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post as a list shows it; `state` is coming, running, past, or withdrawn before it began."""

    id: int
    role: Role
    role_name: Text
    office: Text
    since: date
    until: date | None
    deputy_for: str
    state: str


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user with the posts of the day."""

    id: int
    username: str
    name: str
    email: str
    phone: str
    is_active: bool
    posts: tuple[PostRow, ...]


def users(
    day: date,
    *,
    words: str = "",
    role: str = "",
    active: bool | None = None,
    start: int = 0,
    count: int | None = None,
) -> list[UserRow]:
    """Users whose name, user name or office has the words, with the posts of the day. Two queries."""
    held = Post.objects.filter(overlapping(day, day))
    found = User.objects.all()
    if active is not None:
        found = found.filter(is_active=active)
    if role:
        found = found.filter(pk__in=held.filter(role=role).values("user"))
    if words:
        in_office = held.filter(office__name_zh__icontains=words).values("user")
        asked = Q(name__icontains=words) | Q(username__icontains=words) | Q(pk__in=in_office)
        found = found.filter(asked)
    page = list(found[start : None if count is None else start + count])
    posts = defaultdict(list)
    for row, owner in _rows(held.filter(user__in=[user.pk for user in page]), day):
        posts[owner].append(row)
    return [
        UserRow(
            user.pk,
            user.username,
            user.name,
            user.email,
            user.phone,
            user.is_active,
            tuple(posts[user.pk]),
        )
        for user in page
    ]


def posts_of(user: User, day: date) -> list[PostRow]:
    """Every post a user has, had or will have, the latest first. One query."""
    return [row for row, _ in _rows(Post.objects.filter(user=user).order_by("-since", "-pk"), day)]


def _rows(posts: QuerySet[Post], day: date) -> Iterable[tuple[PostRow, int]]:
    for post in posts.select_related("office", "deputy_for__user"):
        yield (
            PostRow(
                post.pk,
                Role(post.role),
                role_name(post.role),
                office_name(post.office),
                post.since,
                post.until,
                post.deputy_for.user.name if post.deputy_for else "",
                _state(post, day),
            ),
            post.user_id,
        )


def _state(post: Post, day: date) -> str:
    if post.until is not None and post.until < post.since:
        return "withdrawn"
    if post.since > day:
        return "coming"
    return "running" if post.until is None or post.until >= day else "past"


def people_of(offices: Collection[int], day: date) -> list[User]:
    """Those who write, and so receive, for the offices on a day; active ones."""
    held = Post.objects.filter(overlapping(day, day), office__in=offices, role__in=WRITERS)
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk"))
