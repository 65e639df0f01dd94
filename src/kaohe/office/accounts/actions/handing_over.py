"""Handing over: posts of one person go to another on a day, all or none."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localdate

from kaohe.messages import Refused
from kaohe.office.accounts.actions.posts import close_post, enter_post
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
    with transaction.atomic():
        User.objects.select_for_update().get(pk=giver.pk)
        running = Post.objects.filter(Q(until=None) | Q(until__gte=on) & Q(until__gte=F("since")), user=giver)
        chosen = list(running.select_related("user", "office", "deputy_for"))
        if posts is not None:
            unknown = set(posts) - {post.pk for post in chosen}
            if unknown:
                raise Refused.because("accounts.changed_meanwhile")
            chosen = [post for post in chosen if post.pk in posts]
        if not chosen:
            raise Refused.because("accounts.nothing_to_hand_over", name=giver.name, day=on)
        new = [_pass_on(actor, post, taker, on, reason) for post in chosen]
        told = {"giver": giver.username, "on": on.isoformat(), "posts": [post.pk for post in new]}
        record(actor.who, "accounts.hand_over", taker, after=told, reason=reason)
    return new


def _pass_on(actor: Actor, post: Post, taker: User, on: date, reason: str) -> Post:
    if post.deputy_for is not None and post.deputy_for.user_id == taker.pk:
        raise Refused.because("accounts.deputy_of_oneself", name=taker.name)
    new = Post(
        user=taker,
        office=post.office,
        role=post.role,
        since=max(on, post.since),
        until=post.until,
        deputy_for=post.deputy_for,
    )
    close_post(actor, post, on - timedelta(days=1), "accounts.end_post", reason)
    return enter_post(actor, new, "accounts.appoint", reason)
