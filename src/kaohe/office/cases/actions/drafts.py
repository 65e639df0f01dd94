"""Drafts of an order say what the ledger says, unless their drafter changed it there."""

from typing import Any

from kaohe.office.accounts.actors import Actor
from kaohe.office.cases.models import Case
from kaohe.office.cases.queries.letter_values import rows_of
from kaohe.office.cases.queries.ordering import refuse_out
from kaohe.office.papers.actions.following import follow


def drafts_follow(actor: Actor, held: Case, said: list[Any]) -> None:
    """Where a draft of the order says what the ledger `said`, it says what the ledger says now.

    Within the transaction that changed the ledger.
    """
    kind, now = refuse_out(held).letter, rows_of(held, held.items.all())
    follow(actor, subject=held.subject, kind=kind, field="items", before=said, after=now)
