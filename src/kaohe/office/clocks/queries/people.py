"""Who is told of a clock: the people of an office, and those who sign for it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from kaohe.office.accounts.models import Post, User
from kaohe.office.accounts.permissions import SIGNERS, WRITERS
from kaohe.office.accounts.rules import overlapping


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of an office who writes for it, and those among them who sign."""

    staff: dict[int, User] = field(default_factory=dict)
    heads: dict[int, User] = field(default_factory=dict)


def people_of(offices: Collection[int], day: date) -> Mapping[int, People]:
    """For each office its people on a day; nobody for one that has none. One query."""
    held = Post.objects.filter(overlapping(day, day), office__in=offices, role__in=WRITERS)
    found: dict[int, People] = defaultdict(People)
    for post in held.filter(user__is_active=True).select_related("user"):
        found[post.office_id].staff[post.user_id] = post.user
        if post.role in SIGNERS:
            found[post.office_id].heads[post.user_id] = post.user
    return found
