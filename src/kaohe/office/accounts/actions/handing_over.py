"""Handing over: posts of one person go to another on a day, all or none."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localdate

from kaohe.messages import Refused
from kaohe.office.accounts.actions.posts import as_told, close_post, record_closed, save_post
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Post, User
from kaohe.office.accounts.permissions import require
from kaohe.office.accounts.rules import needs_reason
from kaohe.office.journal.actions import record


def hand_over(
    *,
    actor: Actor,
    giver: User,
    taker: User,
    on: date,
    posts: Collection[int] | None = None,
    reason: str,
) -> list[Post]:
    """The giver's posts (all that run on `on` or later, or those with these keys) are the taker's from `on`.

    Each keeps its office, role and last day; deputies named for the giver end with the giver's day.
    """
    require(actor, "accounts.appoint")
    needs_reason(reason)
    today = localdate(actor.at)
    if on < today:
        raise Refused.because("accounts.ends_in_the_past", day=on, earliest=today)
    if giver.pk == taker.pk:
        raise Refused.because("accounts.deputy_of_oneself", name=giver.name)
    if actor.user == taker.pk:
        raise Refused.because("accounts.not_oneself")
    with transaction.atomic():
        list(User.objects.select_for_update().filter(pk__in=(giver.pk, taker.pk)).order_by("pk"))
        running = Post.objects.filter(Q(until=None) | Q(until__gte=on) & Q(until__gte=F("since")), user=giver)
        chosen = list(running.select_related("user", "office", "deputy_for"))
        if posts is not None:
            unknown = set(posts) - {post.pk for post in chosen}
            if unknown:
                raise Refused.because("accounts.changed_meanwhile")
            chosen = [post for post in chosen if post.pk in posts]
        if not chosen:
            raise Refused.because("accounts.nothing_to_hand_over", name=giver.name, day=on)
        new = [_passed_on(post, taker, on) for post in chosen]
        closed = [each for post in chosen for each in close_post(post, on - timedelta(days=1))]
        for post in new:
            save_post(post)
        record_closed(actor, closed, reason)
        for post in new:
            record(actor.who, "accounts.appoint", post, after=as_told(post), reason=reason)
        told = {"giver": giver.username, "on": on.isoformat(), "posts": [post.pk for post in new]}
        record(actor.who, "accounts.hand_over", taker, after=told, reason=reason)
    return new


def _passed_on(post: Post, taker: User, on: date) -> Post:
    """The post as the taker's, not saved yet."""
    if post.deputy_for is not None and post.deputy_for.user_id == taker.pk:
        raise Refused.because("accounts.deputy_of_oneself", name=taker.name)
    return Post(
        user=taker,
        office=post.office,
        role=post.role,
        since=max(on, post.since),
        until=post.until,
        deputy_for=post.deputy_for,
    )
