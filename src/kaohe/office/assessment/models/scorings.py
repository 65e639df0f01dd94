"""A frozen snapshot scored in the background."""

from django.db import models

from kaohe.office.reporting.models import Snapshot


class Scoring(models.Model):
    """Places of a snapshot and how sure they are, by `draws` with `seed`; `folder` holds what came."""

    class State(models.TextChoices):
        OWED = "owed"
        SCORED = "scored"
        FAILED = "failed"

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="scorings")
    plan_text = models.TextField(blank=True)  # of robustness; empty: the usual plan
    draws = models.IntegerField()
    seed = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OWED)
    percent = models.IntegerField(default=0)
    error = models.JSONField(null=True)  # code and params of the message
    folder = models.CharField(max_length=200, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.snapshot_id} {self.state}"
