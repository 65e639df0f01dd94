"""Who acts: a person with the posts of the day, at an instant, from somewhere."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate

from kaohe.office.accounts.models import Post, User
from kaohe.office.accounts.roles import Role
from kaohe.office.journal.actions import Who


@dataclass(frozen=True, slots=True)
class Held:
    """A post as permissions see it."""

    role: Role
    office: int
    kind: str
    city: str
    vouches_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Every action takes one. `at` is the instant of the action: no action reads a clock."""

    user: int | None
    name: str
    at: datetime
    source: str = ""
    posts: tuple[Held, ...] = field(default=())
    scopes: frozenset[str] | None = None  # of a token: the only actions it may; None: no token, no such limit

    @property
    def who(self) -> Who:
        return Who(self.user, self.name, self.at, self.source)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(post.role for post in self.posts)


def actor_of(user: User, at: datetime, source: str = "") -> Actor:
    """The user with the posts held on the day (local time); none when no longer active."""
    day = localdate(at)
    held = Post.objects.filter(Q(until=None) | Q(until__gte=day), user=user, since__lte=day).order_by("pk")
    posts = tuple(
        Held(
            Role(post.role),
            post.office_id,
            post.office.kind,
            post.office.city,
            tuple(post.office.vouches_for),
        )
        for post in held.select_related("office")
    )
    return Actor(user.pk, str(user), at, source, posts if user.is_active else ())


def system(at: datetime, name: str = "kaohe") -> Actor:
    """The system itself: sweeps and commands. It holds no posts, so it may only what needs none."""
    return Actor(None, name, at)
