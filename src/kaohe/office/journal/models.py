"""Entries of the journal, its head, and receipts of requests that must not be done twice."""

from django.db import models


class Entry(models.Model):
    """One thing done. Insert-only: a trigger refuses to change or remove it."""

    position = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    source = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=80, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("position",)
        indexes = (models.Index(fields=("kind", "key")),)

    def __str__(self) -> str:
        return f"{self.position} {self.action}"


class Head(models.Model):
    """The last entry's position and hash: one row, locked last in every action."""

    position = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.position}:{self.hash}"


class Receipt(models.Model):
    """The outcome of a request by the key its sender gave it, so that a retry isn't done again."""

    sender = models.BigIntegerField()
    key = models.CharField(max_length=80)
    outcome = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("sender", "key"), name="one_receipt_a_key"),)

    def __str__(self) -> str:
        return self.key
