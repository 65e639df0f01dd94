"""Posts: given, ended, held for another."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kaohe.messages import Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office, Post, User
from kaohe.office.accounts.permissions import require
from kaohe.office.accounts.roles import Role
from kaohe.office.accounts.rules import check_post, check_somebody_left, needs_reason
from kaohe.office.journal.actions import record


def appoint(
    *,
    actor: Actor,
    user: User,
    office: Office,
    role: Role,
    since: date,
    until: date | None = None,
    reason: str = "",
) -> Post:
    """The user has the role in the office from a day until a day (inclusive; None: without end)."""
    require(actor, "accounts.appoint")
    post = Post(user=user, office=office, role=role, since=since, until=until)
    with transaction.atomic():
        return enter_post(actor, post, "accounts.appoint", reason)


def enter_post(actor: Actor, post: Post, action: str, reason: str) -> Post:
    """Checks, saves and journals a post, in the transaction of whoever has asked for the permission."""
    if actor.user == post.user_id:
        raise Refused.because("accounts.not_oneself")
    save_post(post)
    record(actor.who, action, post, after=as_told(post), reason=reason)
    return post


def save_post(post: Post) -> None:
    """Checks and saves a post."""
    # the lock keeps two appointments of one person from passing the checks side by side
    post.user = User.objects.select_for_update().get(pk=post.user_id)
    check_post(post)
    post.save()


def end_post(*, actor: Actor, post: Post, until: date, reason: str) -> None:
    """The last day of a post: yesterday (it ends at once) or later. Its deputies end with it."""
    require(actor, "accounts.appoint")
    needs_reason(reason)
    earliest = localdate(actor.at) - timedelta(days=1)
    if until < earliest:
        raise Refused.because("accounts.ends_in_the_past", day=until, earliest=earliest)
    if post.until is not None and until >= post.until:
        raise Refused.because("accounts.ends_sooner_anyway", day=until, until=post.until)
    with transaction.atomic():
        record_closed(actor, close_post(post, until), reason)
        check_somebody_left(post.role, until + timedelta(days=1))


Closed = list[tuple[Post, dict[str, Any]]]
"""Posts that were ended, each with how it was told before."""


def close_post(post: Post, until: date) -> Closed:
    """Ends a post and its deputies. Who calls this has asked for the permission, and journals them last."""
    if not Post.objects.filter(pk=post.pk, until=post.until).update(until=until):
        raise Refused.because("accounts.changed_meanwhile")
    closed = [(post, as_told(post))]
    post.until = until
    for deputy in post.deputies.select_related("user", "office").order_by("pk"):
        if deputy.until is None or deputy.until > until:
            closed += close_post(deputy, until)
    return closed


def record_closed(actor: Actor, closed: Closed, reason: str) -> None:
    """Journals each: when everything else is written, for the journal's lock is the last."""
    for post, before in closed:
        record(actor.who, "accounts.end_post", post, before=before, after=as_told(post), reason=reason)


def name_deputy(*, actor: Actor, post: Post, user: User, since: date, until: date, reason: str = "") -> Post:
    """The user does what the post gives, from a day until a day within it, beside its holder."""
    require(actor, "accounts.appoint")
    if post.deputy_for_id is not None:
        raise Refused.because("accounts.deputy_of_deputy")
    with transaction.atomic():
        post = Post.objects.select_for_update().select_related("office").get(pk=post.pk)
        if since < post.since or (post.until is not None and until > post.until):
            ends = "" if post.until is None else post.until.isoformat()
            raise Refused.because("accounts.deputy_outlasts", since=post.since, until=ends)
        if user.pk == post.user_id:
            raise Refused.because("accounts.deputy_of_oneself", name=user.name)
        deputy = Post(
            user=user, office=post.office, role=post.role, since=since, until=until, deputy_for=post
        )
        return enter_post(actor, deputy, "accounts.name_deputy", reason)


def as_told(post: Post) -> dict[str, Any]:
    """A post as the journal keeps it."""
    return {
        "user": post.user.username,
        "office": post.office.code,
        "role": str(post.role),
        "since": post.since.isoformat(),
        "until": post.until and post.until.isoformat(),
        "deputy_for": post.deputy_for_id,
    }
