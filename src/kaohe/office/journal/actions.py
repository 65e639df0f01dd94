"""Writing the journal, inside the transaction of what it tells of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction

from kaohe.office.journal.chain import hash_of, storable
from kaohe.office.journal.models import Entry, Head, Receipt


@dataclass(frozen=True, slots=True)
class Who:
    """Who acts: the key (None: the system itself or nobody known), the name as of now, when, from where."""

    id: int | None
    name: str
    at: datetime
    source: str = ""


def record(
    who: Who,
    action: str,
    thing: models.Model | None,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> Entry:
    """Append an entry. Call it last in a transaction: it locks the head, the last lock of every action."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an entry is written in the transaction of what it tells of")
    head = Head.objects.select_for_update().get(pk=1)
    content: dict[str, Any] = {
        "position": head.position + 1,
        "at": who.at,
        "actor_id": who.id,
        "actor_name": storable(who.name),
        "source": storable(who.source),
        "action": action,
        "kind": "" if thing is None else thing._meta.label_lower,
        "key": "" if thing is None else str(thing.pk),
        "before": storable(before),
        "after": storable(after),
        "reason": storable(reason),
        "previous": head.hash,
    }
    entry = Entry.objects.create(**content, hash=hash_of(content))
    Head.objects.filter(pk=1).update(position=entry.position, hash=entry.hash)
    return entry


def once(who: Who, key: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do the work of a request unless the same sender's same key was done: then give that outcome again.

    Work and receipt stand in one transaction; of two at once the second waits and gets the first's outcome.
    """
    with transaction.atomic():
        try:
            with transaction.atomic():
                receipt = Receipt.objects.create(sender=who.id or 0, key=key, at=who.at)
        except IntegrityError:
            return dict(Receipt.objects.get(sender=who.id or 0, key=key).outcome)
        receipt.outcome = work()
        receipt.save(update_fields=["outcome"])
        return dict(receipt.outcome)
