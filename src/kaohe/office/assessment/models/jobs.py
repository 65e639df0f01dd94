"""What is worked out in the background."""

from django.db import models


class Job(models.Model):
    """Owed from the minute it is asked for; `folder` holds what came, or `error` says why nothing did."""

    class State(models.TextChoices):
        OWED = "owed"
        SCORED = "scored"
        FAILED = "failed"

    state = models.CharField(max_length=10, choices=State.choices, default=State.OWED)
    percent = models.IntegerField(default=0)
    error = models.JSONField(null=True)  # code and params of the message
    folder = models.CharField(max_length=200, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ("-asked_at", "-pk")
