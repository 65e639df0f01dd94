"""A notice to one person, and the mail that carries it."""

from django.db import models

from kaohe.office.accounts.models import User


class Notice(models.Model):
    """A message of the catalogue to a user. `key` says what it is owed for: the same is told once."""

    to = models.ForeignKey(User, models.PROTECT, related_name="notices")
    key = models.CharField(max_length=200)
    code = models.CharField(max_length=80)
    params = models.JSONField(default=dict)
    link = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (models.UniqueConstraint(fields=("to", "key"), name="a_notice_is_told_once"),)

    def __str__(self) -> str:
        return f"{self.code} -> {self.to}"


class Mail(models.Model):
    """The mail of a notice: `sending` before it is handed over, then `sent` or `failed`; `unknown` when the
    sender was stopped between: a person decides whether to send again."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="mails")
    address = models.EmailField()
    state = models.CharField(max_length=10, default="owed")  # owed, sending, sent, failed, unknown
    attempt = models.IntegerField(default=0)
    at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=("state", "at")),)

    def __str__(self) -> str:
        return f"{self.address} {self.state}"
