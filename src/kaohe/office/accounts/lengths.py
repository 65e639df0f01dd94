"""Texts that don't fit their column: PostgreSQL refuses them, SQLite would keep them."""

from django.db import models

from kaohe.messages import Problem, Refused

_SHOWN = 20
"""Characters of a long text that are told."""


def too_long(row: models.Model) -> list[Problem]:
    """Every text of a row that is longer than its column."""
    told = []
    for field in row._meta.concrete_fields:
        value, most = getattr(row, field.attname), getattr(field, "max_length", None)
        if most and isinstance(value, str) and len(value) > most:
            words = {"found": f"{value[:_SHOWN]}…", "length": len(value), "allowed": most}
            told.append(Problem("accounts.too_long", words))
    return told


def refuse_too_long(row: models.Model) -> None:
    """Raises `Refused` naming every text that is too long."""
    if problems := too_long(row):
        raise Refused(problems)
