"""Journals to read, alter and cut."""

from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from kaohe.office.journal.actions import Who, record
from kaohe.office.journal.chain import FIELDS, hash_of
from kaohe.office.journal.models import Entry, Head

AT = datetime(2026, 3, 1, tzinfo=UTC)


def write(count: int) -> None:
    """Entries of some people, a second apart."""
    for number in range(1, count + 1):
        at = AT + timedelta(seconds=number, microseconds=number)
        with transaction.atomic():
            record(
                Who(number % 3 + 1, "Li Ming" if number % 2 else "王芳", at, "10.0.0.1"),
                "zones.manage" if number % 2 else "accounts.appoint",
                None,
                before={"name": "旧", "n": number},
                after={"name": "新", "n": number / 3},
                reason="更名",
            )


def unprotect() -> None:
    """What somebody can do who owns the database: a table without triggers and constraints."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare AS SELECT * FROM journal_entry")
        cursor.execute("DROP TABLE journal_entry")
        cursor.execute("ALTER TABLE bare RENAME TO journal_entry")


def rewrite_from(position: int) -> None:
    """Alter an entry and hash it and all that follow anew, head row included: whole in itself."""
    previous = ""
    for row in Entry.objects.filter(position__gte=position).order_by("position").values(*FIELDS):
        row["previous"] = previous or row["previous"]
        row["reason"] += "!" if row["position"] == position else ""
        previous = hash_of(row)
        Entry.objects.filter(position=row["position"]).update(**row, hash=previous)
    Head.objects.update(hash=previous)
