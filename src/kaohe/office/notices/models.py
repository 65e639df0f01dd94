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
        indexes = (models.Index(fields=("to", "read_at")),)

    def __str__(self) -> str:
        return f"{self.code} -> {self.to}"


class State(models.TextChoices):
    """How far a mail has come. From `unknown` and `failed` only a person sends it again."""

    OWED = "owed"
    SENDING = "sending"  # committed before it is handed over
    SENT = "sent"  # the mail server has taken it
    FAILED = "failed"  # the mail server has refused it, each time
    UNKNOWN = "unknown"  # the sender was stopped, or the connection broke, before the server said


class Mail(models.Model):
    """The mail of a notice. `due_at`: not before; `lease_until`: whoever is sending has said by then.

    `attempt` counts from the last time that a person had it sent, `round` how often that was.
    """

    notice = models.OneToOneField(Notice, models.PROTECT, related_name="mail")
    address = models.EmailField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OWED)
    round = models.IntegerField(default=0)
    attempt = models.IntegerField(default=0)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=("state", "due_at")),)

    def __str__(self) -> str:
        return f"{self.address} {self.state}"
