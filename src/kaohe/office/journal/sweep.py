"""Receipts that no retry can ask for any more."""

from datetime import datetime, timedelta

from kaohe.office.journal.models import Receipt

KEPT = timedelta(days=90)
"""Longer than any retry that is promised: a browser keeps what it couldn't send, and a cell is open again for
60 days at most."""


def remove_receipts(now: datetime) -> int:
    """Remove receipts older than that. How many they were."""
    return Receipt.objects.filter(at__lt=now - KEPT).delete()[0]
